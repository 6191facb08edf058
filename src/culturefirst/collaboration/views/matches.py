"""Getting in touch about a match, and turning one down."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from culturefirst.collaboration import actions
from culturefirst.collaboration.forms import IntroduceForm
from culturefirst.collaboration.models import Introduction, Listing
from culturefirst.collaboration.policy import get_in_touch, sort_matches, works_for
from culturefirst.collaboration.queries import listings as queries
from culturefirst.collaboration.views.common import seen
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes


@acts_once
def touch(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to whoever is named in it."""
    found, user = seen(request, pk), request.user
    get_in_touch.require(user, found)
    bodies = queries.bodies_of(user).exclude(pk=found.organisation_id)
    owns = queries.of_bodies(user, works_for(user) - {found.organisation_id})
    owns = owns.filter(state=Listing.State.OPEN)
    asked = request.GET.get("own", "")
    own = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else None
    form = IntroduceForm(sent(request), bodies=bodies, owns=owns, initial={"own": own})
    deed = Deed(
        "Get in touch",
        "Send the letter",
        f"Your letter is on its way to {found.contact}. The answer comes to your own address.",
        reverse("listing", args=[found.pk]),
        found.title,
        lede=f"One letter goes to {found.contact} of {found.organisation}. It names you and your "
        "organisation, and has your address, so that the answer reaches you.",
    )

    def run(**said: Any) -> Introduction:
        return actions.introduce(by=user, listing=found, **said)

    return answer(request, form, run, deed)


@changes
@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Not for us: it is suggested no more for this one."""
    own, other = _pair(request, pk)
    actions.dismiss_match(by=request.user, listing=own, other=other)
    said = f"“{other}” is not suggested any more. You can take that back below."
    messages.success(request, said)
    return redirect("listing", own.pk)


@changes
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it be suggested again."""
    own, other = _pair(request, pk)
    actions.restore_match(by=request.user, listing=own, other=other)
    messages.success(request, f"“{other}” may be suggested again.")
    return redirect("listing", own.pk)


def _pair(request: HttpRequest, pk: int) -> tuple[Listing, Listing]:
    """The body's own listing, and the other that the form names."""
    own = seen(request, pk)
    sort_matches.require(request.user, own)
    asked = request.POST.get("other", "")
    key = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else 0
    other: Listing = get_object_or_404(queries.listings(request.user), pk=key)
    return own, other
