"""What is announced: the office hears remarks and names, the public counters alone."""

import json

import pytest
from asgiref.sync import sync_to_async

from documents.consultations.actions import answer_remark, change_consultation
from documents.consultations.models import Consultation
from kes.live import events, fragments, topics
from tests.documents.consultations.making import (
    MONTH,
    close,
    consultation_of,
    remark_on,
    report_on,
    version_of,
)
from tests.kes.live.conftest import Connect, connect  # noqa: F401
from tests.people import World


def heard(topic: str, since: int = 0) -> list[dict[str, object]]:
    return [
        json.loads(fragments.message(topic, seq, event, "pl")) for seq, event in events.since(topic, since)
    ]


def test_the_public_topic_carries_no_name_and_no_text(world: World, consultation: Consultation) -> None:
    remark = remark_on(consultation, by=world.bob, name="Zofia Gęś", reason="Tajny powód")
    answer_remark(remark, by=world.alice, position="noted", answer="Tajna odpowiedź", revision=0)
    change_consultation(consultation, by=world.alice, closes=consultation.closes + MONTH)
    messages = heard(consultation.topic)
    words = json.dumps(messages, ensure_ascii=False)
    kinds = ["consultation.opened", "consultation.counted", "consultation.counted", "consultation.changed"]
    assert [message["kind"] for message in messages] == kinds
    assert messages[2]["data"] == {"remarks": 1, "answered": 1}
    assert {message["by"] for message in messages} == {None}
    assert not any(secret in words for secret in ("Zofia", "Alice", "Bob", "Tajny", "Tajna", "html"))


def test_the_office_topic_brings_the_row_of_the_list(world: World, consultation: Consultation) -> None:
    remark = remark_on(consultation, name="Zofia <b>Gęś</b>")
    answer_remark(remark, by=world.alice, position="noted", answer="Tak.", revision=0)
    added, answered = heard(consultation.office_topic)[1:]
    assert added["data"] == {"remark": remark.pk, "number": 1, "remarks": 1, "answered": 0}
    assert 'id="row-1"' in str(added["html"])
    assert "Zofia &lt;b&gt;" in str(added["html"])
    assert answered["by"] == {"id": world.alice.pk, "name": str(world.alice)}
    assert 'data-state="noted"' in str(answered["html"])


def test_who_may_listen(world: World, consultation: Consultation) -> None:
    people = (world.alice, world.olga, world.charlie, world.stranger)
    assert [topics.may_listen(person, consultation.office_topic) for person in people] == [
        True,
        True,
        False,
        False,
    ]
    assert [topics.may_listen(person, consultation.topic) for person in people] == [True] * 4


def test_nobody_outside_listens_to_an_internal_one(world: World) -> None:
    internal = consultation_of(version_of(world.hidden, world.stranger), world.stranger, kind="internal")
    assert [topics.may_listen(person, internal.topic) for person in (world.stranger, world.alice)] == [
        True,
        False,
    ]


@pytest.mark.django_db(transaction=True)
async def test_a_new_remark_reaches_an_open_desk(world: World, connect: Connect) -> None:  # noqa: F811
    consultation = await sync_to_async(
        lambda: consultation_of(version_of(world.group, world.alice), world.alice)
    )()
    desk, visitor = await connect(world.olga), await connect(None)
    await desk.subscribe(consultation.office_topic)
    await visitor.subscribe(consultation.topic, consultation.office_topic)
    await desk.hear("subscribed")
    answers = {(await visitor.hear())["type"] for _ in range(2)}
    assert answers == {"subscribed", "refused"}
    await sync_to_async(remark_on)(consultation)
    assert (await desk.hear("event"))["kind"] == "remark.added"
    assert (await visitor.hear("event"))["data"] == {"remarks": 1, "answered": 0}


def test_publishing_and_closing_are_told_to_both(world: World, consultation: Consultation) -> None:
    close(consultation)
    report_on(consultation, world.alice)
    assert heard(consultation.topic)[-1]["kind"] == "report.published"
    assert heard(consultation.topic)[-1]["by"] is None
    assert heard(consultation.office_topic)[-1]["by"] == {"id": world.alice.pk, "name": str(world.alice)}
