"""The runner of a web process: claims one job after another and has a child do it.

It is a task in the server's event loop, begun by the first request, and only waits: for jobs, for lines
of the child, for the database in a thread. The child may take its time and die at will.
"""

import asyncio
import contextlib
import json
import logging
import os
import sys
import time
from typing import Any

from channels.db import database_sync_to_async
from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import override

from kes.jobs import actions, chores, waking
from kes.jobs.kinds import kind_of
from kes.jobs.models import Job

logger = logging.getLogger(__name__)
LOOK_EVERY = 5.0  # seconds between looks for jobs of other processes
BEAT_EVERY = 5.0  # seconds
TELL_EVERY = 1.0  # seconds between two notes of progress
CLEAN_EVERY = 600.0  # seconds

Message = dict[str, Any]


class Runner:
    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._cleaned = 0.0

    def begin(self) -> None:
        """Called within the event loop, as often as one likes."""
        if not settings.JOBS:
            return
        loop = asyncio.get_running_loop()
        if self._loop is not loop or self._task is None or self._task.done():
            self._loop, self._task = loop, loop.create_task(self._work(waking.hang(loop)))

    async def _work(self, rung: asyncio.Event) -> None:
        while True:
            try:
                while job := await _in_thread(actions.claim):
                    await _Run(job).through()
                await self._clean()
            except (DatabaseError, OSError):
                logger.exception("the runner of jobs tries again")
            await _either(rung, LOOK_EVERY)

    async def _clean(self) -> None:
        if time.monotonic() - self._cleaned > CLEAN_EVERY:
            self._cleaned = time.monotonic()
            await _in_thread(chores.do_all)


class _Run:
    """One job in one child."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.kind = kind_of(job.kind)
        self._told = 0.0

    async def through(self) -> None:
        child = await _child(self.job)
        try:
            last = await asyncio.wait_for(self._listen(child), self.kind.seconds)
        except TimeoutError:
            last = {"failed": self._say("too long")}
        finally:
            await _stop(child)
        await self._end(last)

    async def _listen(self, child: asyncio.subprocess.Process) -> Message | None:
        """The child's last word; None when there is nothing more to say about the job."""
        assert child.stdout is not None
        reading = asyncio.ensure_future(child.stdout.readline())
        while True:
            done, _waiting = await asyncio.wait([reading], timeout=BEAT_EVERY)
            if not done:
                if not await _in_thread(actions.beat, self.job):
                    reading.cancel()
                    return None
                continue
            message = _parsed(reading.result())
            if message is None or "progress" not in message:
                return message or {"failed": self._say("died")}
            if not await self._tell(message):
                return None
            reading = asyncio.ensure_future(child.stdout.readline())

    async def _tell(self, message: Message) -> bool:
        if time.monotonic() - self._told < TELL_EVERY:
            return True
        self._told = time.monotonic()
        kept: bool = await _in_thread(actions.progress, self.job, message["progress"], message["words"])
        return kept

    async def _end(self, last: Message | None) -> None:
        if last is None:
            return
        if "failed" in last:
            await _in_thread(actions.fail, self.job, last["failed"])
        else:
            await _in_thread(lambda: actions.finish(self.job, address=last["address"]))

    def _say(self, what: str) -> str:
        with override(self.job.by.language):
            return {
                "too long": _("This took too long and was stopped."),
                "died": _("This could not be finished because of an error."),
            }[what]


async def _child(job: Job) -> asyncio.subprocess.Process:
    """With this process's own environment: it opens the same database. Its input closes when we die."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        "kes.jobs.child",
        str(job.pk),
        str(job.claim),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=dict(os.environ),
        start_new_session=True,
    )


async def _stop(child: asyncio.subprocess.Process) -> None:
    if child.stdin:
        child.stdin.close()
    with contextlib.suppress(ProcessLookupError):  # it may have gone a moment ago
        child.kill()
    await child.wait()


def _parsed(line: bytes) -> Message | None:
    try:
        return dict(json.loads(line))
    except ValueError:
        return None


async def _in_thread(work: Any, *arguments: Any) -> Any:
    return await database_sync_to_async(work, thread_sensitive=False)(*arguments)


async def _either(rung: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(rung.wait(), seconds)
    except TimeoutError:
        return
    rung.clear()


runner = Runner()
