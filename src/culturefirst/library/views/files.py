"""Files and pictures, handed out so that none of them can act as a page of ours."""

from pathlib import PurePosixPath
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from culturefirst.kit.downloads import sealed
from culturefirst.library.models import File
from culturefirst.library.queries import pictures

# Not by the machine's own list, which may lack the newer kinds.
PICTURES = {".webp": "image/webp", ".png": "image/png", ".jpg": "image/jpeg"}


def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """A file, for whoever may read it; one for members looks to others like none."""
    found: Any = get_object_or_404(File.objects.visible_to(request.user), pk=document_id)
    if found.filename != document_filename:
        raise Http404
    return sealed(found.file, found.filename, found.media_type or "application/octet-stream")


def picture(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """A picture in one size; pictures are open to all."""
    found: Any = get_object_or_404(pictures(), pk=pk)
    ending = PurePosixPath(found.file.name).suffix
    media_type = PICTURES.get(ending, "application/octet-stream")
    return sealed(found.file, name, media_type, shown=True)
