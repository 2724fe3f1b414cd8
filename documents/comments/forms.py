"""Forms of comments; a refused text always comes back in its field."""

import json
from textwrap import shorten
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.comments import passages
from documents.comments.text import LONGEST
from documents.drafts.models import Part
from groups.threads.forms import too_long
from kes.accounts.models import User


class BodyField(forms.CharField):
    """Its limit is not an attribute of the field: a browser would cut a pasted text without a word."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3, "data-grow": "", "data-mentions": ""})
        super().__init__(widget=widget, error_messages={"required": _("Write something first.")}, **kwargs)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).replace("\r\n", "\n")
        if len(text) > LONGEST:
            raise forms.ValidationError(too_long(len(text), LONGEST))
        return text


class PassageForm(forms.Form):
    """Says which passage is meant: two relative positions of an editor, a paragraph, or the whole part.

    Afterwards `passage` is where it stands in the text.
    """

    block = forms.RegexField(
        r"^([a-z]\w{0,30}(-\d{1,6})?)?$", label=_("Passage"), required=False, widget=forms.HiddenInput
    )
    start = forms.CharField(required=False, widget=forms.HiddenInput, max_length=300)
    end = forms.CharField(required=False, widget=forms.HiddenInput, max_length=300)
    quote = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    key = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)
    passage: passages.Found

    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = passages.Source(part)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.passage = self._chosen(cleaned)
        return cleaned

    def offer_paragraphs(self) -> None:
        """A list to choose from, for pages on which nothing can be selected."""
        whole = ("", gettext("The whole chapter"))
        found = [(one.name, shorten(one.text, 90)) for one in self.source.choices()]
        self.fields["block"].widget = forms.Select(choices=[whole, *found])

    def _chosen(self, cleaned: dict[str, Any]) -> passages.Found:
        if cleaned.get("start"):
            start, end = (_position(cleaned[side]) for side in ("start", "end"))
            return self.source.at_positions(start, end, cleaned["quote"].replace("\r\n", "\n"))
        if cleaned.get("block"):
            return self.source.at_block(cleaned["block"])
        return passages.whole(self.source.part)


class ThreadForm(PassageForm):
    body = BodyField(label=_("Your comment"))


class ReplyForm(forms.Form):
    body = BodyField(label=_("Your answer"))
    key = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)


class EditForm(forms.Form):
    body = BodyField(label=_("Text of the comment"))
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(User.objects.none(), label=_("Assigned to"), required=False)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.empty_label = people, gettext("nobody")


def _position(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None
