"""The text that a report's course begins with, from what is known; the office completes it."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from documents.consultations.models import Consultation
from documents.consultations.terms import length
from documents.reports.content import count
from documents.reports.plain import words


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
