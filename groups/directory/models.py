"""A group and what guardian keeps about it."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase

from groups.roles import PERMISSIONS, Visibility
from kes.text import sort_key


class Group(models.Model):
    class Kind(models.TextChoices):
        COMMITTEE = "committee", _("committee")
        WORKING_GROUP = "working_group", _("working group")
        PARTNERSHIP = "partnership", _("local partnership")

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("abbreviation"), max_length=30, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    visibility = models.CharField(_("visibility"), max_length=8, choices=Visibility, default=Visibility.NAMED)
    description = models.TextField(_("description"), blank=True, max_length=5000)
    description_html = models.TextField(editable=False, blank=True)
    sort_name = models.CharField(max_length=400, editable=False, db_index=True)
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("group")
        ordering = ("sort_name",)
        default_permissions = ()
        # names are never shown; translated ones would make a migration in every language
        permissions = tuple((codename, codename.replace("_", " ")) for codename in PERMISSIONS)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = sort_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("groups:group", args=[self.pk])


class GroupPermission(GroupObjectPermissionBase):
    """A role's permission in one group: guardian's table with a real foreign key."""

    content_object = models.ForeignKey(Group, models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False
