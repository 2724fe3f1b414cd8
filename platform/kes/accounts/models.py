"""People who sign in by e-mail, and the organisations they belong to."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kes.text import person_key, sort_key


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("first and last name"), max_length=150)
    sort_name = models.CharField(max_length=300, editable=False, db_index=True)
    language = models.CharField(
        _("language"), max_length=5, default="pl", choices=[("pl", "polski"), ("en", "English")]
    )
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("person")
        ordering = ("sort_name",)

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = person_key(self.name)
        super().save(*args, **kwargs)

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    @property
    def hue(self) -> int:
        """One of eight colours, the same for a person on every screen."""
        return (self.pk or 0) % 8

    def get_short_name(self) -> str:
        return self.name.split()[0] if self.name else self.email


class Organisation(models.Model):
    class Kind(models.TextChoices):
        JST = "jst", _("local government unit (JST)")
        NGO = "ngo", _("non-governmental organisation")
        PES = "pes", _("social economy entity (PES)")
        OWES = "owes", _("social economy support centre (OWES)")
        ROPS = "rops", _("regional social policy centre (ROPS)")
        UNIVERSITY = "university", _("university")
        BUSINESS = "business", _("business")
        OTHER = "other", _("other")

    name = models.CharField(_("name"), max_length=250, unique=True)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    sort_name = models.CharField(max_length=500, editable=False, db_index=True)
    people = models.ManyToManyField(User, through="Affiliation", related_name="organisations")

    class Meta:
        verbose_name = _("organisation")
        ordering = ("sort_name",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = sort_key(self.name)
        super().save(*args, **kwargs)


class Affiliation(models.Model):
    """A person belongs to an organisation, with a function there."""

    user = models.ForeignKey(User, models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="affiliations")
    function = models.CharField(_("function"), max_length=150, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "organisation"], name="one_affiliation"),)

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation}"


def display_name(user: User) -> str:
    return str(user)
