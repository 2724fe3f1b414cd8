"""A group's own blueprint: the chapters that its documents begin with."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.directory.models import Group


class Blueprint(models.Model):
    group = models.ForeignKey(Group, models.CASCADE, related_name="blueprints")
    name = models.CharField(_("name"), max_length=150)
    about = models.CharField(_("what it is for"), max_length=300, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class BlueprintChapter(models.Model):
    blueprint = models.ForeignKey(Blueprint, models.CASCADE, related_name="chapters")
    position = models.PositiveIntegerField()
    title = models.CharField(_("chapter title"), max_length=250)
    instructions = models.TextField(_("instructions"), blank=True, max_length=10_000)
    text = models.TextField(_("text to begin with"), blank=True, max_length=100_000)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.title
