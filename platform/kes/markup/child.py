"""The rendering process: `python -m kes.markup.child`, length-prefixed JSON on standard input and output.

Knows nothing of Django. Its own timer kills it when one request takes too much processor time, so that a
hostile text cannot keep an orphan busy after the server has gone.
"""

import json
import resource
import signal
import struct
import sys
from typing import Any, BinaryIO

from kes.markup.convert import convert
from kes.markup.result import Options

CPU_SECONDS = 2.0
MEMORY_BYTES = 1 << 30


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while (request := _receive(source)) is not None:
        signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
        answer = json.dumps(_answer(request)).encode("ascii")
        signal.setitimer(signal.ITIMER_PROF, 0)
        sink.write(struct.pack(">I", len(answer)) + answer)
        sink.flush()


def _receive(source: BinaryIO) -> dict[str, Any] | None:
    head = source.read(4)
    if len(head) < 4:
        return None
    (length,) = struct.unpack(">I", head)
    body = source.read(length)
    return json.loads(body) if len(body) == length else None


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"results": [_render(job) for job in request["jobs"]]}
    except (RecursionError, MemoryError) as error:  # the text's doing: say so and live on
        return {"error": type(error).__name__}


def _render(job: dict[str, Any]) -> dict[str, Any]:
    text = job.pop("text")
    return convert(text, Options.from_json(job)).to_json()


if __name__ == "__main__":
    main()
