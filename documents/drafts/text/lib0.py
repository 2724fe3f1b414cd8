"""The few number and string encodings of lib0 that Yjs updates are made of."""

from .units import from_units, to_units

MAX_NUMBER = 2**53 - 1  # JavaScript's safe integers: lib0 refuses more


_long_numbers: dict[bytes, int] = {}  # clients, mostly: the same ones come again and again


class Malformed(ValueError):
    """The bytes are not an update (or position) that this engine takes."""


def number(raw: bytes) -> int:
    """The value of one complete varUint, shortest form taken for granted."""
    if len(raw) == 1:
        return raw[0]
    if len(raw) == 2:
        return raw[0] & 127 | raw[1] << 7
    if len(raw) == 3:
        return raw[0] & 127 | (raw[1] & 127) << 7 | raw[2] << 14
    value = _long_numbers.get(raw)
    return _long_number(raw) if value is None else value


def _long_number(raw: bytes) -> int:
    value = 0
    for byte in reversed(raw):
        value = value << 7 | byte & 127
    if value > MAX_NUMBER:
        raise Malformed("a number is too large")
    if len(_long_numbers) > 10_000:
        _long_numbers.clear()
    _long_numbers[raw] = value
    return value


def read_uint(data: bytes, pos: int) -> tuple[int, int]:
    """Number and the position after it."""
    if pos < len(data) and data[pos] < 128:
        return data[pos], pos + 1
    end = pos
    while end < len(data) and data[end] > 127:
        end += 1
    if end >= len(data) or end - pos > 7 or (end > pos and data[end] == 0):
        raise Malformed("a number is cut short or too long")
    return number(data[pos : end + 1]), end + 1


def write_uint(out: bytearray, value: int) -> None:
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)


def uint(value: int) -> bytes:
    """A number by itself; clocks, mostly."""
    if value < 128:
        return bytes((value,))
    if value < 16384:
        return bytes((value & 127 | 128, value >> 7))
    if value < 2097152:
        return bytes((value & 127 | 128, value >> 7 & 127 | 128, value >> 14))
    out = bytearray()
    write_uint(out, value)
    return bytes(out)


def read_int(data: bytes, pos: int) -> tuple[int, int]:
    """A signed number of one byte, which is all that relative positions carry."""
    if pos >= len(data) or data[pos] > 127:
        raise Malformed("a signed number is missing or too large")
    value = data[pos] & 63
    return (-value if data[pos] & 64 else value), pos + 1


def write_int(out: bytearray, value: int) -> None:
    if not -63 <= value <= 63:
        raise ValueError("only small signed numbers are written")
    out.append(abs(value) | (64 if value < 0 else 0))


def read_string(data: bytes, pos: int) -> tuple[str, int]:
    """Text in UTF-16 units and the position after it. UTF-8 is strict: no surrogates, nothing overlong."""
    size, pos = read_uint(data, pos)
    raw = data[pos : pos + size]
    if len(raw) != size:
        raise Malformed("a string is cut short")
    return text_units(raw), pos + size


def text_units(raw: bytes) -> str:
    try:
        return to_units(raw.decode())
    except UnicodeDecodeError as error:
        raise Malformed("a string is not UTF-8") from error


def write_string(out: bytearray, units: str) -> None:
    raw = from_units(units).encode()
    write_uint(out, len(raw))
    out += raw
