"""The text that a report's course begins with, from what is known; the office completes it."""

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from documents.consultations.models import Consultation
from documents.consultations.terms import length
from documents.reports.content import count
from documents.reports.plain import words

_GAP = re.compile(r"\[[^\[\]]+\]")


def default_course(consultation: Consultation) -> str:
    """Markdown in the language of the site; square brackets wait to be filled in."""
    with override(settings.LANGUAGE_CODE):
        context = {
            "consultation": consultation,
            "group": words(consultation.group.name),
            "legal_basis": words(consultation.legal_basis),
            "version": words(f"{consultation.version.number}. {consultation.version.name}"),
            "days": length(consultation.opens, consultation.closes),
            "figures": count(consultation),
        }
        return render_to_string("documents/reports/course.txt", context).strip() + "\n"


def gaps(consultation: Consultation, course: str) -> list[str]:
    """What the course still has of the passages to fill in; square brackets of one's own are no gaps."""
    written = " ".join(course.split())
    asked = (" ".join(found.split()) for found in _GAP.findall(default_course(consultation)))
    return [passage for passage in asked if passage in written]
