"""Reads a JUnit report of pytest or Node: what passed, what failed, what was skipped."""

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

# Real texts lie beside the project; a fresh clone has none, so tests on them are named there, not failed.
MATERIAL = "../shared"


@dataclass
class Result:
    suite: str
    passed: int = 0
    failures: list[str] = field(default_factory=list)
    not_run: list[str] = field(default_factory=list)
    without_material: list[str] = field(default_factory=list)

    @property
    def failed(self) -> int:
        return len(self.failures)


def read(suite: str, report: Path, code: int) -> Result:
    """A suite that ended badly without a failed test (crash, time limit, nothing there) counts as failed."""
    result = Result(suite)
    for case in _cases(report):
        name = f"{suite}: {case.get('classname', '')} {case.get('name', '')}"
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            result.failures.append(name)
        elif skipped is not None:
            reason = skipped.get("message", "skipped")
            listed = result.without_material if MATERIAL in reason else result.not_run
            listed.append(f"{name} ({reason})")
        else:
            result.passed += 1
    if code and not result.failures:
        result.failures.append(f"{suite}: the suite ended with exit code {code}")
    if not result.passed and not result.failures and not result.not_run:
        result.failures.append(f"{suite}: no test ran")
    return result


def _cases(report: Path) -> list[ElementTree.Element]:
    try:
        return list(ElementTree.parse(report).iter("testcase"))
    except (FileNotFoundError, ElementTree.ParseError):
        return []
