"""Forms for opening a thread, answering and editing; a refused text always comes back in the field."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from groups.threads.models import Post, Thread


class MarkdownField(forms.CharField):
    """A text of at most POST_LENGTH characters.

    The limit is not an attribute of the field: a browser would cut a pasted text without a word.
    """

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 5, "data-grow": "", "data-length": settings.POST_LENGTH})
        super().__init__(widget=widget, error_messages={"required": _("Write something first.")}, **kwargs)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).replace("\r\n", "\n")
        if len(text) > settings.POST_LENGTH:
            raise forms.ValidationError(too_long(len(text)))
        return text


def too_long(length: int, limit: int = settings.POST_LENGTH) -> str:
    words = ngettext(
        "The text is too long: %(length)s character, the most is %(limit)s.",
        "The text is too long: %(length)s characters, the most is %(limit)s.",
        length,
    )
    return words % {"length": length, "limit": limit}


class ReplyForm(forms.Form):
    body = MarkdownField(label=_("Your post"))
    reply_to = forms.ModelChoiceField(Post.objects.none(), required=False, widget=forms.HiddenInput)
    key = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, thread: Thread, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = Post.objects.filter(thread=thread).select_related("author")
        self.fields["reply_to"].queryset = posts  # type: ignore[attr-defined]

    def clean_seen(self) -> int:
        return self.cleaned_data["seen"] or 0

    @property
    def answered(self) -> Post | None:
        """The post this text answers, to be named above the field."""
        value = str(self["reply_to"].value() or "")
        posts = self.fields["reply_to"].queryset  # type: ignore[attr-defined]
        post: Post | None = posts.filter(pk=value).first() if value.isdecimal() else None
        return post


class ThreadForm(forms.Form):
    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("What the thread is about, in one line.")
    )
    body = MarkdownField(label=_("First post"))
    key = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)


class EditForm(forms.Form):
    body = MarkdownField(label=_("Text of the post"))
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class PreviewForm(forms.Form):
    text = MarkdownField(required=False)
