"""The form of a remark, open to everybody: what is asked, and what keeps machines out."""

from functools import cached_property
from typing import Any
from uuid import uuid4

from django import forms
from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from documents.consultations import flood
from documents.consultations.fields import LongText
from documents.consultations.models import Consultation, Remark
from documents.consultations.passages import Anchor, Misplaced, Passage, find_passage
from documents.consultations.submissions import Submission, receipt_token

QUICKEST = 2  # seconds in which nobody reads and fills in a form
LONGEST = 10_000

_SIGNER = signing.TimestampSigner(salt="documents.consultations.remark")


class RemarkForm(forms.Form):
    present_wording = LongText(
        label=_("Present wording"),
        most=LONGEST,
        rows=3,
        required=False,
        help_text=_("Filled in with the passage that you chose; you may shorten it."),
    )
    proposed_wording = LongText(label=_("Proposed wording"), most=LONGEST, rows=3, required=False)
    reason = LongText(label=_("Justification"), most=LONGEST, rows=3, required=False)
    submitter = forms.ChoiceField(
        label=_("Who submits"),
        choices=Remark.Submitter,
        initial=Remark.Submitter.PERSON,
        widget=forms.RadioSelect,
        help_text=_("Names of bodies are published with the remark, names of private persons are not."),
    )
    name = forms.CharField(
        label=_("First and last name, or the name of the body"),
        max_length=250,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("If you like: we will send you the receipt."),
    )
    block = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end_block = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"}),
    )
    passage: Passage | None = None

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.consultation = consultation
        self.initial = {**self.initial, "key": uuid4(), "shown": _SIGNER.sign("shown")}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not (
            cleaned.get("proposed_wording")
            or cleaned.get("reason")
            or self._failed("proposed_wording", "reason")
        ):
            self.add_error("proposed_wording", _("Write the proposed wording or the justification, or both."))
        try:
            self.passage = find_passage(self.consultation.version, anchor_of(cleaned))
        except Misplaced as error:
            self.add_error(None, str(error))
        self._keep_machines_out(cleaned)
        return cleaned

    @property
    def submission(self) -> Submission:
        """What was sent; the present wording is the passage itself unless the visitor changed it."""
        words = {name: self.cleaned_data[name] for name in _WORDS}
        return Submission(anchor=self.passage.anchor if self.passage else Anchor(), **words)

    @cached_property
    def token(self) -> str:
        key = str(self.cleaned_data["key"] or uuid4())
        return receipt_token(self.consultation.slug, key, self.submission)

    def _failed(self, *names: str) -> bool:
        return any(name in self.errors for name in names)

    def _keep_machines_out(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("website"):
            self.add_error(
                None, _("A field that people do not see was filled in. We have emptied it: send once more.")
            )
        if not self.errors and _too_quick(cleaned.get("shown", "")):
            self.add_error(
                None, _("The form came back very quickly. If you are not a machine, send it once more.")
            )


_WORDS = ("present_wording", "proposed_wording", "reason", "submitter", "name", "email")


def bound(request: HttpRequest, consultation: Consultation) -> RemarkForm:
    """The sent form. Fields against machines are renewed for the next try, typed ones stay."""
    form = RemarkForm(request.POST, consultation=consultation)
    if not form.is_valid():
        form.data = _renewed(request.POST, form)
    elif flood.too_many_remarks(request):
        form.add_error(
            None,
            _("Many remarks came from your connection in a short time. Send this one again in ten minutes."),
        )
    return form


def anchor_of(fields: dict[str, Any]) -> Anchor:
    return Anchor(
        fields.get("block") or "", fields.get("start"), fields.get("end_block") or "", fields.get("end")
    )


def _renewed(sent: QueryDict, form: RemarkForm) -> QueryDict:
    data = sent.copy()
    data["website"] = ""
    if not _is_ours(data.get("shown", "")):
        data["shown"] = str(form.initial["shown"])
    return data


def _too_quick(shown: str) -> bool:
    try:
        _SIGNER.unsign(shown, max_age=QUICKEST)
    except signing.SignatureExpired:
        return False
    except signing.BadSignature:
        return True
    return True


def _is_ours(shown: str) -> bool:
    try:
        _SIGNER.unsign(shown)
    except signing.BadSignature:
        return False
    return True
