"""Two people write at random, one of them on a slow phone: texts equal, no word lost, none doubled.

Ten minutes in the nightly run, forty seconds otherwise; `KES_SEED` repeats a run.
"""

import os
import random
import time
from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page, expect

from documents.drafts.actions import create_document
from documents.drafts.models import Part, PartUpdate
from documents.drafts.projection import text_document
from kes.accounts.models import User
from tests.browser.writers import START, Writer, stands
from tests.people import World

Opened = Callable[..., Page]


@pytest.mark.parametrize("seconds", [40, pytest.param(600, marks=pytest.mark.nightly)])
def test_two_who_write_at_random_end_with_one_text(
    opened: Opened, world: World, seconds: int, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = int(os.environ.get("KES_SEED", random.SystemRandom().randrange(10**6)))
    dice = random.Random(seed)
    document = create_document(world.group, by=world.alice, title="Plan", parts=[("Cele", START)])
    part = document.parts.get()
    writers = [
        Writer("a", _opens(opened, world.alice, part, 1280), dice),
        Writer("b", _opens(opened, world.bob, part, 390), dice, slow=True),
    ]
    writers[0].others, writers[1].others = writers[1].typed, writers[0].typed
    for writer in writers:
        writer.begin()
    failed: Counter[str] = Counter()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            dice.choice(writers).act()
        except Error as error:  # a button that the other has just taken away
            failed[str(error).splitlines()[0][:80]] += 1
    _settle(writers)
    text = text_document(part.pk)[0].text
    _say(capsys, seed, seconds, writers, failed, part)
    story = "\n".join([f"seed {seed}", *sorted(line for writer in writers for line in writer.diary), text])
    assert [writer.text == text for writer in writers] == [True, True]
    one, other = (writer.gone for writer in writers)
    gone, typed = one | other, [word for writer in writers for word in writer.typed]
    # what both deleted at the same moment, both may bring back: undo is each one's own
    assert [word for word in typed if text.count(word) > 1 and word not in one & other] == [], story
    assert [word for word in typed if word not in gone and not stands(word, text)] == [], story


def _opens(opened: Opened, who: User, part: Part, width: int) -> Page:
    page = opened(who, width=width)
    page.goto(f"/parts/{part.pk}/edit/")
    expect(page.locator(".cm-content")).to_be_visible(timeout=30_000)
    return page


def _settle(writers: list[Writer]) -> None:
    """Both are online, everything is sent, and both have seen it."""
    for writer in writers:
        writer.online()
    for writer in writers:
        state = writer.page.locator("draft-editor .draft-state")
        expect(state).to_have_attribute("data-kind", "saved", timeout=60_000)
    for _ in range(100):
        if writers[0].text == writers[1].text:
            return
        writers[0].page.wait_for_timeout(200)


def _say(
    capsys: pytest.CaptureFixture[str],
    seed: int,
    seconds: int,
    writers: list[Writer],
    failed: Counter[str],
    part: Part,
) -> None:
    rows = PartUpdate.objects.filter(part=part).count()
    with capsys.disabled():
        print(f"\nseed {seed}, {seconds} s, {rows} rows in the log, {sum(failed.values())} acts missed")
        for writer in writers:
            print(f"  {writer.name}: {len(writer.typed)} words, {len(writer.gone)} gone, {dict(writer.done)}")
