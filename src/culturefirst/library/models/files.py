"""Files and pictures of the website."""

from pathlib import PurePosixPath
from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as Plain
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as PlainImage
from wagtail.search.queryset import SearchableQuerySetMixin

from culturefirst.kit.keeps import Subject, kept
from culturefirst.kit.policy import roles
from culturefirst.kit.uploads import checked


class Files(SearchableQuerySetMixin, models.QuerySet[Any]):
    """Files as far as a person may read them."""

    def visible_to(self, user: Any) -> Self:
        """All for whoever holds a role, else those that are open to all."""
        return self if roles(user) else self.filter(for_members=False)


class File(AbstractDocument):
    """A file that people may download; it was looked at before it was taken."""

    keeps: ClassVar[str] = "public"
    subject: ClassVar[Subject] = Subject(
        "uploaded_by_user__person", "keep", "The file is the network's own.", only=("title",)
    )
    for_members = models.BooleanField("for members only", default=False)
    media_type = models.CharField(max_length=100, blank=True, editable=False)
    text = kept(models.TextField(blank=True, editable=False), "member")
    objects = Files.as_manager()

    admin_form_fields = (*Plain.admin_form_fields, "for_members")

    def _set_document_file_metadata(self) -> None:
        """Its size and sum, as the editor notes them for every new file, and what it is."""
        super()._set_document_file_metadata()
        content = self.file.read()
        self.file.seek(0)
        self.media_type = checked(self.filename, content).media_type


class Picture(AbstractImage):
    """A picture, with what somebody who cannot see it needs to know."""

    keeps: ClassVar[str] = "public"
    subject: ClassVar[Subject] = Subject(
        "uploaded_by_user__person", "keep", "The picture is the network's own.", only=("title",)
    )
    alternative = models.CharField(
        "alternative text", max_length=300, blank=True, help_text="What the picture shows."
    )
    credit = models.CharField(max_length=200, blank=True)

    admin_form_fields = (*PlainImage.admin_form_fields, "alternative", "credit")

    @property
    def default_alt_text(self) -> str:
        return self.alternative


class Rendition(AbstractRendition):
    """A picture in one size."""

    keeps: ClassVar[str] = "public"
    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_size"
            )
        ]

    @property
    def url(self) -> str:
        """Stored files have no address of their own: all are handed out by views."""
        return reverse("picture", args=[self.key, PurePosixPath(self.file.name).name])

    @property
    def key(self) -> int:
        """Its key; when several sizes have just been made at once, they were not told theirs."""
        key: int | None = self.pk
        if key is None:
            of = {name: getattr(self, name) for name in ("filter_spec", "focal_point_key")}
            key = Rendition.objects.values_list("pk", flat=True).get(image=self.image, **of)
        return key
