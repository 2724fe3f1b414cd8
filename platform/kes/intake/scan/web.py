"""HTML looked at: what does not belong into a text is counted, and the words are."""

from html.parser import HTMLParser

from kes.intake.scan.word import WORD, Scan

FOUND = {
    "script": "script", "iframe": "embedded", "video": "embedded", "audio": "embedded", "object": "embedded",
    "embed": "embedded", "svg": "embedded", "canvas": "embedded", "form": "form_field",
}  # fmt: skip
SILENT = {
    "script",
    "style",
    "title",
    "head",
    "template",
    "noscript",
    "svg",
    "textarea",
    "select",
    "button",
    "iframe",
    "math",
}
APART = {
    "p",
    "div",
    "li",
    "td",
    "th",
    "br",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "dt",
    "dd",
    "blockquote",
    "pre",
}


def scan(html: str) -> Scan:
    reader = _Page()
    reader.feed(html)
    reader.close()
    reader.done.words.update(WORD.findall("".join(reader.text)))
    return reader.done


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done = Scan()
        self.text: list[str] = []
        self._silent: list[str] = []
        self._heading: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in FOUND:
            self.done.tally.note(FOUND[tag])
        if tag in SILENT:
            self._silent.append(tag)
        if tag in APART:
            self.text.append(" ")
        if tag[0] == "h" and tag[1:].isdigit():
            self._heading = []
        if any(name == "style" and value and "color" in value for name, value in attrs):
            self.done.tally.note("color")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
        if tag in APART:
            self.text.append(" ")
        if tag[0] == "h" and tag[1:].isdigit() and self._heading is not None:
            self.done.tally.enter("".join(self._heading))
            self._heading = None

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.text.append(data)
        if self._heading is not None:
            self._heading.append(data)
