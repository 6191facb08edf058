"""Publishing an offer or a need, changing it, and what becomes of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.collaboration import actions
from culturefirst.collaboration.forms import CloseForm, EditListingForm, NewListingForm
from culturefirst.collaboration.models import TERMS, Arrangement, Listing
from culturefirst.collaboration.policy import take_over as take_over_policy
from culturefirst.collaboration.policy import write_listings
from culturefirst.collaboration.queries import listings as queries
from culturefirst.collaboration.queries.succession import took_over
from culturefirst.collaboration.views.common import WORDS, kept, seen
from culturefirst.kit import clock
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.starts import Start, start
from culturefirst.kit.urls import changes
from culturefirst.network.models import Organisation

COPIED = (
    "side", "title", "words", "arrangement", "service", "reach", "amount", "unit", "rough",
    "starts", "ends", "readiness", "serves",
)  # fmt: skip
# Of another body's listing, what is turned into its opposite keeps what both must agree on.
TURNED = ("title", "arrangement", "service", "starts", "ends")


@acts_once
def new(request: HttpRequest) -> HttpResponse:
    """Say what a body offers or needs: from nothing, from an earlier one, or as its opposite."""
    begun = start(request.user, request.GET.get("from", ""))
    bodies = _bodies(request)
    form = NewListingForm(
        sent(request), initial=_initial(request, begun), user=request.user, bodies=bodies
    )
    deed = Deed(
        "Say what you offer or need",
        "Publish it",
        "It is on the board. Below is what fits it today; we look again whenever somebody asks.",
        reverse("collaborate"),
        "Offers and needs",
        lede="Three minutes: every member of the network reads it, and nobody else. What you "
        "leave empty is not known.",
        note=f"It grows out of “{begun.title}”." if begun else "",
    )

    def run(**said: Any) -> Listing:
        record = begun.record if begun else None
        return actions.publish_listing(by=request.user, start=record, **said)

    more = {"terms": [(each.label, TERMS[each].means) for each in Arrangement]}
    return answer(request, form, run, deed, to=_page, template="collaboration/form.html", more=more)


@changes
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what it says."""
    found = kept(request, pk)
    bodies = Organisation.objects.visible_to(request.user).filter(pk=found.organisation_id)
    initial = EditListingForm.held(found)
    form = EditListingForm(sent(request), initial=initial, user=request.user, bodies=bodies)
    page = EditPage(
        title=f"Change this {found.get_side_display().lower()}",
        words=WORDS,
        cancel=_page(found),
        save=lambda changes, version: actions.edit_listing(
            by=request.user, listing=found, changes=changes, seen=version
        ),
        lede="Saving says that it still holds.",
    )
    return edited(request, found, form, page)


@changes
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it still holds."""
    return _do(request, pk, actions.confirm_listing, "Thank you. It stays on the board.")


@changes
@require_POST
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it off the board for a while."""
    said = "It is paused: only your own organisation and the team see it until you open it again."
    return _do(request, pk, actions.pause_listing, said)


@changes
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it on the board again."""
    return _do(request, pk, actions.reopen_listing, "It is on the board again.")


@changes
@require_POST
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it be of the body that took over from its own, which the button names."""
    found = seen(request, pk)
    slug = request.POST.get("body", "")
    bodies = [each for each in took_over(found, clock.today()) if each.slug == slug]
    take_over_policy.require(request.user, found)
    if not bodies:
        raise Http404
    actions.take_over_listing(by=request.user, listing=found, organisation=bodies[0])
    messages.success(request, f"It is {bodies[0]}’s now. Look whether all of it still holds.")
    return redirect(_page(found))


@acts_once
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End it, and say what came of it."""
    found = kept(request, pk)
    introductions = queries.introductions_of(found, request.user)
    form = CloseForm(sent(request), introductions=introductions)
    deed = Deed(
        f"Close this {found.get_side_display().lower()}",
        "Close it",
        "It is closed. What came of it is counted.",
        _page(found),
        found.title,
        lede="It goes off the board and out of matching. Your organisation keeps it, and can write "
        "a new one from it.",
    )

    def run(**said: Any) -> Listing:
        return actions.close_listing(by=request.user, listing=found, **said)

    return answer(request, form, run, deed)


def _do(request: HttpRequest, pk: int, action: Callable[..., Listing], said: str) -> HttpResponse:
    found = action(by=request.user, listing=kept(request, pk))
    messages.success(request, said)
    return redirect(_page(found))


def _page(listing: Listing) -> str:
    return reverse("listing", args=[listing.pk])


def _bodies(request: HttpRequest) -> Any:
    """The bodies that one may write for: one's own, or the one that is asked for."""
    slug = request.GET.get("body", "")
    if not slug:
        return queries.bodies_of(request.user)
    found = Organisation.objects.visible_to(request.user).filter(slug=slug)
    body = found.first()
    if body is None or not write_listings.allows(request.user, body):
        raise Http404
    return found


def _initial(request: HttpRequest, begun: Start | None) -> dict[str, Any]:
    """Sensible defaults, from the person's post and from what it is written after."""
    first: dict[str, Any] = {
        "side": "need" if request.GET.get("side") == "need" else "offer",
        "reach": Listing.Reach.ANYWHERE,
        "readiness": Listing.Readiness.EXPLORING,
        "contact": getattr(request.user, "person_id", None),
    }
    if begun is not None:
        first |= {"title": begun.title[:120], "serves": begun.serves}
        first |= {"service": begun.services[0]} if begun.services else {}
    for key, turned in (("copy", False), ("opposite", True)):
        asked = request.GET.get(key, "")
        if asked.isascii() and asked.isdecimal() and len(asked) < 19:
            first |= _from(seen(request, int(asked)), request.user, turned=turned)
    return first


def _from(earlier: Listing, user: Any, *, turned: bool) -> dict[str, Any]:
    own = write_listings.allows(user, earlier.organisation)
    if not own and not turned:
        raise Http404
    said = {name: getattr(earlier, name) for name in (COPIED if own else TURNED)}
    if own:
        said |= {"organisation": earlier.organisation_id}
    if turned:
        said["side"] = "need" if earlier.is_offer else "offer"
    return said
