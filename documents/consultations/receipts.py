"""The receipt of a remark by e-mail, when an address was given."""

import logging
import smtplib

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from documents.consultations.models import Remark

logger = logging.getLogger(__name__)
PATIENCE = 10  # seconds for the mail server; the visitor waits


def mail_receipt(remark: Remark, link: str) -> bool:
    """Whether a letter went. Call after commit.

    One that cannot be sent is logged; the remark is kept and its page works.
    """
    if not remark.email:
        return False
    context = {"remark": remark, "consultation": remark.consultation, "link": link}
    message = EmailMessage(
        subject=_("[KES] Receipt of remark no. %(number)s") % {"number": remark.number},
        body=render_to_string("emails/remark_receipt.txt", context),
        to=[remark.email],
        connection=get_connection(timeout=PATIENCE),
    )
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("receipt of remark %s could not be sent: %s", remark.pk, error)
        return False
    return True
