"""Roles of a group and the people who hold them."""

from datetime import date

from django.conf import settings
from django.contrib.auth.models import Group as AuthGroup
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from groups.directory.models import Group
from groups.roles import RoleKind
from kes.accounts.models import Organisation


class Role(models.Model):
    """A role in one group; guardian gives its permissions to `auth_group`."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=12, choices=RoleKind)
    auth_group = models.OneToOneField(AuthGroup, models.CASCADE, related_name="kes_role")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["group", "kind"], name="role_once_in_group"),)

    def __str__(self) -> str:
        return self.get_kind_display()


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, day: date | None = None) -> "MembershipQuerySet":
        day = day or timezone.localdate()
        return self.during(day, day)

    def during(self, since: date, until: date | None) -> "MembershipQuerySet":
        """Those that hold on any day from `since` to `until` (None: for good)."""
        begun = self.filter(since__lte=until) if until else self
        return begun.filter(Q(until__isnull=True) | Q(until__gte=since))


class Membership(models.Model):
    """A person in a group: the role, and whom the person represents there, from-to (both days included)."""

    class Sector(models.TextChoices):
        PUBLIC = "public", pgettext_lazy("sector", "public")
        SOCIAL = "social", _("social")
        ECONOMIC = "economic", _("economic")
        SCIENCE = "science", _("science")

    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    role = models.ForeignKey(Role, models.PROTECT, related_name="memberships", verbose_name=_("role"))
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("represented body"),
    )
    sector = models.CharField(_("sector"), max_length=8, choices=Sector, blank=True)
    since = models.DateField(_("from"), default=timezone.localdate)
    until = models.DateField(_("to"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        ordering = ("user__sort_name",)
        constraints = (
            models.UniqueConstraint(
                fields=["group", "user"], condition=Q(until=None), name="one_open_membership"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="membership_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} ({self.group})"
