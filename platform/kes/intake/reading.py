"""The bytes of a file to Markdown and the account of what is not in it; runs in the child process."""

from kes.intake import office, plain
from kes.intake.result import Intake
from kes.intake.sniff import sniff

_READERS = {
    "docx": office.read_docx,
    "odt": office.read_odt,
    "html": office.read_html,
    "markdown": plain.read_markdown,
    "text": plain.read_text,
}


def read(content: bytes, name: str) -> Intake:
    """Raises Refusal, and RecursionError or MemoryError for what is nested or repeated without end."""
    return _READERS[sniff(content, name)](content, name)
