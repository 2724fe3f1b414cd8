"""A picture file is read, cleaned and written anew, or refused in words."""

import io

import pytest
from PIL import ExifTags
from PIL import Image as Pillow

from documents.images.pictures import LONGEST_SIDE, MOST_BYTES, Unusable, read_picture
from tests.documents.images.making import bomb, encoded, photo, png


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
