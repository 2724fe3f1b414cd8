"""What comes out of the reading process: Markdown, and an honest account of what is not in it. Plain data."""

from dataclasses import asdict, dataclass, field
from typing import Any

# Letters of the private use area; a comment's place travels in the text until that has its part.
OPEN, SHUT, END = "\ue000", "\ue001", "\ue002"
MORE = "\ue003"  # begins a paragraph that continues the item before it
TAKEN, GIVEN, DONE = "\ue004", "\ue005", "\ue006"  # a tracked deletion, an insertion, the end of either
NOTE = "\ue007"  # begins a footnote: its number among all, whatever changes are accepted
MARK = f"[{OPEN}{END}{TAKEN}{GIVEN}{DONE}{NOTE}]\\d+{SHUT}"


@dataclass(frozen=True)
class Finding:
    """Something that was not kept as it was: how often, and below which headings it stood."""

    kind: str
    count: int
    places: list[str]


@dataclass(frozen=True)
class Comment:
    """A comment of an office file; its passage is marked in the text by `marks`."""

    key: int
    author: str
    date: str
    text: str
    quote: str
    answers: int | None = None  # the comment that this one replies to
    done: bool = False


@dataclass(frozen=True)
class Change:
    """A tracked change: who put in or took out which words, and where."""

    kind: str  # insertion, deletion
    author: str
    date: str
    text: str
    place: str


@dataclass(frozen=True)
class Span:
    """Where a tracked change stands in the letters of the old text."""

    first: int
    last: int
    author: str
    date: str


@dataclass(frozen=True)
class Tracked:
    """The text before and after all changes, its footnotes called alike in both; whose changes they are.

    `spans` is empty when the places could not be told.
    """

    old: str
    new: str
    spans: list[Span]


@dataclass(frozen=True)
class Picture:
    """The text shows it as /files/<key>."""

    key: str
    name: str
    alt: str
    content: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Intake:
    """`texts` has one reading of the file, or two: `accepted` and `rejected`, `cleaned` and `raw`."""

    kind: str
    title: str
    texts: dict[str, str]
    notices: list[tuple[str, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    tracked: Tracked | None = None

    def to_json(self) -> dict[str, Any]:
        """Without the pictures' bytes."""
        data = asdict(self)
        for picture in data["pictures"]:
            del picture["content"]
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Intake":
        return cls(
            data["kind"],
            data["title"],
            data["texts"],
            [(kind, detail) for kind, detail in data["notices"]],
            [Finding(**finding) for finding in data["findings"]],
            [Comment(**comment) for comment in data["comments"]],
            [Change(**change) for change in data["changes"]],
            [Picture(**picture) for picture in data["pictures"]],
            _tracked(data["tracked"]),
        )


def _tracked(data: dict[str, Any] | None) -> Tracked | None:
    return Tracked(data["old"], data["new"], [Span(**span) for span in data["spans"]]) if data else None


class Refusal(Exception):
    """Why a file cannot be read, as a code that `wording.py` says in words."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
