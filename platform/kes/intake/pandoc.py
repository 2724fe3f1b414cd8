"""Pandoc reads; it sees the bytes of one file and nothing else, and gets so much memory and time."""

import json
import os
import resource
import subprocess
from functools import cache
from typing import Any

import pypandoc

from kes.intake.result import Refusal

SECONDS = 25
MEMORY = "-M900M"
READERS = {"docx": "docx+styles", "odt": "odt", "html": "html-native_divs-native_spans"}


def tree_of(content: bytes, kind: str) -> dict[str, Any]:
    command = [_program(), "--sandbox", f"--from={READERS[kind]}", "--to=json", "--track-changes=all"]
    try:
        done = subprocess.run(  # noqa: S603 - a program of our own dependencies, no argument from people
            [*command, "+RTS", MEMORY, "-RTS"],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            env={"LANG": "C.UTF-8", "HOME": "/nonexistent"},
            preexec_fn=_limits,
            check=True,
        )
        tree: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise Refusal("too_long") from error
    except (subprocess.CalledProcessError, ValueError) as error:
        raise Refusal("broken") from error
    except (RecursionError, MemoryError) as error:
        raise Refusal("too_deep") from error
    return tree


def _limits() -> None:
    """Its own heap limit counts memory; the address space of a Haskell program is a terabyte anyway."""
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    os.nice(5)


@cache
def _program() -> str:
    return str(pypandoc.get_pandoc_path())
