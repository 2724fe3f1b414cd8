"""A step runs when what it reads has changed or what it makes is gone, and otherwise not."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.bootstrap import stamps


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(stamps, "ROOT", tmp_path)
    monkeypatch.setattr(stamps, "STAMPS", tmp_path / "var/stamps")
    (tmp_path / "source").mkdir()
    (tmp_path / "source/main.js").write_text("1")
    return tmp_path


@pytest.fixture
def build(checkout: Path) -> Callable[[], bool]:
    """Builds once; tells whether it had to."""
    made = checkout / "made"
    return lambda: stamps.once("x", inputs=[checkout / "source"], outputs=[made], do=lambda: made.touch())


def test_the_second_time_nothing_is_done(build: Callable[[], bool]) -> None:
    assert [build(), build()] == [True, False]


def test_a_changed_file_is_noticed(build: Callable[[], bool], checkout: Path) -> None:
    build()
    (checkout / "source/main.js").write_text("2")
    assert [build(), build()] == [True, False]


def test_a_new_and_a_removed_file_are_noticed(build: Callable[[], bool], checkout: Path) -> None:
    build()
    (checkout / "source/new.js").touch()
    assert build()
    (checkout / "source/new.js").unlink()
    assert build()


def test_a_renamed_file_is_noticed(build: Callable[[], bool], checkout: Path) -> None:
    build()
    (checkout / "source/main.js").rename(checkout / "source/other.js")
    assert build()


def test_what_was_made_and_removed_is_made_again(build: Callable[[], bool], checkout: Path) -> None:
    build()
    (checkout / "made").unlink()
    assert build()


def test_what_a_build_writes_beside_its_sources_is_not_read(
    build: Callable[[], bool], checkout: Path
) -> None:
    build()
    (checkout / "source/dist").mkdir()
    (checkout / "source/dist/main.js").touch()
    assert not build()


def test_a_failed_step_runs_again(checkout: Path) -> None:
    def fail() -> None:
        raise OSError("no network")

    with pytest.raises(OSError, match="no network"):
        stamps.once("x", inputs=[checkout / "source"], do=fail)
    assert stamps.once("x", inputs=[checkout / "source"], do=lambda: None)


def test_a_moved_checkout_starts_anew(
    build: Callable[[], bool], checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    monkeypatch.setattr(stamps, "ROOT", checkout.parent)
    assert build()


@pytest.mark.usefixtures("checkout")
def test_two_set_ups_wait_for_each_other() -> None:
    inside = threading.Event()

    def enter() -> None:
        with stamps.alone():
            inside.set()

    other = threading.Thread(target=enter)
    with stamps.alone():
        other.start()
        assert not inside.wait(0.3)
    assert inside.wait(5)
    other.join()
