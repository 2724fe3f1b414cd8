"""Picture files as people bring them."""

import io
import struct
import zlib
from typing import Any

from PIL import Image as Pillow
from PIL import ImageCms


def png(width: int = 40, height: int = 30, colour: str = "navy", mode: str = "RGB") -> bytes:
    return encoded(Pillow.new(mode, (width, height), colour), "PNG")


def photo(width: int = 60, height: int = 40, **more: Any) -> bytes:
    return encoded(Pillow.new("RGB", (width, height), "olive"), "JPEG", **more)


def encoded(image: Pillow.Image, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def swapping() -> bytes:
    """A colour profile in which red is green: sRGB's own with the two tags called by each other's name."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"?XYZ").replace(b"gXYZ", b"rXYZ").replace(b"?XYZ", b"gXYZ")


def bomb(side: int) -> bytes:
    """A PNG of a few kilobytes that says it is `side` pixels wide and high."""
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(100_000))
    chunks = (b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
