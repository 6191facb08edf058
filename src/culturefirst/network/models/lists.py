"""What lists from files have in common: their work is done by a job."""

from django.db import models

from culturefirst.kit.models import Job


class InBackground(models.Model):
    """A record whose long work is done by ``job``: the last one that was asked for."""

    job = models.ForeignKey(
        Job, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def under_way(self) -> bool:
        """Whether it waits to be done, or is being done."""
        return self.job is not None and not self.job.is_over
