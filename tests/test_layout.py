"""The layout of the repository: what a newcomer may rely on, and what would break without a word."""

import platform
import re
import sysconfig
from pathlib import Path

import pytest

from tests import house
from tests.house import ROOT, Bound

LOCKS = ["requirements.txt", "requirements-dev.txt", "deploy/requirements-build.txt", "package-lock.json"]
PEERS = ["tests/bench/peers/requirements.txt", "tests/bench/peers/package-lock.json"]
TOP_LEVEL = 20
BUILT = {"node_modules", "var", "staticfiles"}


def test_platform_is_the_standard_librarys() -> None:
    assert platform.__file__ is not None
    assert Path(platform.__file__).parent == Path(sysconfig.get_path("stdlib"))


def test_the_platform_folder_is_no_package() -> None:
    assert not (ROOT / "platform/__init__.py").exists()


def test_imports_point_one_way() -> None:
    assert house.upward_imports() == []


@pytest.mark.parametrize("bound", house.bounds(), ids=lambda bound: bound.title)
def test_house_number(bound: Bound) -> None:
    assert bound.problems == []


def test_every_function_is_annotated() -> None:
    assert house.untyped() == []


def test_a_measure_names_what_is_too_long() -> None:
    bound = Bound("Files", {"a.py": 10, "b.py": 301}, p90=400, most=300)
    assert bound.problems == ["b.py: 301 (most is 300)"]


def test_a_measure_sees_the_many_that_are_rather_long() -> None:
    bound = Bound("Files", {f"{number}.py": 200 for number in range(10)}, p90=180, most=300)
    assert bound.problems == ["Files: p90 is 200, not 180"]


@pytest.mark.parametrize("name", LOCKS + PEERS)
def test_locks_name_no_registry(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"--(extra-)?index-url|--find-links|--trusted-host|\"resolved\"", text)
    assert "https://" not in _without_homepages(text)
    assert "http://" not in _without_homepages(text)


@pytest.mark.parametrize("name", LOCKS[:3])
def test_every_python_package_is_locked_by_hash(name: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8").strip())
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_every_test_folder_is_a_package() -> None:
    """Without __init__.py, tests/groups would stand in for the app `groups`."""
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_the_top_of_the_repository_stays_readable() -> None:
    names = {path.name for path in ROOT.iterdir()} - BUILT
    visible = sorted(name for name in names if not name.startswith("."))
    assert len(visible) <= TOP_LEVEL, visible


def _without_homepages(text: str) -> str:
    """npm repeats each package's funding address; that is no place to fetch from."""
    return re.sub(r'"url": "[^"]*"', "", text)
