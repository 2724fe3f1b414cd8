"""The server's side of the reading process."""

import json
import logging
import os
import signal
import struct
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import kes
from kes.intake.result import Intake, Refusal
from kes.intake.sniff import LARGEST

SECONDS = 40
AT_ONCE = BoundedSemaphore(2)  # files a process of the server reads at the same time

logger = logging.getLogger(__name__)


def read(content: bytes, *, name: str) -> Intake:
    """Raises Refusal."""
    if len(content) > LARGEST:
        raise Refusal("too_large", megabytes=LARGEST // 1024**2)
    with AT_ONCE:
        header, rest = _asked(content, name)
    if "refused" in header:
        raise Refusal(header["refused"], **header["values"])
    intake = Intake.from_json(header["intake"])
    pictures = []
    for picture, size in zip(intake.pictures, header["sizes"], strict=True):
        pictures.append(replace(picture, content=rest[:size]))
        rest = rest[size:]
    return replace(intake, pictures=pictures)


def _asked(content: bytes, name: str) -> tuple[dict[str, Any], bytes]:
    head = json.dumps({"name": name}).encode("ascii")
    child = _start()
    try:
        out, _nothing = child.communicate(struct.pack(">I", len(head)) + head + content, timeout=SECONDS)
        (length,) = struct.unpack(">I", out[:4])
        return json.loads(out[4 : 4 + length]), out[4 + length :]
    except subprocess.TimeoutExpired:
        return {"refused": "too_long", "values": {}}, b""
    except (struct.error, ValueError):  # out of processor time or memory: it was ended in the middle
        logger.warning("Reading child ended with %s at %d bytes", child.poll(), len(content))
        return {"refused": "too_long", "values": {}}, b""
    finally:
        _end(child)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """The child and its pandoc: they are a group of their own."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


def _start() -> "subprocess.Popen[bytes]":
    """No secrets in its environment, no part in the terminal's signals."""
    above = [str(Path(kes.__path__[0]).parent), os.environ.get("PYTHONPATH", "")]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "kes.intake.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": os.pathsep.join(filter(None, above)), "LANG": "C.UTF-8"},
        start_new_session=True,
    )
