"""What the pages of the room share: finding a listing, and a page that asks one thing."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from culturefirst.collaboration.models import Listing
from culturefirst.collaboration.policy import keep_listing
from culturefirst.collaboration.queries import listings as queries
from culturefirst.kit.changes import Words

WORDS = Words(labels={"serves": "Activity it serves", "rough": "How large, roughly"})


def seen(request: HttpRequest, pk: int) -> Listing:
    """The listing, if this person may see it; else 404, as for one that is not there."""
    found: Listing = get_object_or_404(queries.listings(request.user), pk=pk)
    return found


def kept(request: HttpRequest, pk: int) -> Listing:
    """The listing, for whoever keeps it."""
    found = seen(request, pk)
    keep_listing.require(request.user, found)
    return found
