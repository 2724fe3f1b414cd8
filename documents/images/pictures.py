"""A picture that somebody brought, read and written anew.

What is kept was encoded here: no metadata (a photo says where it was taken), no scripts, no second file
behind the picture. Kinds that browsers, Word and PDF all show are two, PNG and JPEG, so there are only these.
"""

import io
import re
import threading
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import ImageCms, ImageOps, UnidentifiedImageError

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2480  # an A4 page at 300 dots to the inch
READ = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg"}

_SVG = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!DOCTYPE[^>]*>\s*)?<svg[\s/>]", re.DOTALL)
_one_at_a_time = threading.Lock()  # the pixels of a large one are 160 MB


class Unusable(Exception):
    """The file cannot be taken; the message says why, to its owner."""


@dataclass(frozen=True)
class Picture:
    content: bytes
    kind: str
    width: int
    height: int


def read_picture(content: bytes) -> Picture:
    """The picture, cleaned. Raises Unusable."""
    if not content:
        raise Unusable(_("The file is empty."))
    if len(content) > MOST_BYTES:
        raise Unusable(_("The picture is larger than %(most)s MB.") % {"most": MOST_BYTES // 1024 // 1024})
    if _SVG.match(content[:2000].removeprefix(b"\xef\xbb\xbf")):
        raise Unusable(_("An SVG file can hold scripts and is not taken. Save the drawing as PNG."))
    with _one_at_a_time:
        try:
            return _read(content)
        except UnidentifiedImageError as error:
            words = _("This is not a picture that can be shown. PNG, JPEG, GIF and WebP can.")
            raise Unusable(words) from error
        except Pillow.DecompressionBombError as error:
            raise _too_many_pixels() from error
        except (OSError, ValueError, SyntaxError, MemoryError) as error:
            raise Unusable(_("The picture is damaged and cannot be read.")) from error


def _read(content: bytes) -> Picture:
    with Pillow.open(io.BytesIO(content), formats=READ) as found:
        # Its header says how large it will be; nothing was unpacked yet.
        if found.width * found.height > MOST_PIXELS:
            raise _too_many_pixels()
        photo = found.format == "JPEG"
        upright = ImageOps.exif_transpose(found)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return _written(upright, photo=photo)


def _too_many_pixels() -> Unusable:
    most = MOST_PIXELS // 1_000_000
    return Unusable(_("The picture has more than %(most)s million pixels.") % {"most": most})


def _written(image: Pillow.Image, *, photo: bool) -> Picture:
    clear = "A" in image.getbands() or "transparency" in image.info
    plain = _in_srgb(image, clear=clear).convert("RGBA" if clear and not photo else "RGB")
    plain.info = {}  # the encoders would write a comment or a profile on; what is clear is in the pixels now
    out = io.BytesIO()
    if photo:
        plain.save(out, "JPEG", quality=88, optimize=True, progressive=True)
    else:
        plain.save(out, "PNG", optimize=True)
    return Picture(out.getvalue(), "image/jpeg" if photo else "image/png", plain.width, plain.height)


def _in_srgb(image: Pillow.Image, *, clear: bool) -> Pillow.Image:
    """Its colours as they look without its profile, which may hold anything; a broken one is left aside."""
    profile = image.info.get("icc_profile")
    if not profile:
        return image
    if image.mode not in ("L", "RGB", "RGBA", "CMYK") or "transparency" in image.info:
        image = image.convert("RGBA" if clear else "RGB")
    try:
        found, srgb = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, found, srgb, outputMode=mode) or image
    except (OSError, TypeError, ValueError, ImageCms.PyCMSError):
        return image
