"""A consultation asks for remarks on one frozen version; every remark ends with a position and reasons.

Terms follow the development policy act of 6 December 2006, art. 6 and 19a: announcement, not less than 35
days for remarks, a report with an answer to each within 30 days of the deadline.
"""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.versions.models import Version
from groups.directory.models import Group


class Consultation(models.Model):
    class Kind(models.TextChoices):
        PUBLIC = "public", _("public consultation")
        INSTITUTIONAL = "institutional", _("institutional consultation")
        INTERNAL = "internal", _("internal consultation")

    group = models.ForeignKey(Group, models.CASCADE, related_name="consultations")
    version = models.ForeignKey(Version, models.PROTECT, related_name="consultations")
    title = models.CharField(_("title"), max_length=250)
    slug = models.SlugField(max_length=70, unique=True)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind, default=Kind.PUBLIC)
    summary = models.TextField(_("what it is about"), blank=True, max_length=3000)
    legal_basis = models.TextField(_("legal basis"), blank=True, max_length=2000)
    opens = models.DateTimeField(_("opens"))
    closes = models.DateTimeField(_("closes"))
    accepts_late = models.BooleanField(
        _("keep remarks sent after the deadline, marked as late"),
        default=False,
    )
    clause = models.TextField(_("information clause"), max_length=10_000)
    last_number = models.PositiveIntegerField(default=0)  # of the newest remark
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-opens",)

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> str:
        now = timezone.now()
        if now < self.opens:
            return "planned"
        return "open" if now <= self.closes else "closed"

    @property
    def reported(self) -> bool:
        """The report is published: nothing of the consultation changes any more."""
        report = getattr(self, "report", None)
        return bool(report and report.published)

    @property
    def takes_remarks(self) -> bool:
        return not self.reported and (self.state == "open" or (self.state == "closed" and self.accepts_late))

    @property
    def days_left(self) -> int:
        """Whole days after today until the closing day; 0 on that day."""
        return max((timezone.localdate(self.closes) - timezone.localdate()).days, 0)

    @property
    def topic(self) -> str:
        """Open to all who see the consultation: counters and terms, no names."""
        return f"consultation.{self.slug}"

    @property
    def office_topic(self) -> str:
        """For those who may see remarks."""
        return f"remarks.{self.slug}"

    def get_absolute_url(self) -> str:
        return reverse("documents:consultation", args=[self.slug])


class Remark(models.Model):
    class Position(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        PARTLY = "partly", _("partly accepted")
        NOT_ACCEPTED = "not_accepted", _("not accepted")
        NOTED = "noted", _("noted")

    class Submitter(models.TextChoices):
        PERSON = "person", _("private person")
        BODY = "body", _("body or organisation")

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="remarks")
    number = models.PositiveIntegerField()
    token_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of the receipt's secret
    chapter = models.PositiveIntegerField(
        null=True, blank=True
    )  # position of the part; none: a general remark
    block = models.CharField(max_length=60, blank=True)  # where the passage begins, e.g. c2-p14
    end_block = models.CharField(max_length=60, blank=True)  # and where it ends, in the same chapter
    start = models.PositiveIntegerField(null=True, blank=True)  # offsets inside the texts of these blocks,
    end = models.PositiveIntegerField(null=True, blank=True)  # in UTF-16 units as browsers count
    place = models.CharField(max_length=500, blank=True)  # its headings in words, for the report
    quote = models.TextField(blank=True)  # the passage as the version has it, never as a browser sent it
    present_wording = models.TextField(_("present wording"), blank=True, max_length=10_000)
    proposed_wording = models.TextField(_("proposed wording"), blank=True, max_length=10_000)
    reason = models.TextField(_("justification"), blank=True, max_length=10_000)
    submitter = models.CharField(_("who submits"), max_length=6, choices=Submitter, default=Submitter.PERSON)
    name = models.CharField(_("name of the person or body"), max_length=250)
    email = models.EmailField(_("e-mail"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    clause_shown = models.TextField(blank=True)  # the information clause as it was when the remark was sent
    late = models.BooleanField(default=False)
    created = models.DateTimeField(default=timezone.now)
    position = models.CharField(_("position"), max_length=12, choices=Position, blank=True)
    answer = models.TextField(_("reasons"), blank=True, max_length=10_000)
    answered = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=0)  # of the answer: who saves an older one is told

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["consultation", "number"], name="remark_number_once"),)

    def __str__(self) -> str:
        return f"{self.consultation_id}/{self.number}"

    @property
    def state(self) -> str:
        """The position, or `waiting`; the names of the remark card's states."""
        return self.position or "waiting"

    @property
    def submitter_label(self) -> str:
        """How the report names the submitter: bodies by name, private persons never."""
        return self.name if self.submitter == self.Submitter.BODY else gettext("private person")

    @property
    def desk_url(self) -> str:
        return f"{reverse('documents:desk', args=[self.consultation.slug])}?remark={self.number}"
