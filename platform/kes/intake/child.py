"""The reading process: `python -m kes.intake.child`, one file on standard input, its text on standard output.

Knows nothing of Django, has no secrets in its environment, limits itself in memory and time, and is killed by
the server when it takes too long. What strangers send is unpacked and parsed here and nowhere else.
"""

import json
import resource
import struct
import sys
from typing import Any

from kes.intake.reading import read
from kes.intake.result import Intake, Refusal

MEMORY_BYTES = 900 * 1024**2
CPU_SECONDS = 25


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    name = json.loads(_sized(sys.stdin.buffer.read(4)))["name"]
    header, pictures = _answer(sys.stdin.buffer.read(), name)
    head = json.dumps(header).encode("ascii")
    sys.stdout.buffer.write(struct.pack(">I", len(head)) + head)
    for picture in pictures:
        sys.stdout.buffer.write(picture)


def _sized(length: bytes) -> bytes:
    return sys.stdin.buffer.read(struct.unpack(">I", length)[0])


def _answer(content: bytes, name: str) -> tuple[dict[str, Any], list[bytes]]:
    try:
        intake: Intake = read(content, name)
    except Refusal as refusal:
        return {"refused": refusal.code, "values": refusal.values}, []
    except (RecursionError, MemoryError):
        return {"refused": "too_deep", "values": {}}, []
    pictures = [picture.content for picture in intake.pictures]
    return {"intake": intake.to_json(), "sizes": list(map(len, pictures))}, pictures


if __name__ == "__main__":
    main()
