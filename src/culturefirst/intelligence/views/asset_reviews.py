"""Reviews: the team asks an owner's contact, who confirms or corrects by a link."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from culturefirst.intelligence import actions
from culturefirst.intelligence.actions.asset_reviews import ENDED, digest_of
from culturefirst.intelligence.forms.asset_reviews import AskForm, correct_form
from culturefirst.intelligence.models import Asset, AssetReview
from culturefirst.intelligence.queries import asset_kinds
from culturefirst.intelligence.queries import asset_reviews as by_link
from culturefirst.intelligence.queries import assets as queries
from culturefirst.intelligence.views.asset_common import WORDS, room
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.forms import Form
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.limits import Limit, by_machine, limited
from culturefirst.kit.urls import changes

A_DAY = Limit("corrections by an owner's link", 500, timedelta(days=1), by_machine)


def reviews(request: HttpRequest) -> HttpResponse:
    """Owners that were asked, how far each is, and whose link still opens something."""
    now = clock.now()
    rows = [(each, each.is_open(now)) for each in queries.reviews(request.user)[:200]]
    return render(request, "intelligence/asset_reviews.html", {"reviews": rows})


@acts_once
def ask(request: HttpRequest) -> HttpResponse:
    """Write to an owner's contact."""
    owner = asset_kinds.body(request.user, request.GET.get("owner", ""))
    form = AskForm(sent(request), initial={"owner": owner})
    deed = Deed(
        "Ask an owner to look", "Send the letter", "The letter is on its way.",
        reverse("asset_reviews"), "Reviews by owners",
        "The contact gets a secret link that opens the owner's places for sixty days, and nothing "
        "else. An earlier link of the same contact ends.",
    )  # fmt: skip

    def run(**said: Any) -> AssetReview:
        return actions.ask_owner(by=request.user, **said)

    return answer(request, form, run, deed)


@acts_once
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a link open nothing any more."""
    review = get_object_or_404(AssetReview.objects.visible_to(request.user), pk=pk)
    deed = Deed(
        "End this link", "End it", "The link opens nothing any more.",
        reverse("asset_reviews"), "Reviews by owners", "What was said by it stays.",
    )  # fmt: skip

    def run(**_: Any) -> AssetReview:
        return actions.end_asset_review(by=request.user, review=review)

    return answer(request, Form(sent(request)), run, deed)


@never_cache
def review(request: HttpRequest, token: str) -> HttpResponse:
    """The owner's places, and which of them are looked through; it changes nothing."""
    found = _opened(token)
    if found is None:
        return _ended(request)
    done = by_link.said_by(found)
    rows = [(each, room(each), done.get(each.pk, "")) for each in by_link.places(found)]
    context = {"review": found, "rows": rows, "token": token, "left": len(rows) - len(done)}
    return _discreet(render(request, "intelligence/asset_review.html", context))


@never_cache
@acts_once
@limited(A_DAY)
def confirm(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """All that is recorded of one place, and a button that says it is right."""
    found = _opened(token)
    if found is None:
        return _ended(request)
    place = _place(found, pk)
    back = reverse("asset_review", args=[token])
    deed = Deed("Is this right?", "It is all right", "Thank you. It is confirmed.", back, "Places")

    def run(**_: Any) -> Asset:
        return actions.confirm_by_link(by=SYSTEM, asset=place, review=found)

    known = {each.element: each.get_has_display() for each in place.facilities.all()}
    more = {
        "asset": place,
        "token": token,
        "room": room(place),
        "elements": [(e["label"], known.get(e["key"], "Not known")) for e in place.kind.elements],
    }
    page = "intelligence/asset_review_one.html"
    return _discreet(answer(request, Form(sent(request)), run, deed, template=page, more=more))


@never_cache
@changes
@limited(A_DAY)
def correct(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """What the contact may put right of one place."""
    found = _opened(token)
    if found is None:
        return _ended(request)
    place = _place(found, pk)
    form = correct_form(place.kind).for_record(place, sent(request))

    def save(changed: dict[str, Any], seen: int) -> Asset:
        told = form.told(changed)
        return actions.correct_by_link(
            by=SYSTEM, asset=place, review=found, changes=told, seen=seen
        )

    page = EditPage(
        title="Put it right",
        words=WORDS,
        cancel=reverse("asset_review", args=[token]),
        save=save,
        done=lambda _: "Thank you. It is corrected, and confirmed as at today.",
        afresh=lambda: _place(found, pk),
    )
    return _discreet(edited(request, place, form, page))


@never_cache
@acts_once
@limited(A_DAY)
def finish(request: HttpRequest, token: str) -> HttpResponse:
    """The contact is done with all of them."""
    found = _opened(token)
    if found is None:
        return _ended(request)
    if request.method == "POST":
        actions.finish_review(by=SYSTEM, review=found)
        messages.success(request, "Thank you. All of it is kept.")
        return _discreet(render(request, "intelligence/asset_review_over.html", {"thanks": True}))
    return redirect("asset_review", token)


def _opened(token: str) -> AssetReview | None:
    """The review that a link opens; 404 for one that was never made."""
    found = by_link.of_digest(digest_of(token))
    if found is None:
        raise Http404("There is no such link.")
    return found if found.is_open(clock.now()) else None


def _ended(request: HttpRequest) -> HttpResponse:
    page = "intelligence/asset_review_over.html"
    return _discreet(render(request, page, {"why": ENDED}, status=410))


def _place(review: AssetReview, pk: int) -> Asset:
    return get_object_or_404(by_link.places(review), pk=pk)


def _discreet(answer: HttpResponse) -> HttpResponse:
    """The link is a secret: it is told to no other site and to no search engine.

    It is told to this site, or browsers would send forms from nowhere, which are refused.
    """
    answer["Referrer-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex"
    return answer
