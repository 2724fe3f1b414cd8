"""What a visitor sends, and the secret of its receipt."""

import hmac
import json
from base64 import urlsafe_b64encode
from dataclasses import asdict, dataclass, field

from django.conf import settings

from documents.consultations.passages import Anchor


@dataclass(frozen=True)
class Submission:
    submitter: str  # of Remark.Submitter
    name: str
    anchor: Anchor = field(default_factory=Anchor)
    present_wording: str = ""
    proposed_wording: str = ""
    reason: str = ""
    email: str = ""


def receipt_token(slug: str, key: str, submission: Submission) -> str:
    """The secret of a receipt's link: 32 bytes that follow from the form's random key and what was sent.

    The same form sent twice (a double click, a lost answer) is one remark and leads to one receipt, although
    the secret itself is nowhere kept. A page shown again by the browser has an old key but other words, and
    gives another remark.
    """
    words = json.dumps([slug, key, asdict(submission)], sort_keys=True)
    secret = f"documents.consultations.receipt:{settings.SECRET_KEY}"
    return urlsafe_b64encode(hmac.digest(secret.encode(), words.encode(), "sha256")).decode().rstrip("=")
