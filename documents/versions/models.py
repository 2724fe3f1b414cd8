"""A version never changes: it keeps the text, its rendering and the numbers of the log it was cut at."""

from typing import Any, Never

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.drafts.models import Document, Part
from documents.images.models import Image


class Frozen(TypeError):
    """Somebody tried to change or delete what was frozen; only a whole document can go, with its versions."""


class FrozenRows:
    def update(self, **_values: Any) -> Never:
        raise Frozen

    def delete(self) -> Never:
        raise Frozen


class VersionQuerySet(FrozenRows, models.QuerySet["Version"]):
    pass


class VersionPartQuerySet(FrozenRows, models.QuerySet["VersionPart"]):
    pass


class FrozenModel(models.Model):
    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Frozen
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Never:
        raise Frozen


class Version(FrozenModel):
    class Kind(models.TextChoices):
        AUTOMATIC = "automatic", _("automatic")
        NAMED = "named", _("named")

    class Reason(models.TextChoices):
        """Why an automatic one was kept."""

        HOURLY = "hourly", _("after an hour of writing")
        IMPORT = "import", _("before an import")
        RESTORE = "restore", _("before a restore")
        ACCEPT = "accept", _("before accepting many suggestions")
        STRUCTURE = "structure", _("before a change of chapters")

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.NAMED)
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    number = models.PositiveIntegerField(default=0)  # 0 of all automatic ones
    name = models.CharField(_("name"), max_length=150)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    title = models.CharField(max_length=250)  # the document's title at that time
    sha256 = models.CharField(max_length=64)  # of the whole Markdown text, UTF-8
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    added = models.PositiveIntegerField(default=0)  # words, since the version before
    removed = models.PositiveIntegerField(default=0)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ("-created", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["document", "number"], condition=models.Q(number__gt=0), name="version_number_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} – {self.label}"

    @property
    def label(self) -> str:
        if self.number:
            return f"{self.number}. {self.name}"
        return gettext("Automatic version")

    def get_absolute_url(self) -> str:
        return reverse("documents:version", args=[self.pk])


class VersionPart(FrozenModel):
    """Automatic versions keep the text alone: it is rendered when somebody looks."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="parts")
    part = models.ForeignKey(Part, models.SET_NULL, null=True, related_name="+")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=250)
    number = models.CharField(max_length=40, blank=True)  # "2." or "Rozdział 2.", as it was then
    seq = models.PositiveBigIntegerField()
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    toc = models.JSONField(default=list)  # [level, id, title]
    blocks = models.JSONField(default=list)  # [id, kind, plain text, heading path, id of the block around]

    objects = VersionPartQuerySet.as_manager()

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """The same in all versions of a chapter; of a deleted one its title must do."""
        return str(self.part_id or self.title)

    @property
    def heading(self) -> str:
        """Number and title, as the page shows them."""
        return f"{self.number} {self.title}".strip()


class VersionPicture(FrozenModel):
    """A picture that a version shows: so the door need not read the texts (documents/access.py)."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="pictures")
    image = models.ForeignKey(Image, models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "image"], name="version_picture_once"),)

    def __str__(self) -> str:
        return f"{self.version_id} {self.image_id}"
