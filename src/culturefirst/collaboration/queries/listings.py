"""Which offers and needs there are: on the board, one's own, and those that wait for somebody."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from culturefirst.collaboration.models import ASK_AFTER, Introduction, Listing, Listings
from culturefirst.collaboration.policy import works_for
from culturefirst.kit import clock
from culturefirst.kit.policy import roles
from culturefirst.network.models import Organisation, Person, Post, Succession
from culturefirst.network.policy import TEAM

FACTS = ("side", "service", "arrangement", "readiness")


def listings(user: Any) -> Listings:
    """Those that this person may see, with what a page tells of them."""
    rows: Any = Listing.objects.visible_to(user)
    found: Listings = rows.select_related("organisation__sub_region", "contact", "serves")
    return found


def board(user: Any, asked: Mapping[str, Any], on: date) -> Listings:
    """Those that can be answered on the day, narrowed as people ask."""
    rows = listings(user).open_on(on)
    facts = {name: asked[name] for name in FACTS if asked.get(name)}
    if place := asked.get("sub_region"):
        facts["organisation__sub_region"] = place
    if body := asked.get("body"):
        facts["organisation"] = body
    return rows.filter(**facts)


def of_bodies(user: Any, bodies: set[int]) -> Listings:
    """All of these bodies that this person may see, whatever their state."""
    return listings(user).filter(organisation__in=bodies)


def bodies_of(user: Any) -> "QuerySet[Organisation]":
    """The bodies in which this person holds a post today."""
    rows = Organisation.objects.visible_to(user).standing_on(clock.today())
    found: QuerySet[Organisation] = rows.filter(pk__in=works_for(user))
    return found


def bodies_on_board(user: Any, on: date) -> "QuerySet[Organisation]":
    """The bodies that have something on the board."""
    open_ones = Listing.objects.visible_to(user).open_on(on)
    rows: QuerySet[Organisation] = Organisation.objects.visible_to(user)
    return rows.filter(pk__in=open_ones.values("organisation"))


def people_at(bodies: Any, user: Any, on: date) -> "QuerySet[Person]":
    """Who holds a post of one of these bodies on the day."""
    posts = Post.objects.visible_to(user).held_on(on)
    there = posts.filter(organisation__in=bodies, person=OuterRef("pk"))
    people: QuerySet[Person] = Person.objects.visible_to(user).filter(Exists(there))
    return people


def works_at(person: Person | None, body: Organisation, on: date) -> bool:
    """Whether somebody holds a post of the body on the day, and can still be asked."""
    if person is None or person.erased_on is not None:
        return False
    return bool(Post.objects.held_on(on).filter(person=person, organisation=body).exists())


def introductions_of(listing: Listing, user: Any) -> "QuerySet[Introduction]":
    """Who got in touch about it, as far as this person may know."""
    rows: QuerySet[Introduction] = Introduction.objects.visible_to(user).filter(listing=listing)
    return rows.select_related("organisation", "asked_by", "own")


def introductions_by(bodies: set[int], user: Any) -> "QuerySet[Introduction]":
    """Whom these bodies got in touch with."""
    rows: QuerySet[Introduction] = Introduction.objects.visible_to(user)
    found = rows.filter(organisation__in=bodies)
    return found.select_related("listing__organisation", "organisation", "asked_by")


def seen_of(keys: Iterable[int], user: Any) -> set[int]:
    """Those of these that this person may see: another body's goes when it is off the board."""
    rows = Listing.objects.visible_to(user).filter(pk__in=list(keys))
    return set(rows.values_list("pk", flat=True))


def asked_about(bodies: set[int], user: Any) -> set[int]:
    """The keys of the listings about which these bodies got in touch."""
    rows = Introduction.objects.visible_to(user).filter(organisation__in=bodies)
    return set(rows.values_list("listing", flat=True))


def to_look_after(user: Any, on: date) -> list[Listing]:
    """Open ones that wait for this person: their last day is over, nobody has confirmed them for
    half a year, or whoever is named in them works there no more (``reachable`` is false).

    They wait for who wrote it or is named in it, and for the body's lead; for the team where
    nobody of the body is left. What a body left from which another took over waits for that one.
    """
    if not roles(user):
        return []
    there = Post.objects.held_on(on).filter(organisation=OuterRef("organisation"))
    of_contact = there.filter(person=OuterRef("contact"), person__erased_on__isnull=True)
    rows = listings(user).filter(state=Listing.State.OPEN)
    passed_on = Succession.objects.filter(on__lte=on).values("predecessor")
    rows = rows.exclude(organisation__in=passed_on)
    rows = rows.annotate(reachable=Exists(of_contact)).filter(_asked_of(user, there))
    waits = Q(confirmed_on__lte=on - ASK_AFTER) | Q(ends__lt=on) | Q(reachable=False)
    return list(rows.filter(waits).order_by("confirmed_on", "pk"))


def _asked_of(user: Any, there: "QuerySet[Post]") -> Q:
    person = user.person_id
    mine = (Q(made_by=person) | Q(contact=person)) & Q(organisation__in=works_for(user))
    led = {post.organisation_id for post in user.posts_today if post.leads}
    found = mine | Q(organisation__in=led)
    if roles(user) & TEAM:
        nobody_left = ~Exists(there.filter(person=OuterRef("made_by")))
        nobody_leads = ~Exists(there.filter(leads=True))
        found |= Q(nobody_left, nobody_leads, reachable=False)
    return found


def own_open(user: Any, on: date) -> list[Listing]:
    """What is looked through for matches of the bodies that this person works for."""
    rows = listings(user).matched_on(on).filter(organisation__in=works_for(user))
    return list(rows)
