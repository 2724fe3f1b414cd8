"""The socket of a draft: asks the door, feeds frames to the pure session, carries out its effects.

Close codes: 4400 malformed, 4401 signed out, 4403 no right to see the part, 4404 no such part, 4408 flooding,
4500 the log cannot be written now (clients keep their text and come back).
"""

from typing import Any
from uuid import UUID

from channels.db import database_sync_to_async
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404

from documents.access import part_with_rights
from documents.drafts import log, protocol, reader, rooms, session
from documents.drafts.models import Part
from documents.drafts.reasons import reason, why_not
from documents.drafts.room import Room
from documents.drafts.session import Session
from documents.drafts.text.lib0 import Malformed
from kes.access import Visitor
from kes.live.consumer import language_of
from kes.live.frames import Frame
from kes.live.hub import get_hub
from kes.live.limits import Bucket
from kes.live.socket import Socket

AWARENESS_PER_SECOND = 20


class DraftConsumer(Socket):
    visitor: Visitor
    room: Room | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            # also when the server failed: a socket that is gone must not stay in the room
            await self._leave()

    async def connect(self) -> None:
        self.visitor = self.scope["user"]
        self.language = language_of(self.scope)
        self.bucket = Bucket(settings.DRAFT_MESSAGES_PER_SECOND)
        self.moves = Bucket(AWARENESS_PER_SECOND)
        self.held: list[Frame] | None = None
        await self.accept()
        hub = await get_hub()
        rights_of = hub.access_begun
        try:
            part, held = await database_sync_to_async(self._ask)()
        except (Http404, PermissionDenied):
            await self.stop(4403 if self.visitor.is_authenticated else 4401, "no_access")
            return
        self.user_id, self.user_name = self.visitor.pk or 0, str(self.visitor)
        self.session = Session(self.user_id, part.open_to(held), str(part.epoch))
        self.room = await rooms.enter(part.pk)
        self.room.members.add(self)
        self.room.hub.watchers.add(self)
        # rights may have changed between the question and here, where the hub's news reaches us
        if hub.access_begun != rights_of:
            await self.rights_changed()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        await self.draft_effects({"effects": self._begin(bytes_data)})

    def take(self, message: bytes) -> dict[str, Any] | None:
        left = self._begin(message)
        return {"type": "draft.effects", "effects": left} if left else None

    async def draft_effects(self, message: dict[str, Any]) -> None:
        if room := self.room:
            for effect in message["effects"]:
                await self._carry_out(room, effect)

    # What the session wants

    def _begin(self, message: bytes | None) -> list[session.Effect]:
        """Carry out what the message asks for as long as nothing has to be waited for; the rest of it."""
        if self.room is None:
            return []
        if not self.bucket.take():
            return [session.Refuse("too_fast"), session.Stop(4408, "too_fast")]
        try:
            if message is None:
                raise Malformed("only binary messages are taken")
            effects = session.receive(self.session, message)
            while effects and self._carry_out_at_once(self.room, effects[0]):
                del effects[0]
            return effects
        except Malformed:
            return [session.Refuse("malformed"), session.Stop(4400, "malformed")]

    def _carry_out_at_once(self, room: Room, effect: session.Effect) -> bool:
        """Whether that could be done."""
        match effect:
            case session.Store(msg_no, update, summary):
                room.submit(self, log.Incoming(self.session.name, msg_no, self.user_id, update, summary))
            case session.Awareness(body):
                if self.moves.take():
                    room.seats.take(self, body)
            case _:
                return False
        return True

    async def _carry_out(self, room: Room, effect: session.Effect) -> None:
        match effect:
            case session.Open(since, greet):
                await self._open(room, since, greet=greet)
            case session.SendRows(since):
                await self.deliver(
                    [protocol.rows(await database_sync_to_async(log.rows_after)(room.part, since))]
                )
            case session.SendHead():
                await self.deliver([protocol.head(room.head)])
            case session.Refuse(code, msg_no):
                await self.refuse(code, msg_no)
            case session.Stop(code, why):
                await self.stop(code, why)
            case session.ShowAwareness():
                await room.seats.show(self)
            case _:
                self._carry_out_at_once(room, effect)

    async def _open(self, room: Room, since: int, *, greet: bool) -> None:
        """Everything up to the head; rows that are committed meanwhile wait and follow."""
        self.held = []
        entry = await reader.entry(room.part, since, self.session.name if greet else "")
        opening = self._greeting(entry) if greet else self._standard_opening(entry)
        held, self.held = self.held, None
        await self.deliver(opening)
        await self.hand(held)

    def _greeting(self, entry: log.Entry) -> list[bytes]:
        found = entry.opening
        who = {"id": self.user_id, "name": self.user_name, "color": self.user_id % 8}
        greeting = {"v": 1, "epoch": found.epoch, "head": found.head, "write": self.session.write}
        frames = [protocol.hello(**greeting, user=who, last_msg=entry.last_message)]
        if found.state is not None:
            frames.append(protocol.state(found.state_seq, found.state))
        return [*frames, protocol.rows(found.rows)]

    def _standard_opening(self, entry: log.Entry) -> list[bytes]:
        found = entry.opening
        updates = [update for _seq, update in found.rows]
        if found.state is not None:
            updates.insert(0, found.state)
        ask = [protocol.sync(protocol.STEP1, protocol.vector(entry.clocks))] if self.session.write else []
        known = [protocol.sync(protocol.STEP_UPDATE, update) for update in updates[:-1]]
        # step 2 says "that is all", so it comes last
        return [*ask, *known, protocol.sync(protocol.STEP2, updates[-1] if updates else session.NOTHING)]

    # What the room wants

    async def deliver(self, frames: list[bytes]) -> None:
        await self.hand([Frame(frame) for frame in frames])

    async def hand(self, frames: list[Frame]) -> None:
        """Frames that others get too."""
        if self.held is not None:
            self.held += frames
            return
        for frame in frames:
            await self.send_frame(frame)

    async def acknowledge(self, msg_no: int, seq: int) -> None:
        if self.session.extended:
            await self.deliver([protocol.ack(msg_no, seq)])

    async def refuse(self, code: str, msg_no: int | None) -> None:
        text = reason(code, self.language)
        extended = self.room is not None and self.session.extended
        await self.deliver([protocol.refused(code, text, msg_no) if extended else protocol.denied(text)])

    async def stop(self, code: int, why: str) -> None:
        await self.close(code=code, reason=reason(why, self.language)[:120])

    # What the hub wants

    async def rights_changed(self) -> None:
        """Ask the door again: whoever may no longer see the part is closed out, writing follows the right."""
        try:
            part, held = await database_sync_to_async(self._ask)()
        except (Http404, PermissionDenied):
            await self.refuse("no_access", None)
            await self.stop(4403, "no_access")
            return
        write = part.open_to(held)
        if write != self.session.write:
            self.session.write = write
            why = "" if write else reason(why_not(part)[1], self.language)
            if self.session.extended:
                await self.deliver([protocol.rights(write=write, reason=why)])

    async def _leave(self) -> None:
        if room := self.room:
            self.room = None
            room.members.discard(self)
            room.hub.watchers.discard(self)
            room.seats.leave(self)
            await rooms.leave(room)

    def _ask(self) -> tuple[Part, frozenset[str]]:
        pk = UUID(self.scope["url_route"]["kwargs"]["part"])
        return part_with_rights(self.visitor, pk, only=("epoch", "closed"))
