"""The log: gapless numbers, one transaction, one publisher."""

import pytest
from django.db import transaction

from groups.membership.actions import add_member, end_membership
from groups.membership.models import Membership
from kes.live import events
from kes.live.events import head, record, since
from kes.live.models import Event
from tests.people import World


@pytest.mark.django_db
def test_a_transaction_that_is_rolled_back_leaves_no_gap() -> None:
    _record("thread.1")
    with transaction.atomic():
        record("test.happened", by=None, topics=["thread.1"])
        transaction.set_rollback(True)
    _record("thread.1")
    assert [seq for seq, _event in since("thread.1", 0)] == [1, 2]
    assert head("thread.1") == 2


@pytest.mark.django_db
def test_every_topic_counts_for_itself() -> None:
    _record("thread.1", "group.1")
    _record("thread.2", "group.1")
    assert [head(topic) for topic in ("thread.1", "thread.2", "group.1", "group.2")] == [1, 1, 2, 0]
    assert Event.objects.count() == 2


@pytest.mark.django_db
def test_a_topic_named_twice_hears_once() -> None:
    _record("thread.1", "thread.1")
    assert head("thread.1") == 1


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(RuntimeError, match="inside the action's transaction"):
        record("test.happened", by=None, topics=["thread.1"])
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_it_is_announced_after_the_commit_and_only_then(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: type
) -> None:
    announced: list[str] = []
    monkeypatch.setattr(
        events,
        "announce",
        lambda *hints: announced.extend(f"{hint['topic']}/{hint['seq']}" for hint in hints),
    )
    with django_capture_on_commit_callbacks() as callbacks:
        _record("thread.1", "desk.5")
    assert announced == []
    for callback in callbacks:
        callback()
    assert announced == ["desk.5/1", "thread.1/1"]


@pytest.mark.django_db
def test_a_channel_layer_that_is_away_harms_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Away:
        async def group_send(self, topic: str, message: dict[str, object]) -> None:
            raise ConnectionError("redis is away")

    monkeypatch.setattr(events, "get_channel_layer", Away)
    events.announce({"type": "hint", "topic": "thread.1"})
    assert "redis is away" in caplog.text


@pytest.mark.django_db
def test_who_joins_or_leaves_is_told_on_his_own_desk(world: World) -> None:
    desk = f"desk.{world.charlie.pk}"
    membership = add_member(world.group, by=world.alice, user=world.charlie)
    end_membership(Membership.objects.get(pk=membership.pk), by=world.alice)
    assert [event.kind for _seq, event in since(desk, 0)] == ["member.added", "member.removed"]
    assert [event.data["people"] for _seq, event in since(events.ACCESS, 0)][-2:] == [[world.charlie.pk]] * 2


def _record(*topics: str) -> None:
    with transaction.atomic():
        record("test.happened", by=None, topics=topics)
