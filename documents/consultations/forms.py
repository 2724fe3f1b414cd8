"""Forms of the office: a consultation and its term, an answer, what the desk shows."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from documents.consultations import terms
from documents.consultations.fields import LongText
from documents.consultations.models import Consultation, Remark
from documents.consultations.shown import fingerprints, packed, unpacked, written

OTHER = "other"
RIVAL = _(
    "Somebody else changed this meanwhile; it says now: “%(now)s”. "
    "What you typed is kept: save again to replace it."
)
DAYS = ngettext_lazy("%d day", "%d days")


class ConsultationForm(forms.ModelForm[Consultation]):
    """The opening is now unless said otherwise; the end is counted from it or is a day chosen freely.

    A form for a change carries what it showed. Only what the person changed in it is `wanted`, so that a form
    that was open for long takes nothing back; what somebody else changed too is an error at its field.
    """

    term = forms.ChoiceField(
        label=_("Time for remarks"),
        choices=[*((str(days), DAYS % days) for days in terms.PRESETS), (OTHER, _("until a chosen day"))],
        initial="35",
        help_text=_(
            "Counted from the opening; the last day ends at 23:59:59. "
            "The law asks for at least 35 days for strategies, policies and programmes."
        ),
    )
    last_day = forms.DateField(
        label=_("Last day, if chosen"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    summary = LongText(label=_("What it is about"), most=3000, required=False)
    legal_basis = LongText(label=_("Legal basis"), most=2000, required=False)
    clause = LongText(
        label=_("Information clause"),
        most=10_000,
        rows=12,
        help_text=_(
            "Shown beside the form and kept with every remark. Fill in what stands in square brackets."
        ),
    )

    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Consultation
        fields = (
            "title",
            "kind",
            "summary",
            "legal_basis",
            "opens",
            "term",
            "last_day",
            "accepts_late",
            "clause",
        )
        widgets = {
            "kind": forms.RadioSelect,
            "opens": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opens"].required = False
        self.fields["opens"].help_text = _("Leave empty to open at once.")
        self.touched = {name for name in self.fields if name != "shown"}  # by the person
        if self.instance.pk:
            self._for_change()
        else:
            del self.fields["shown"]

    def clean_opens(self) -> datetime:
        """A moment that has passed means now: nothing is announced backwards."""
        chosen: datetime | None = self.cleaned_data["opens"]
        if chosen and chosen > timezone.now() + terms.OPENS_WITHIN:
            raise forms.ValidationError(_("A consultation opens within a year from today. Check the date."))
        return max(chosen or timezone.now(), timezone.now())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.instance.pk:
            self._compare(cleaned)
        opens: datetime = cleaned.get("opens") or getattr(self.instance, "opens", None) or timezone.now()
        if cleaned.get("term") == OTHER and not cleaned.get("last_day"):
            self.add_error("last_day", _("Choose the last day."))
            return cleaned
        day = self._chosen_day(cleaned)
        if day and day > timezone.localdate(opens) + terms.LONGEST:
            self.add_error(
                "last_day", _("A consultation lasts two years at the most, from its opening. Check the date.")
            )
            return cleaned
        closes = self._closes(cleaned, opens)
        if closes and closes <= max(opens, timezone.now()) and closes != self.instance.closes:
            field = "last_day" if "last_day" in self.fields else "term"
            self.add_error(
                field, _("The last day must lie ahead. To end the consultation now, use the button below.")
            )
        return cleaned | {"closes": closes}

    @property
    def wanted(self) -> dict[str, Any]:
        """What the actions take."""
        names = {name for name in self.touched if name not in {"term", "last_day"}}
        names |= {"closes"} if "last_day" in self.touched else set()
        return {name: value for name, value in self.cleaned_data.items() if name in names}

    def _chosen_day(self, cleaned: dict[str, Any]) -> date | None:
        """None where the end is counted, or was left alone."""
        counted = cleaned.get("term", OTHER) != OTHER
        return None if counted or "last_day" not in self.touched else cleaned.get("last_day")

    def _closes(self, cleaned: dict[str, Any], opens: datetime) -> datetime | None:
        day, term = self._chosen_day(cleaned), cleaned.get("term", OTHER)
        if self.instance.pk and (day is None or day == timezone.localdate(self.instance.closes)):
            return self.instance.closes
        if day:
            return terms.end_of(day)
        return terms.ending(opens, int(term)) if term != OTHER else None

    def _for_change(self) -> None:
        del self.fields["term"]
        self.fields["last_day"].label = _("Last day for remarks")
        self.fields["last_day"].required = True
        self.initial["last_day"] = timezone.localdate(self.instance.closes)
        if self.instance.state != "planned":
            del self.fields["opens"], self.fields["kind"]
        now = {name: self.initial[name] for name in self.fields if name != "shown"}
        self.initial["shown"] = packed(fingerprints(now))

    def _compare(self, cleaned: dict[str, Any]) -> None:
        """What the person typed with what the form showed, and that with what there is now."""
        now = unpacked(self.initial["shown"])
        shown = now | unpacked(cleaned.get("shown", ""))
        typed = fingerprints({name: value for name, value in cleaned.items() if name in now})
        self.touched = {name for name in now if typed.get(name) != shown[name]}
        rivals = {name for name in self.touched & typed.keys() if typed[name] != now[name] != shown[name]}
        for name in sorted(rivals):
            self.add_error(name, forms.ValidationError(RIVAL, params={"now": self._present(name)}))
        if rivals:
            self._bring_up_to_date()

    def _present(self, name: str) -> str:
        value = self.initial[name]
        if isinstance(value, date):
            moment = isinstance(value, datetime)
            local = timezone.localtime(value) if isinstance(value, datetime) else value
            return date_format(local, "DATETIME_FORMAT" if moment else "DATE_FORMAT")
        return self.instance.get_kind_display() if name == "kind" else Truncator(value).chars(300)

    def _bring_up_to_date(self) -> None:
        """Fields that were left alone show what is there now; sent again, what was typed is meant."""
        data = {name: self.data.get(name) for name in self.data} | {"shown": self.initial["shown"]}
        for name in unpacked(self.initial["shown"]).keys() - self.touched:
            data[name] = written(self.initial[name])
        self.data = data


class AnswerForm(forms.Form):
    position = forms.ChoiceField(label=_("Position"), choices=Remark.Position, widget=forms.RadioSelect)
    answer = LongText(
        label=_("Reasons"),
        most=10_000,
        rows=6,
        help_text=_("The author of the remark and the report will show them."),
    )
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class DeskFilter(forms.Form):
    """What the desk lists; a value that makes no sense filters nothing."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("all remarks")), ("waiting", _("without an answer")), *Remark.Position.choices],
    )
    chapter = forms.TypedChoiceField(label=_("Chapter"), required=False, coerce=int, empty_value=None)
    late = forms.BooleanField(label=_("only late"), required=False)

    def __init__(self, *args: Any, chapters: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = (0, _("the whole text"))
        self.fields["chapter"].choices = [("", _("all chapters")), whole, *chapters]  # type: ignore[attr-defined]

    @property
    def lookups(self) -> dict[str, Any]:
        self.is_valid()
        chosen, found = self.cleaned_data, dict[str, Any]()
        if state := chosen.get("state"):
            found["position"] = "" if state == "waiting" else state
        if (chapter := chosen.get("chapter")) is not None:
            found["chapter"] = chapter or None
        if chosen.get("late"):
            found["late"] = True
        return {
            f"{name}__isnull" if value is None else name: value is None or value
            for name, value in found.items()
        }
