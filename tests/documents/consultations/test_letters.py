"""The receipt of a remark by e-mail, and what its page says of it."""

import smtplib
from typing import Any
from unittest import mock

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from documents.consultations.models import Consultation, Remark
from tests.documents.consultations.making import fields, said, send


def test_the_receipt_is_mailed_after_the_commit(
    consultation: Consultation, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(consultation, email="z@kes.example", reason='Cytat "<b>&" i ’')
        assert not mail.outbox
    (letter,) = mail.outbox
    assert letter.to == ["z@kes.example"]
    assert answer["Location"].removesuffix("?sent") in letter.body
    assert 'Cytat "<b>&" i ’' in letter.body


def test_without_an_address_no_letter_is_sent(
    consultation: Consultation, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send(consultation)
    assert not mail.outbox


def test_a_dead_mail_server_loses_nothing(
    consultation: Consultation, django_capture_on_commit_callbacks: Any
) -> None:
    broken = mock.patch("django.core.mail.EmailMessage.send", side_effect=smtplib.SMTPServerDisconnected)
    with broken, django_capture_on_commit_callbacks(execute=True):
        answer = send(consultation, email="z@kes.example")
    assert answer.status_code == 302
    assert Remark.objects.count() == 1
    assert Client().get(answer["Location"]).status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "email, problem, mailed, json",
    [
        ("z@kes.example", None, True, False),
        ("z@kes.example", None, True, True),
        ("z@kes.example", OSError("no route"), False, True),
        ("z@kes.example", RuntimeError("a mistake"), False, False),
        ("", None, False, False),
    ],
)
def test_the_page_says_that_a_letter_went_only_when_it_did(
    consultation: Consultation, email: str, problem: Exception | None, mailed: bool, json: bool
) -> None:
    url = reverse("documents:remarks", args=[consultation.slug])
    sent, accept = fields(consultation, email=email), "application/json" if json else "text/html"
    with mock.patch("django.core.mail.EmailMessage.send", side_effect=problem):
        answer = Client().post(url, sent, headers={"accept": accept})
    page = Client().get(answer.json()["url"] if json else answer["Location"]).content.decode()
    words = page.replace("\u00a0", " ")
    assert (said("This address was also sent to your e-mail.") in words) is mailed
    assert (said("Keep the address below: it is shown only here.") in words) is not mailed
