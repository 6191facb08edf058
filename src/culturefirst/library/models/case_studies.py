"""Case studies: what was tried, what it cost and saved, and what came of it."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from culturefirst.kit.keeps import Subject, kept
from culturefirst.library.models.base import Entry, rich
from culturefirst.library.models.kinds import Kind
from culturefirst.network.models import Person


class CaseStudyPage(Entry):
    """A fixed structure, so that one can be laid beside another.

    Sums are pounds. A saving without its basis is not one: the database refuses it.
    """

    KIND = Kind.CASE_STUDY
    is_creatable = True
    challenge = rich(help_text="What was the difficulty?")
    done = rich(help_text="What was done?")
    partners = rich(blank=True, help_text="Who did it together?")
    cost = models.DecimalField(
        "cost in pounds", max_digits=12, decimal_places=2, null=True, blank=True
    )
    saving = models.DecimalField(
        "saving in pounds a year", max_digits=12, decimal_places=2, null=True, blank=True
    )
    basis = models.TextField(
        "basis of the figures", blank=True, help_text="How cost and saving were worked out."
    )
    outcomes = rich(help_text="What difference did it make, and to whom?")
    again = rich(blank=True, help_text="What would you do again, and what not?")
    evidence = rich(blank=True, help_text="How do you know? Link to what shows it.")
    contact = kept(
        models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+"),
        "public",
    )
    subject: ClassVar[Subject] = Subject(
        "contact", "keep", "The case study is the network's own.", only=("title",)
    )
    content_panels: ClassVar[list[Any]] = [
        *Entry.head_panels,
        FieldPanel("challenge"),
        FieldPanel("done"),
        FieldPanel("partners"),
        MultiFieldPanel(
            [FieldPanel("cost"), FieldPanel("saving"), FieldPanel("basis")], heading="Money"
        ),
        FieldPanel("outcomes"),
        FieldPanel("again"),
        FieldPanel("evidence"),
        FieldPanel("contact"),
        FieldPanel("body", heading="More, and pictures"),
        *Entry.about_panels,
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cost__isnull=True, saving__isnull=True) | ~models.Q(basis=""),
                name="case_study_figures_have_a_basis",
                violation_error_message="Say how the cost and the saving were worked out.",
            )
        ]
