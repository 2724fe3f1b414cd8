"""Asks yjs itself, in one Node process: tests/oracle/yjs_oracle.mjs."""

import json
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[4]
CHUNK = 100


class Oracle:
    def __init__(self) -> None:
        self.node = subprocess.Popen(
            ["node", "tests/oracle/yjs_oracle.mjs"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, command: str, cases: Iterable[dict[str, Any]]) -> Iterator[Any]:
        cases = iter(cases)
        while chunk := list(islice(cases, CHUNK)):
            yield from self._answer({"command": command, "cases": chunk})

    def close(self) -> None:
        assert self.node.stdin and self.node.stdout
        self.node.stdin.close()
        self.node.wait(10)
        self.node.stdout.close()

    def _answer(self, request: dict[str, Any]) -> Any:
        assert self.node.stdin and self.node.stdout
        self.node.stdin.write(json.dumps(request) + "\n")
        self.node.stdin.flush()
        return json.loads(self.node.stdout.readline())


def unpack(packed: Iterable[str]) -> list[bytes]:
    return [b64decode(one) for one in packed]


def pack(updates: Iterable[bytes]) -> list[str]:
    return [b64encode(one).decode() for one in updates]
