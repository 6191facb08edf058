"""Files and pictures, handed out so that none of them can act as a page of ours."""

from mimetypes import guess_type
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from culturefirst.kit.downloads import sealed
from culturefirst.library.models import File
from culturefirst.library.queries import pictures


def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """A file, for whoever may read it; one for members looks to others like none."""
    found: Any = get_object_or_404(File.objects.visible_to(request.user), pk=document_id)
    if found.filename != document_filename:
        raise Http404
    return sealed(found.file, found.filename, found.media_type or "application/octet-stream")


def picture(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """A picture in one size; pictures are open to all."""
    found: Any = get_object_or_404(pictures(), pk=pk)
    media_type = guess_type(found.file.name)[0] or "application/octet-stream"
    return sealed(found.file, name, media_type, shown=True)
