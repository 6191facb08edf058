"""Resources: documents, links, toolkits and presentations."""

from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel

from culturefirst.library.models.base import Entry
from culturefirst.library.models.files import File
from culturefirst.library.models.kinds import Kind


class ResourcePage(Entry):
    """Something made elsewhere or here that others can use: a file, or a link to it."""

    class Form(models.TextChoices):
        DOCUMENT = "document", "Document"
        LINK = "link", "Link"
        TOOLKIT = "toolkit", "Toolkit"
        PRESENTATION = "presentation", "Presentation"

    class Licence(models.TextChoices):
        OPEN_GOVERNMENT = "ogl-3", "Open Government Licence 3.0"
        BY = "cc-by-4", "Creative Commons Attribution 4.0"
        BY_SA = "cc-by-sa-4", "Creative Commons Attribution-ShareAlike 4.0"
        ALL_RIGHTS = "all-rights", "All rights reserved: read, do not copy"
        NOT_KNOWN = "not-known", "Not known"

    KIND = Kind.RESOURCE
    is_creatable = True
    form = models.CharField(max_length=20, choices=Form, default=Form.DOCUMENT)
    publisher = models.CharField(max_length=200)
    dated = models.DateField("date of publication", null=True, blank=True)
    document = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="resources"
    )
    link = models.URLField(max_length=500, blank=True)
    licence = models.CharField(max_length=20, choices=Licence, default=Licence.NOT_KNOWN)
    content_panels: ClassVar[list[Any]] = [
        *Entry.head_panels,
        FieldPanel("form"),
        FieldPanel("document"),
        FieldPanel("link"),
        FieldPanel("publisher"),
        FieldPanel("dated"),
        FieldPanel("licence"),
        FieldPanel("body"),
        *Entry.about_panels,
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(document__isnull=False) | ~models.Q(link=""),
                name="resource_has_a_file_or_a_link",
                violation_error_message="Choose a file, or give the link to it.",
            )
        ]
