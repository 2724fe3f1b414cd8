"""Who is where in the text: the awareness states of a room, here and in other processes."""

import asyncio
import time
from typing import TYPE_CHECKING, Any

from documents.drafts import awareness, protocol
from documents.drafts.awareness import State
from documents.drafts.text.lib0 import Malformed
from kes.live.frames import Frame

if TYPE_CHECKING:
    from documents.drafts.consumer import DraftConsumer
    from documents.drafts.room import Room

GATHER = 0.05  # seconds in which several cursors' moves become one message
FORGET = 40  # seconds after which a silent client of another process is gone (y-protocols renews after 15)


class Seats:
    def __init__(self, room: "Room") -> None:
        self._room = room
        self._here: dict[int, tuple[State, DraftConsumer]] = {}
        self._elsewhere: dict[int, tuple[State, float]] = {}
        self._moved: dict[int, State] = {}
        self._sender: asyncio.Task[None] | None = None

    def take(self, member: "DraftConsumer", body: bytes) -> None:
        """A socket says where its client is. Raises Malformed when it speaks for another socket's client."""
        for state in awareness.read(body):
            holder = self._here.get(state.client)
            if not (holder and holder[1] is member) and self._echoed(state, member):
                continue
            if holder and holder[0].clock > state.clock:
                continue
            if (
                not holder
                and sum(1 for _state, other in self._here.values() if other is member) >= awareness.MOST
            ):
                raise Malformed("too many clients on one connection")
            self._move(awareness.stamp(state, user=member.user_id, name=member.user_name), member)

    def _echoed(self, state: State, member: "DraftConsumer") -> bool:
        """Whether it only repeats what it heard of another connection's client, as y-websocket does.

        With news of it, the person came back before the server noticed that the old connection is dead.
        """
        holder, heard = self._here.get(state.client), self._elsewhere.get(state.client)
        if holder:
            clock, user = holder[0].clock, holder[1].user_id
        elif heard and heard[0].state:
            clock, user = heard[0].clock, heard[0].state["user"]["id"]
        else:
            return state.state is None
        if state.clock > clock and user != member.user_id:
            raise Malformed("this client id belongs to another connection")
        return state.clock <= clock

    def leave(self, member: "DraftConsumer") -> None:
        for state, holder in list(self._here.values()):
            if holder is member:
                self._move(State(state.client, state.clock + 1, None), member)

    async def show(self, member: "DraftConsumer") -> None:
        """Tell a newcomer who is here, and ask the other processes who is there."""
        now = time.monotonic()
        states = [state for state, _holder in self._here.values()]
        states += [state for state, heard in self._elsewhere.values() if now - heard < FORGET]
        if states:
            await member.deliver([protocol.awareness(awareness.write(states))])
        await self._room.hub.publish(self._room.topic, {"type": "draft.who", "topic": self._room.topic})

    async def hear(self, message: dict[str, Any]) -> None:
        if message["type"] == "draft.who":
            await self._publish([state for state, _holder in self._here.values()])
            return
        states = [State(client, clock, state) for client, clock, state in message["states"]]
        for state in states:
            self._elsewhere[state.client] = (state, time.monotonic())
            if state.state is None:
                del self._elsewhere[state.client]
        await self._deliver(states)

    def _move(self, state: State, member: "DraftConsumer") -> None:
        if state.state is None:
            self._here.pop(state.client, None)
        else:
            self._here[state.client] = (state, member)
        self._moved[state.client] = state
        if self._sender is None or self._sender.done():
            self._sender = asyncio.create_task(self._send())

    async def _send(self) -> None:
        while self._moved:
            moved, self._moved = list(self._moved.values()), {}
            await self._deliver(moved)
            await self._publish(moved)
            await asyncio.sleep(GATHER)

    async def _deliver(self, states: list[State]) -> None:
        frames = [Frame(protocol.awareness(awareness.write(states)))]
        for member in list(self._room.members):
            await member.hand(frames)

    async def _publish(self, states: list[State]) -> None:
        if states:
            packed = [list(state) for state in states]
            await self._room.hub.publish(
                self._room.topic, {"type": "draft.seats", "topic": self._room.topic, "states": packed}
            )
