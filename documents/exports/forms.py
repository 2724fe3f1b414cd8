"""What to export, and as what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

FORMATS = (
    ("docx", _("Word (DOCX)")),
    ("odt", _("LibreOffice (ODT)")),
    ("pdf", _("PDF, accessible (PDF/UA)")),
    ("epub", _("EPUB, for readers and phones")),
    ("html", _("HTML, one file")),
    ("md", _("Markdown, the source text")),
)


class ExportForm(forms.Form):
    part = forms.ChoiceField(label=_("What"), required=False)
    format = forms.ChoiceField(label=_("File"), choices=FORMATS, widget=forms.RadioSelect, initial="docx")
    letterhead = forms.BooleanField(
        label=_("On the letterhead of the group (Word only)"), required=False, initial=True
    )

    comments = forms.BooleanField(
        label=_("With the comments and the suggestions that wait"),
        required=False,
        help_text=_(
            "In Word and LibreOffice they stand beside their words, in Word suggestions are tracked changes; "
            "in PDF and EPUB they are annexes. HTML and Markdown go without them."
        ),
    )

    def __init__(self, *args: Any, parts: list[tuple[str, str]], letterhead: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if parts:
            field = self.fields["part"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("the whole document")), *parts]
        else:
            del self.fields["part"], self.fields["comments"]  # a version has none
        if not letterhead:
            del self.fields["letterhead"]
