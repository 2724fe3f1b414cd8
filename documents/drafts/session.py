"""What one socket's frames mean: pure, without sockets and without the database.

`receive` takes the session and a frame and returns the effects to carry out, in order. Whether a write is
allowed is known here; whether it can be stored is decided by the log.
"""

import uuid
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias, TypeGuard

from documents.drafts import protocol
from documents.drafts.text.lib0 import Malformed
from documents.drafts.text.summary import Summary, inspect

NOTHING = b"\x00\x00"  # a Yjs update without content
MAX_SESSION = 40
MAX_SEQ = 2**53  # what JavaScript counts exactly


class Store(NamedTuple):
    msg_no: int
    update: bytes
    summary: Summary


@dataclass(frozen=True)
class Open:
    """Send what leads from `since` to the head; `greet` with a HELLO of our own."""

    since: int
    greet: bool


@dataclass(frozen=True)
class SendRows:
    since: int


@dataclass(frozen=True)
class SendHead:
    pass


@dataclass(frozen=True)
class Refuse:
    code: str
    msg_no: int | None = None


@dataclass(frozen=True)
class Stop:
    """Close the socket, for a reason of reasons.py."""

    code: int
    why: str


@dataclass(frozen=True)
class Awareness:
    body: bytes


@dataclass(frozen=True)
class ShowAwareness:
    pass


Effect: TypeAlias = Store | Open | SendRows | SendHead | Refuse | Stop | Awareness | ShowAwareness


@dataclass
class Session:
    """`extended`: the client said HELLO and understands our own frames."""

    user: int
    write: bool
    epoch: str
    extended: bool = False
    stale: bool = False  # the client holds another epoch of the text: nothing of it may be merged
    name: str = ""
    sent: int = 0  # numbers given to a standard client's updates

    def __post_init__(self) -> None:
        self.call(uuid.uuid4().hex)

    def call(self, name: str) -> None:
        """Sessions are the person's own: nobody can use up another's message numbers."""
        self.name = f"{self.user}-{name}"


def receive(session: Session, frame: bytes) -> list[Effect]:
    """Raises Malformed."""
    message = protocol.read(frame)
    match message.kind:
        case protocol.SYNC:
            return _sync(session, message)
        case protocol.HELLO:
            return _hello(session, message)
        case protocol.UPDATE:
            return _update(session, message.number, message.body)
        case protocol.SINCE:
            return [SendRows(message.number)]
        case protocol.HEAD:
            return [SendHead()]
        case protocol.AWARENESS:
            return [Awareness(message.body)]
        case _:
            return [ShowAwareness()]


def _sync(session: Session, message: protocol.Message) -> list[Effect]:
    if message.number == protocol.STEP1:
        return [] if session.extended else [Open(0, greet=False), ShowAwareness()]
    if message.number not in (protocol.STEP2, protocol.STEP_UPDATE):
        raise Malformed("an unknown step of synchronisation")
    if message.body == NOTHING:
        return []
    session.sent += 1
    return _update(session, session.sent, message.body)


def is_name(name: object) -> TypeGuard[str]:
    """Whether a session may be called so; databases and logs take every such name."""
    return isinstance(name, str) and 16 <= len(name) <= MAX_SESSION and name.isascii() and name.isprintable()


def _hello(session: Session, message: protocol.Message) -> list[Effect]:
    name, since, epoch = (message.data.get(key) for key in ("session", "since", "epoch"))
    if not is_name(name):
        raise Malformed("a session needs a name of 16 to 40 characters")
    if not isinstance(since, int) or not 0 <= since <= MAX_SEQ or not isinstance(epoch, str):
        raise Malformed("HELLO without since and epoch")
    session.extended = True
    session.call(name)
    session.stale = epoch not in ("", session.epoch)
    return [Open(0 if session.stale else since, greet=True), ShowAwareness()]


def _update(session: Session, msg_no: int, update: bytes) -> list[Effect]:
    if not session.write:
        return [Refuse("read_only", msg_no)]
    if session.stale:
        return [Refuse("epoch", msg_no)]
    summary = inspect(update)
    if not summary.inserts and not summary.deletes:
        return []
    return [Store(msg_no, update, summary)]
