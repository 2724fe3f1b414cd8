"""The desk or landing page, one's own profile and organisations, the language."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views import i18n
from django.views.decorators.http import require_POST, require_safe

from kes import desk, landing
from kes.access import find
from kes.accounts import actions
from kes.accounts.forms import AffiliationForm, OrganisationForm, ProfileForm
from kes.accounts.middleware import LANGUAGES, keep_language
from kes.accounts.models import User
from kes.people import person_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, User):
        topics = desk.topics(request.user)
        sections = desk.sections(request.user)
        waiting = any(section.total for section in sections)
        context = {"sections": sections, "topics": topics, "waiting": waiting}
        return render(request, "accounts/desk.html", context)
    return render(request, "accounts/landing.html", {"sections": landing.sections()})


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=person.pk))
    if request.method == "POST" and form.is_valid():
        user = form.save()
        with override(user.language):
            messages.success(request, _("Your profile was saved."))
        response = redirect("profile")
        keep_language(response, user.language)
        return response
    return _profile_page(request, form, AffiliationForm(user=person))


@login_required
def add_affiliation(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("profile")
    person = person_of(request)
    form = AffiliationForm(request.POST, user=person)
    if not form.is_valid():
        return _profile_page(request, ProfileForm(instance=person), form)
    actions.affiliate(person, **form.cleaned_data)
    messages.success(request, _("The organisation was added."))
    return redirect("profile")


@login_required
def new_organisation(request: HttpRequest) -> HttpResponse:
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.found_organisation(by=person_of(request), **form.cleaned_data)
        messages.success(request, _("The organisation was added."))
        return redirect("profile")
    return render(request, "accounts/new_organisation.html", {"form": form})


@login_required
@require_POST
def remove_affiliation(request: HttpRequest, pk: int) -> HttpResponse:
    find(person_of(request).affiliations.all(), pk=pk).delete()
    messages.success(request, _("The organisation was removed from your profile."))
    return redirect("profile")


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Django's own switch; a person's choice is kept in the profile too."""
    chosen = request.POST.get("language", "")
    if chosen in LANGUAGES and isinstance(request.user, User):
        actions.set_language(request.user, chosen)
    return i18n.set_language(request)


def _profile_page(request: HttpRequest, form: ProfileForm, affiliation: AffiliationForm) -> HttpResponse:
    organisations = person_of(request).affiliations.select_related("organisation")
    context = {
        "form": form,
        "affiliation_form": affiliation,
        "affiliations": organisations.order_by("organisation__sort_name"),
    }
    return render(request, "accounts/profile.html", context)
