"""The form that moves a document: where to, why, and under which resolution."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.drafts.models import Document
from documents.stages.table import Move, moves_from


class MoveForm(forms.Form):
    to = forms.ChoiceField(label=_("New stage"), widget=forms.RadioSelect)
    number = forms.CharField(
        label=_("Number of the resolution"),
        max_length=60,
        required=False,
        help_text=_("Only for adopting, for instance: 3/2026"),
    )
    day = forms.DateField(
        label=_("Date of the resolution"),
        required=False,
        help_text=_("Only for adopting."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown in the history. A reason is needed for moving back."),
    )

    def __init__(self, *args: Any, document: Document, held: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = [(move, move.missing(document)) for move in moves_from(document)]
        self.offered = [(move, missing) for move, missing in self.offered if move.permission in held]
        self.possible = {move.end: move for move, missing in self.offered if not missing}
        names = dict(Document.Stage.choices)
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (end, f"{move.label} → {names[end]}") for end, move in self.possible.items()
        ]
        if not any(move.adopts for move in self.possible.values()):
            del self.fields["number"], self.fields["day"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        move = self.possible.get(cleaned.get("to", ""))
        if move and move.back and not cleaned.get("note", "").strip():
            self.add_error("note", _("Say why the document goes back."))
        for name in ("number", "day"):
            if move and move.adopts and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("An adopted text needs the number and the date of the resolution."))
        return cleaned

    @property
    def move(self) -> Move:
        return self.possible[self.cleaned_data["to"]]

    @property
    def waiting(self) -> list[tuple[Move, list[str]]]:
        """Moves that cannot be made yet, each with what is missing."""
        return [(move, missing) for move, missing in self.offered if missing]
