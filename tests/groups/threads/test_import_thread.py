"""manage.py import_thread: a recorded debate becomes a thread, all of it or nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from groups.threads.models import Post, Thread
from kes.live.models import Event
from tests.people import World

REAL = Path(__file__).resolve().parents[4] / "shared/data/komisja-konstytucyjna/biuletyn-13.jsonl"
SPEECH = {"speaker": "Poseł Jan Nowak (UP)", "person": "Jan Nowak", "role": "Poseł", "affiliation": "UP"}


def _file(folder: Path, *lines: Any) -> Path:
    path = folder / "debate.jsonl"
    rows = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    path.write_bytes(b"\n".join(rows))
    return path


def _import(path: Path, group: str | int = "Reintegracja", **more: str) -> None:
    call_command("import_thread", path, group=str(group), title="Debata", **more)


def test_each_speech_is_a_post_in_order(world: World, tmp_path: Path) -> None:
    lines = [SPEECH | {"text": "Otwieram."}, {"speaker": "Głos z sali", "text": "Brawo!"}]
    _import(_file(tmp_path, *lines), by=world.alice.email)
    subject = Thread.objects.get()
    rows = subject.posts.values_list("number", "author_name", "represents", "body", "html")
    assert list(rows) == [
        (1, "Jan Nowak", "Poseł, UP", "Otwieram.", "<p>Otwieram.</p>"),
        (2, "Głos z sali", "", "Brawo!", "<p>Brawo!</p>"),
    ]
    assert (subject.last_number, subject.author) == (2, world.alice)
    assert Event.objects.get(kind="thread.opened").data == {"thread": subject.pk, "posts": 2}


def test_the_group_may_be_named_by_its_number(world: World, tmp_path: Path) -> None:
    _import(_file(tmp_path, SPEECH | {"text": "Otwieram."}), world.group.pk)
    assert Thread.objects.get().group == world.group


@pytest.mark.parametrize(
    "line, said",
    [
        (b"{not json", "2"),
        (b'"text"', "2"),
        (b'{"speaker": "Jan"}', "2"),
        (b'{"text": "Kto?"}', "2"),
        (b'{"speaker": "Jan", "text": "  "}', "2"),
        (b'{"speaker": "Jan", "text": 7}', "2"),
        ('{"speaker": "Łucja", "text": "Ą"}'.encode("cp1250"), "2"),
        (b'{"speaker": "Jan", "text": "' + b"x" * 50_001 + b'"}', "2"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_imported(
    world: World, tmp_path: Path, line: bytes, said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        _import(_file(tmp_path, SPEECH | {"text": "Otwieram."}, line, SPEECH | {"text": "Zamykam."}))
    assert not Thread.objects.exists() and not Post.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(world: World, tmp_path: Path, content: bytes) -> None:
    with pytest.raises(CommandError):
        _import(_file(tmp_path, content))


def test_a_missing_file_group_or_person_is_refused(world: World, tmp_path: Path) -> None:
    path = _file(tmp_path, SPEECH | {"text": "Otwieram."})
    with pytest.raises(CommandError, match="nie-ma"):
        _import(tmp_path / "nie-ma.jsonl")
    with pytest.raises(CommandError, match="--group"):
        _import(path, "Nieznana")
    with pytest.raises(CommandError, match="--by"):
        _import(path, by="nikt@kes.example")
    with pytest.raises(CommandError, match="--by"):
        _import(path, by=world.olga.email)
    assert not Thread.objects.exists()


@pytest.mark.skipif(not REAL.exists(), reason="the material in ../shared is not here")
def test_the_constitutional_committee(world: World) -> None:
    _import(REAL)
    subject = Thread.objects.get()
    assert subject.posts.count() == subject.last_number == 745
    assert len({(post.author_name, post.represents) for post in subject.posts.all()}) == 52
    assert subject.posts.get(number=1).author_name == "Aleksander Kwaśniewski"
