"""News, policy watch and briefings."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel

from culturefirst.library.models.base import Entry
from culturefirst.library.models.kinds import Kind


class NewsPage(Entry):
    """Something that happened in the network."""

    KIND = Kind.NEWS
    is_creatable = True


class PolicyPage(Entry):
    """What government or an agency announced or asks, and what it means here."""

    KIND = Kind.POLICY
    is_creatable = True
    source = models.CharField(max_length=200, help_text="Who announced it.")
    link = models.URLField(max_length=500, blank=True, help_text="Where it can be read.")
    announced_on = models.DateField(null=True, blank=True)
    answer_by = models.DateField(
        null=True, blank=True, help_text="Where it asks for answers: the last day."
    )
    content_panels: ClassVar[list[Any]] = [
        *Entry.head_panels,
        FieldPanel("source"),
        FieldPanel("link"),
        FieldPanel("announced_on"),
        FieldPanel("answer_by"),
        FieldPanel("body"),
        *Entry.about_panels,
    ]


class BriefingPage(Entry):
    """A short paper for a portfolio holder."""

    KIND = Kind.BRIEFING
    is_creatable = True
    ask = models.CharField(
        "what to ask for", max_length=300, blank=True, help_text="The one thing to ask or decide."
    )
    content_panels: ClassVar[list[Any]] = [
        *Entry.head_panels,
        FieldPanel("ask"),
        FieldPanel("body"),
        *Entry.about_panels,
    ]
