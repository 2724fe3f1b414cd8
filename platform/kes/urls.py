"""All addresses: groups' and documents' own lists, allauth's, and the little that belongs to the shell."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import JavaScriptCatalog

from kes.accounts.addresses import addresses

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/email/", addresses, name="account_email"),  # in front of allauth's own
    path("accounts/", include("allauth.urls")),
    path("jsi18n/", JavaScriptCatalog.as_view(packages=["kes"]), name="javascript-catalog"),
    path("", include("kes.accounts.urls")),
    path("", include("kes.jobs.urls")),
    path("", include("groups.urls")),
    path("", include("documents.urls")),
]

if not settings.PRODUCTION:
    from kes.gallery import gallery

    urlpatterns.append(path("gallery/", gallery, name="gallery"))
