"""Updates and frames made by hand for the tests of drafts, with the engine as the typist."""

from documents.drafts import log, protocol
from documents.drafts.text import TextDocument
from documents.drafts.text.edit import delete, insert
from documents.drafts.text.summary import inspect


class Typist:
    """Somebody who types: a document of his own and a Yjs client id."""

    def __init__(self, client: int) -> None:
        self.client = client
        self.document = TextDocument()

    def types(self, text: str, at: int | None = None) -> bytes:
        return insert(self.document, self.document.length if at is None else at, text, self.client)

    def erases(self, at: int, length: int) -> bytes:
        return delete(self.document, at, length)

    def hears(self, *updates: bytes) -> str:
        for update in updates:
            self.document.apply(update)
        return self.document.text


def incoming(update: bytes, *, msg_no: int, author: int, session: str = "s" * 20) -> log.Incoming:
    return log.Incoming(session, msg_no, author, update, inspect(update))


def hello(session: str = "s" * 20, since: int = 0, epoch: str = "") -> bytes:
    return protocol.hello(v=1, session=session, since=since, epoch=epoch)


def update_frame(msg_no: int, update: bytes) -> bytes:
    return protocol._frame(protocol.UPDATE, msg_no, body=update)
