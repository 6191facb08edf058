"""Forms of the editor for files and pictures: each is looked at before it is taken."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.forms import ValidationError
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from culturefirst.kit.uploads import UploadRefused, checked


def looked_at(file: Any) -> Any:
    """The file, its name tidied, where its bytes are what its name says; else a sentence."""
    if not isinstance(file, UploadedFile):
        return file  # the one that is kept already
    try:
        upload = checked(file.name or "", file.read())
    except UploadRefused as refusal:
        raise ValidationError(f"“{file.name}” was not taken. {refusal}") from refusal
    file.seek(0)
    file.name = upload.name
    return file


class FileForm(BaseDocumentForm):
    """A document, however it is put up: alone, with many, or while it is chosen."""

    def clean_file(self) -> Any:
        return looked_at(self.cleaned_data["file"])


class PictureForm(BaseImageForm):
    """A picture, of the kinds in ``WAGTAILIMAGES_EXTENSIONS``."""

    def clean_file(self) -> Any:
        return looked_at(self.cleaned_data["file"])
