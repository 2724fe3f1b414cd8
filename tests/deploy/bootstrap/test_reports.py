"""What a JUnit report says is what is summed: nothing is skipped or lost without a word."""

from pathlib import Path

import pytest

from deploy.bootstrap.reports import Result, read
from deploy.bootstrap.suites import _sum

REPORT = """<testsuites><testsuite>
  <testcase classname="tests.a" name="passes"/>
  <testcase classname="tests.a" name="fails"><failure message="no"/></testcase>
  <testcase classname="tests.a" name="breaks"><error message="no"/></testcase>
  <testcase classname="tests.a" name="waits"><skipped message="no PostgreSQL"/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "unit.xml"
    path.write_text(REPORT)
    return path


def test_each_outcome_is_counted(report: Path) -> None:
    result = read("unit", report, 1)
    assert result.passed == 1
    assert result.failures == ["unit: tests.a fails", "unit: tests.a breaks"]
    assert result.not_run == ["unit: tests.a waits (no PostgreSQL)"]


def test_a_crash_without_a_report_is_a_failure(tmp_path: Path) -> None:
    assert read("unit", tmp_path / "none.xml", -9).failures == ["unit: the suite ended with exit code -9"]


def test_a_half_written_report_is_a_failure(report: Path) -> None:
    report.write_text(REPORT[:100])
    assert read("unit", report, 124).failures == ["unit: the suite ended with exit code 124"]


def test_a_suite_without_tests_is_a_failure(report: Path) -> None:
    report.write_text("<testsuites/>")
    assert read("unit", report, 0).failures == ["unit: no test ran"]


def test_a_bad_exit_code_is_a_failure_even_when_all_tests_passed(report: Path) -> None:
    report.write_text('<testsuites><testcase name="passes"/></testsuites>')
    assert read("unit", report, 3).failed == 1


@pytest.mark.parametrize("ci, code", [("", 0), ("true", 1)])
def test_what_could_not_run_is_named_last_and_fails_under_ci(
    ci: str, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", ci)
    results = [Result("unit", passed=7), Result("browser", not_run=["Browser tests: missing chromium"])]
    assert _sum(results, 1.0) == code
    *_, named, total = capsys.readouterr().out.splitlines()
    assert "Browser tests: missing chromium" in named
    assert total == "7 passed, 0 failed"


def test_failures_are_summed_over_suites(capsys: pytest.CaptureFixture[str]) -> None:
    assert _sum([Result("a", passed=2, failures=["x"]), Result("b", passed=3, failures=["y"])], 1.0) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "5 passed, 2 failed"


def test_what_needs_the_material_beside_the_project_is_named_and_does_not_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", "true")
    path = tmp_path / "unit.xml"
    path.write_text(REPORT.replace("no PostgreSQL", "the material in ../shared is not here"))
    result = read("unit", path, 0)
    assert result.not_run == []
    assert _sum([Result("unit", passed=7, without_material=result.without_material)], 1.0) == 0
    assert "tests.a waits" in capsys.readouterr().out
