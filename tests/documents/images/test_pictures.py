"""A picture file is read, cleaned and written anew, or refused in words."""

import io

import pytest
from PIL import ExifTags
from PIL import Image as Pillow

from documents.images.pictures import LONGEST_SIDE, MOST_BYTES, Unusable, read_picture
from tests.documents.images.making import bomb, encoded, photo, png, swapping


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "BMP", "PNG"])
def test_every_kind_but_a_photo_becomes_png(kind: str) -> None:
    picture = read_picture(encoded(Pillow.new("RGB", (30, 20), "teal"), kind))
    assert (picture.kind, picture.width, picture.height) == ("image/png", 30, 20)
    assert Pillow.open(io.BytesIO(picture.content)).format == "PNG"


def test_a_photo_stays_a_photo() -> None:
    assert read_picture(photo()).kind == "image/jpeg"


def test_where_a_photo_was_taken_is_forgotten_and_it_stands_upright() -> None:
    exif = Pillow.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Aparat Alicji"
    picture = read_picture(photo(60, 40, exif=exif))
    assert (picture.width, picture.height) == (40, 60)
    assert not Pillow.open(io.BytesIO(picture.content)).getexif()
    assert b"Aparat Alicji" not in picture.content


def test_what_hides_behind_a_picture_is_left_behind() -> None:
    assert b"<script>" not in read_picture(png() + b"<script>alert(1)</script>").content


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_neither_a_comment_nor_a_profile_is_kept(kind: str) -> None:
    hidden = {"icc_profile": b"Ukryty plik" * 9, "comment": b"Ukryty plik"}
    picture = read_picture(encoded(Pillow.new("RGB", (30, 20), "teal"), kind, **hidden))
    written = Pillow.open(io.BytesIO(picture.content))
    assert not {"icc_profile", "comment"} & set(written.info)
    assert b"Ukryty" not in picture.content and b"iCCP" not in picture.content
    assert _near(written, (0, 128, 128))


@pytest.mark.parametrize("kind, mode", [("PNG", "RGB"), ("PNG", "RGBA"), ("JPEG", "RGB"), ("JPEG", "CMYK")])
def test_a_profile_gives_its_colours_and_goes(kind: str, mode: str) -> None:
    """The profile is another one than the picture's kind of colours needs, or swaps red and green."""
    colour = Pillow.new("RGB", (30, 20), (200, 40, 40)).convert(mode)
    picture = read_picture(encoded(colour, kind, icc_profile=swapping()))
    written = Pillow.open(io.BytesIO(picture.content))
    assert "icc_profile" not in written.info
    assert _near(written, (200, 40, 40) if mode == "CMYK" else (40, 200, 40))


def test_a_palette_with_a_clear_colour_and_a_profile_stays_clear() -> None:
    image = Pillow.new("P", (10, 10), 0)
    image.putpalette([200, 40, 40, 0, 0, 0])
    image.paste(1, (0, 0, 5, 10))
    picture = read_picture(encoded(image, "PNG", transparency=1, icc_profile=swapping()))
    written = Pillow.open(io.BytesIO(picture.content))
    assert written.mode == "RGBA" and written.getpixel((2, 2))[3] == 0  # type: ignore[index]
    assert _near(written, (40, 200, 40), at=(8, 8))


def _near(image: Pillow.Image, colour: tuple[int, int, int], at: tuple[int, int] = (7, 7)) -> bool:
    found = image.convert("RGB").getpixel(at)
    assert isinstance(found, tuple)
    return all(abs(one - other) < 25 for one, other in zip(found, colour, strict=True))


def test_what_is_clear_stays_clear() -> None:
    picture = read_picture(encoded(Pillow.new("RGBA", (10, 10), (0, 0, 0, 0)), "PNG"))
    assert Pillow.open(io.BytesIO(picture.content)).getpixel((5, 5)) == (0, 0, 0, 0)


def test_a_large_picture_is_made_smaller_in_its_proportions() -> None:
    picture = read_picture(png(2 * LONGEST_SIDE, LONGEST_SIDE))
    assert (picture.width, picture.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "pusty"),
        (b"To jest list, a nie obraz.", "nie jest obraz"),
        (b"%PDF-1.7", "nie jest obraz"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"<?xml version='1.0'?>\n<!-- x --><svg onload='alert(1)'/>", "SVG"),
        (png()[:60], "uszkodzony"),
        (photo()[:200], "uszkodzony"),
        (b"\x89PNG" + bytes(MOST_BYTES), "większy"),
        (bomb(20_000), "pikseli"),
        (bomb(6_400), "pikseli"),
        (bomb(5_000), "uszkodzony"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(Unusable, match=words):
        read_picture(content)
