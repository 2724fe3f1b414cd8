"""Form fields of this slice."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator


class LongText(forms.CharField):
    """A text area whose limit is checked here alone: a browser would cut a pasted text without a word."""

    def __init__(self, *, most: int, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
        self.validators.append(MaxLengthValidator(most))

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")
