"""Forms of suggestions; what was typed always comes back."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.comments.passages import Choice, Source
from documents.suggestions import wordings
from documents.suggestions.actions import Wording


class SuggestForm(forms.Form):
    """Changes that the editor collected; `wordings` says what they are."""

    hunks = forms.CharField(max_length=2_000_000, strip=False)
    reason = forms.CharField(max_length=4000, required=False)
    key = forms.UUIDField()
    wordings: list[Wording]

    def __init__(self, *args: Any, source: Source, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.wordings = wordings.of_editor(self.source, cleaned["hunks"])
        return cleaned


class ParagraphForm(forms.Form):
    """Present wording, proposed wording, reason: for a paragraph, without any script."""

    block = forms.RegexField(r"^[a-z]\w{0,30}(-\d{1,6})?$", widget=forms.HiddenInput)
    present = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    proposed = forms.CharField(
        label=_("Proposed wording"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "data-grow": ""}),
        help_text=_("Change what stands here. An empty field proposes to remove the paragraph."),
    )
    reason = forms.CharField(
        label=_("Justification"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "data-grow": ""}),
    )
    key = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)
    wordings: list[Wording]

    def __init__(self, *args: Any, source: Source, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        present, proposed = (cleaned[name].replace("\r\n", "\n") for name in ("present", "proposed"))
        passage = self.source.at_block(cleaned["block"])
        if passage.anchor.quote != present:
            raise forms.ValidationError(
                gettext("The paragraph has changed meanwhile. Compare both wordings.")
            )
        if present == proposed.rstrip("\n"):
            raise forms.ValidationError(gettext("Both wordings are the same. Change the proposed one."))
        start = passage.place.start
        self.wordings = wordings.of_paragraph(self.source, start, present, proposed.rstrip("\n"))
        return cleaned


def chosen_paragraph(source: Source, name: str) -> Choice | None:
    return next((choice for choice in source.choices() if choice.name == name), None)
