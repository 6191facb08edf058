"""What the pages of figures share: finding a collection or a return, and reading a file."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core import signing
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from culturefirst.improvement.models import Collection, Return
from culturefirst.improvement.queries import returns as queries
from culturefirst.kit import sheets
from culturefirst.kit.errors import DomainError
from culturefirst.kit.sheets import Sheet
from culturefirst.kit.uploads import Upload

STALE = "This preview is from another day or another return. Choose the file again."
LASTS = 24 * 3600


def collection(request: HttpRequest, pk: int) -> Collection:
    """The collection, where this person may see it; else 404, as for one that is not there."""
    rows = Collection.objects.visible_to(request.user).select_related("uses")
    found: Collection = get_object_or_404(rows, pk=pk)
    return found


def own_return(request: HttpRequest, pk: int) -> Return:
    """A return of one's own body."""
    found: Return = get_object_or_404(queries.own(request.user), pk=pk)
    return found


def sent_return(pk: int) -> Return:
    """A return that was sent, for the team, without what it says."""
    found: Return = get_object_or_404(queries.for_team(), pk=pk)
    return found


def page_of(found: Return) -> str:
    return reverse("figures_return", args=[found.pk])


def collection_page(found: Collection) -> str:
    return reverse("figures_collection", args=[found.pk])


def table_in(upload: Upload) -> Sheet:
    """The rows of a file, read in the limited child process."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / upload.stored_name
        path.write_bytes(upload.content)
        return sheets.read(path, upload.name)


def sealed(told: Any, salt: str) -> str:
    """What a preview found, signed, for the deed to be done with."""
    return signing.dumps(told, salt=f"improvement.{salt}", compress=True)


def unsealed(text: str, salt: str) -> Any:
    """What a preview found. Raises ``DomainError`` where it is not from it."""
    try:
        return signing.loads(text, salt=f"improvement.{salt}", max_age=LASTS)
    except signing.BadSignature as fault:
        raise DomainError(STALE) from fault
