"""The limits of the public form do not stand in its way when what counts them is away."""

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from documents.consultations.models import Consultation, Remark
from kes.caching import SharedCache
from tests.documents.consultations.making import fields


def test_a_remark_is_taken_while_the_cache_of_the_limits_is_away(
    consultation: Consultation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(SharedCache, "_back", 0.0)
    away = {"BACKEND": "kes.caching.SharedCache", "LOCATION": ["redis://127.0.0.1:9/0"]}
    sent = fields(consultation)
    with override_settings(CACHES=settings.CACHES | {"default": away}):
        answer = Client().post(reverse("documents:remarks", args=[consultation.slug]), sent)
    assert answer.status_code == 302
    assert Remark.objects.count() == 1
    assert "the shared cache is away" in caplog.text
