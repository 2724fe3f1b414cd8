"""Forms of blueprints: choosing one, saving one from a document, changing one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.blueprints.library import Chapter, library
from documents.blueprints.models import Blueprint, BlueprintChapter
from groups.directory.models import Group

SPARE = 2  # empty chapters at the end of the form
OWN = "own-"


class ChoiceOfBlueprint(forms.ChoiceField):
    """The blueprints of the group and of the product; its value is their chapters."""

    def offer(self, group: Group) -> None:
        own = [(f"{OWN}{one.pk}", one.name) for one in Blueprint.objects.filter(group=group)]
        ready = [(key, one.name) for key, one in library().items()]
        groups = [(_("Of this group"), own)] if own else []
        self.choices = [("", _("without a template")), *groups, (_("Ready-made"), ready)]

    def clean(self, value: Any) -> tuple[Chapter, ...]:
        key = str(super().clean(value))
        if key.startswith(OWN):
            rows = BlueprintChapter.objects.filter(blueprint=int(key.removeprefix(OWN)))
            return tuple(Chapter(row.title, row.instructions, row.text) for row in rows)
        return library()[key].chapters if key else ()


class SaveForm(forms.ModelForm[Blueprint]):
    texts = forms.BooleanField(
        label=_("Keep the text of the chapters too"),
        required=False,
        help_text=_("Otherwise the template has only the titles and the instructions."),
    )

    class Meta:
        model = Blueprint
        fields = ("name", "about")


class BlueprintForm(forms.ModelForm[Blueprint]):
    class Meta:
        model = Blueprint
        fields = ("name", "about")


ChapterForms = forms.modelformset_factory(
    BlueprintChapter,
    fields=("title", "instructions", "text"),
    extra=SPARE,
    can_delete=True,
    widgets={
        "instructions": forms.Textarea(attrs={"rows": 3}),
        "text": forms.Textarea(attrs={"rows": 3}),
    },
)
