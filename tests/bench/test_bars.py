"""The benchmarks' own arithmetic: what holds, what falls short, what nobody measured."""

import os
from pathlib import Path

import pytest

from tests.bench import machine, plan, report
from tests.bench.bars import BARS, HOLDS, SHORT, UNKNOWN, Bar, Verdict, judge
from tests.bench.results import Results

OURS, THEIRS = ("paced-2", "kes", "p99"), ("paced-2", "yws", "p99")


def _measured() -> Results:
    results = Results()
    for sample in (3.0, 9.0, 4.0):
        results.add("paced-2", "kes", {"p99": sample, "wrong": 0})
    results.add("paced-2", "yws", {"p99": 2.0})
    return results


@pytest.mark.parametrize(
    "bound, at_least, word", [(2, False, HOLDS), (1.9, False, SHORT), (2.1, True, SHORT)]
)
def test_a_bar_is_judged_by_the_ratio_of_medians(bound: float, at_least: bool, word: str) -> None:
    results = _measured()
    verdict = Verdict(
        Bar("p99", OURS, THEIRS, bound, at_least), results.median(*OURS), results.median(*THEIRS)
    )
    assert verdict.value == 2
    assert verdict.word == word


def test_a_bar_without_a_peer_is_judged_by_the_figure() -> None:
    assert Verdict(Bar("lost", OURS, None, 0), 0, None).word == HOLDS
    assert Verdict(Bar("lost", OURS, None, 0), 1, None).word == SHORT


def test_what_was_not_measured_neither_holds_nor_falls_short() -> None:
    verdicts = judge(_measured())
    assert {verdict.word for verdict in verdicts if verdict.bar.ours[0] != "paced-2"} == {UNKNOWN}
    assert len(verdicts) == len(BARS)


def test_the_turns_count_in_which_the_host_took_least() -> None:
    results = Results()
    for stolen, p99 in ((3.0, 2.0), (0.5, 9.0), (1.0, 8.0), (0.0, 1.0)):
        results.add("paced-2", "kes", {"p99": p99, "stolen": stolen})
    results.add("paced-2", "yws", {"p99": 3.0, "stolen": 9.0})
    results.keep_quietest("paced-2", "kes", 3)
    assert results.samples["paced-2", "kes", "p99"] == [9.0, 8.0, 1.0]
    assert results.samples["paced-2", "yws", "p99"] == [3.0]


def test_of_equally_quiet_turns_all_count() -> None:
    results = Results()
    for stolen, p99 in ((0.0, 2.0), (0.2, 9.0), (0.0, 1.0), (0.0, 3.0)):
        results.add("paced-2", "kes", {"p99": p99, "stolen": stolen})
    results.keep_quietest("paced-2", "kes", 2)
    assert results.samples["paced-2", "kes", "p99"] == [2.0, 1.0, 3.0]


def test_quiet_turns_are_counted() -> None:
    results = Results()
    for stolen in (0.0, 0.3, 0.4):
        results.add("paced-2", "kes", {"p99": 1.0, "stolen": stolen})
    assert results.at_most("paced-2", "kes", "stolen", 0.3) == 2
    assert results.at_most("paced-2", "yws", "stolen", 0.3) == 0


def test_what_the_host_took_is_told_in_seconds(tmp_path: Path) -> None:
    told = tmp_path / "stat"
    assert machine.stolen(told) == 0
    told.write_text("cpu  1 2 3 4 5 6 7 250 9 10\ncpu0 1 2 3 4 5 6 7 90 9 10\n")
    assert machine.stolen(told) == 250 / os.sysconf("SC_CLK_TCK")


def test_a_failure_is_kept_and_named_in_the_report() -> None:
    results = _measured()

    def fails() -> dict[str, float]:
        raise RuntimeError("two texts differ")

    results.measure("paced-20", "kes", fails)
    text = report.written(results, plan.quick(), 0.1)
    assert "Failed: paced-20, kes: two texts differ" in text
    assert "| 2 clients, 1 writes 20 a second | kes |" in text
    assert "4 (3 to 9)" in text
