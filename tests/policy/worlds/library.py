"""A published page with a picture and a file."""

from typing import Any

from django.core.files.base import ContentFile

from culturefirst.library.models import File
from culturefirst.library.tests.make import news, picture, published
from culturefirst.network.models import User


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    page = published(news("Ely opens its archive"), by)
    file = File(title="Notes", media_type="text/plain")
    file.file.save("notes.txt", ContentFile(b"We met."))
    file.save()
    small = picture().get_rendition("width-20")
    return {
        "wagtail_serve": {"path": f"news/{page.slug}/"},
        "wagtaildocs_serve": {"document_id": file.pk, "document_filename": file.filename},
        "picture": {"pk": small.pk, "name": small.file.name.rpartition("/")[2]},
    }
