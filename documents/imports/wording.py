"""Refusals, losses and notices of the reading process in words; the process itself speaks no language."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

_REFUSALS = {
    "too_large": gettext_noop(
        "The file has more than %(megabytes)s MB. Divide it into smaller ones, or make its pictures"
        " smaller: in Word, Picture Format → Compress Pictures."
    ),
    "empty": gettext_noop("The file is empty."),
    "password": gettext_noop(
        "The file is protected by a password. Open it in Word or LibreOffice, take the password off"
        " (File → Info → Protect Document), save it and choose it again."
    ),
    "old_word": gettext_noop(
        "This is a file of an old program (.doc, .xls, .ppt). Open it in Word or LibreOffice and "
        "save it as a Word document (.docx)."
    ),
    "rtf": gettext_noop(
        "This is an RTF file. Open it in Word or LibreOffice and save it as a Word document (.docx)."
    ),
    "pdf": gettext_noop(
        "A PDF has pages but no text to write on. Find the file that it was made from (.docx, "
        ".odt). If there is none, select all in the PDF, copy, and paste the text below."
    ),
    "picture": gettext_noop(
        "This is a picture. A scanned text has to be recognised (OCR) and saved as a Word document "
        "(.docx) first."
    ),
    "not_text": gettext_noop(
        "This is a spreadsheet or a presentation. Save its text as a Word document (.docx)."
    ),
    "zip": gettext_noop("This is an archive (zip). Unpack it and choose the document that is in it."),
    "binary": gettext_noop(
        "This is not a text file. Choose a Word document (.docx), ODT, HTML, Markdown or plain text."
    ),
    "broken": gettext_noop(
        "The file is damaged or incomplete. Open it in Word or LibreOffice, save it under a new "
        "name and choose it again."
    ),
    "bomb": gettext_noop(
        "The file unpacks to far more than it seems to hold, so it was not opened. Save it again in"
        " Word or LibreOffice."
    ),
    "trap": gettext_noop(
        "The file refers to things outside of it in a way that documents do not need, so it was not"
        " opened. Save it again in Word or LibreOffice."
    ),
    "too_deep": gettext_noop(
        "The file is nested too deeply to be read. Simplify its tables and lists, or paste its text."
    ),
    "too_long": gettext_noop("Reading the file took too long. Divide it into smaller ones."),
    "too_much_text": gettext_noop("The text is too long for one document. Divide it into smaller files."),
}

_FINDINGS = {
    "lost_words": gettext_lazy("Words that could not be carried over"),
    "merged_cell": gettext_lazy("Merged cells: the text stands in the first one, the others are empty"),
    "nested_table": gettext_lazy("Tables inside tables: kept as lines of text in the cell"),
    "list_in_cell": gettext_lazy("Lists inside table cells: kept as lines"),
    "frame": gettext_lazy("Frames (tables of one cell): kept as ordinary text"),
    "text_box": gettext_lazy("Text boxes: their text stands among the paragraphs"),
    "shape": gettext_lazy("Drawn shapes"),
    "chart": gettext_lazy("Charts: insert them as pictures"),
    "diagram": gettext_lazy("Diagrams (SmartArt): insert them as pictures"),
    "object": gettext_lazy("Embedded objects, such as spreadsheets"),
    "equation": gettext_lazy("Equations: kept as text in TeX notation"),
    "picture": gettext_lazy("Pictures of a kind that pages cannot show, or kept outside the file"),
    "outer_picture": gettext_lazy("Pictures kept on other websites: they become links"),
    "no_alt": gettext_lazy("Pictures without a description: add one for people who do not see them"),
    "color": gettext_lazy("Coloured words: the colour is gone"),
    "font": gettext_lazy("Words in their own font or size: all text has one look"),
    "underline": gettext_lazy("Underlined words"),
    "small_caps": gettext_lazy("Small capitals"),
    "highlight": gettext_lazy("Highlighted words"),
    "raised": gettext_lazy("Raised or lowered words: they stand on the line"),
    "alignment": gettext_lazy("Centred and right-aligned paragraphs"),
    "columns": gettext_lazy("Columns of text"),
    "page_break": gettext_lazy("Page breaks: pages are made when the document is published"),
    "header_footer": gettext_lazy("Page headers and footers"),
    "field": gettext_lazy(
        "Fields that Word counts by itself (cross-references, numbers): kept as the words they showed"
    ),
    "form_field": gettext_lazy("Form fields"),
    "inner_link": gettext_lazy("Links to other places of the same file: kept as words"),
    "bad_link": gettext_lazy("Links to places that are not on the web: kept as words"),
    "lettered_list": gettext_lazy(
        "Lists marked 1), a) or I.: the marks became part of the text, as in legal texts"
    ),
    "note_in_note": gettext_lazy("Footnotes inside footnotes"),
    "format_change": gettext_lazy("Tracked changes of formatting: accepted"),
    "accepted_change": gettext_lazy(
        "Tracked changes: accepted, since ODT files do not tell them apart well enough"
    ),
    "unproposed_change": gettext_lazy(
        "Tracked changes that cannot be suggestions, such as rows of tables, footnotes, headings and "
        "pictures: accepted or rejected, as you choose"
    ),
    "unplaced_change": gettext_lazy("Tracked changes in titles of chapters: rejected"),
    "annotation": gettext_lazy("Comments"),
    "comment": gettext_lazy("Comments"),
    "macro": gettext_lazy("Macros: they were left out and never run"),
    "script": gettext_lazy("Scripts: they were left out and never run"),
    "embedded": gettext_lazy("Films, sounds and embedded pages"),
    "raw": gettext_lazy("Code meant for one program only"),
    "html_tag": gettext_lazy("HTML tags: they are shown as text"),
    "front_matter": gettext_lazy("Settings at the beginning of the Markdown file"),
    "contents": gettext_lazy("The table of contents: the document makes its own"),
    "other": gettext_lazy("Other things that a text of chapters does not hold"),
}


def refusal(code: str, values: dict[str, Any]) -> str:
    return _(_REFUSALS[code]) % values


def finding(kind: str) -> str:
    return str(_FINDINGS.get(kind, _FINDINGS["other"]))


def notice(kind: str, detail: str) -> str:
    if kind == "encoding":
        return _("The file was not in UTF-8; it was read as %(name)s. Check the Polish letters.") % {
            "name": detail
        }
    return _(
        "The lines of this text end where a page did, as in text copied from a PDF. "
        "They were joined into paragraphs."
    )
