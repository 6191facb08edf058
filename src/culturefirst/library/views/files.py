"""Files and pictures, handed out so that none of them can act as a page of ours."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from culturefirst.library.models import File, Rendition

NO_SCRIPT = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponse:
    """A file, for whoever may read it; one for members looks to others like none."""
    found = get_object_or_404(File.objects.visible_to(request.user), pk=document_id)
    if found.filename != document_filename:
        raise Http404
    media_type = found.media_type or "application/octet-stream"
    return _sealed(found.file, media_type, attachment=found.filename)


def picture(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """A picture in one size; pictures are open to all."""
    found = get_object_or_404(Rendition.objects.all(), pk=pk)
    answer = _sealed(found.file, "", attachment="")
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


def _sealed(file: Any, media_type: str, *, attachment: str) -> HttpResponse:
    answer = FileResponse(file.open("rb"), content_type=media_type or None)
    answer["Content-Security-Policy"] = NO_SCRIPT
    answer["X-Content-Type-Options"] = "nosniff"
    if attachment:
        answer["Content-Disposition"] = content_disposition_header(True, attachment) or ""
    return answer
