"""The ledger of a part as it was put away last; it can be thrown away and made again from the log."""

from django.db import models

from documents.drafts.models import Part


class PartLedger(models.Model):
    part = models.OneToOneField(Part, models.CASCADE, related_name="ledger")
    epoch = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    state = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.part_id} {self.seq}"
