"""Saving what came in a plain form."""

from documents.drafts.models import Part
from documents.drafts.rewriting import Result, rewrite
from documents.images.actions import markdown_of, store_image
from documents.plain.forms import PlainForm, with_picture
from kes.accounts.models import User


def save_plainly(part: Part, *, by: User, form: PlainForm) -> Result:
    """Join the form's text with what others wrote since it was read.

    Raises Unusable, NotWritten, ValueError.
    """
    text, picture = form.cleaned_data["text"], form.cleaned_data["picture"]
    if picture:
        image = store_image(part.document, by=by, content=form.content, name=picture.name or "")
        text = with_picture(text, markdown_of(image, form.cleaned_data["description"]))
    return rewrite(part, by=by, text=text, base_seq=form.cleaned_data["base_seq"])
