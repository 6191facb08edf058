"""What members offer and need, who got in touch with whom, and what came of one."""

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

from culturefirst.collaboration import actions
from culturefirst.collaboration.models import Initiative, Introduction, Listing
from culturefirst.demo.stage import Event, Happening, Stage
from culturefirst.demo.tables import HERE
from culturefirst.kit import clock
from culturefirst.network.models import Organisation, Post

Said = dict[str, Any]
FACTS = (
    "side", "title", "words", "arrangement", "service", "reach", "amount", "unit", "rough",
    "starts", "ends", "readiness",
)  # fmt: skip


@cache
def told() -> dict[str, list[Said]]:
    """The offers and needs of the story, and the introductions."""
    found: dict[str, list[Said]] = tomllib.loads((HERE / "listings.toml").read_text("utf-8"))
    return found


def events() -> Iterator[Event]:
    """Offers and needs are published, people get in touch, one is paused and one closed."""
    for said in told()["listings"]:
        yield Event(said["day"], _publish(said))
        if "paused" in said:
            yield Event(said["paused"], _pause(said))
    for said in told()["introductions"]:
        yield Event(said["day"], _introduce(said))
    for said in told()["initiatives"]:
        yield Event(said["day"], _draft(said))
        yield Event(said["opens"], _open(said))
    for said in told()["listings"]:
        if "closes" in said:
            yield Event(said["closes"], _close(said))


def _publish(said: Said) -> Happening:
    def happens(stage: Stage) -> None:
        by, body = _who(stage, said["by"])
        actions.publish_listing(
            by=by,
            organisation=body,
            contact=by.person,
            serves=stage.activity("2011", said["serves"]) if "serves" in said else None,
            **{name: said[name] for name in FACTS if name in said},
        )

    return happens


def _pause(said: Said) -> Happening:
    def happens(stage: Stage) -> None:
        by, _ = _who(stage, said["by"])
        actions.pause_listing(by=by, listing=_listing(said["title"]))

    return happens


def _introduce(said: Said) -> Happening:
    def happens(stage: Stage) -> None:
        by, body = _who(stage, said["by"])
        actions.introduce(
            by=by,
            listing=_listing(said["about"]),
            organisation=body,
            words=said["words"],
            own=_listing(said["own"]) if "own" in said else None,
        )

    return happens


def _draft(said: Said) -> Happening:
    """What the two bodies of an introduction mean to do together."""

    def happens(stage: Stage) -> None:
        by, body = _who(stage, said["by"])
        listing = _listing(said["about"])
        met = Introduction._base_manager.get(listing=listing, organisation=body)
        actions.draft_initiative(
            by=by,
            title=said["title"],
            words=said["words"],
            partners=[(body, by.person), (listing.organisation, listing.contact)],
            start=met,
        )

    return happens


def _open(said: Said) -> Happening:
    def happens(stage: Stage) -> None:
        by, _ = _who(stage, said["by"])
        drafted = Initiative._base_manager.get(title=said["title"])
        actions.open_initiative(by=by, initiative=drafted)

    return happens


def _close(said: Said) -> Happening:
    def happens(stage: Stage) -> None:
        listing = _listing(said["title"])
        actions.close_listing(
            by=stage.actor("helen"),
            listing=listing,
            came_of=said["came_of"],
            outcome=said["outcome"],
            introduction=Introduction._base_manager.filter(listing=listing).first(),
        )

    return happens


def _listing(title: str) -> Listing:
    found: Listing = Listing._base_manager.get(title=title)
    return found


def _who(stage: Stage, who: str) -> tuple[Any, Organisation]:
    """One of the cast, or the first of a body's people who has an account; with their body."""
    held = Post.objects.held_on(clock.today()).filter(person__account__is_active=True)
    held = held.select_related("person__account", "organisation")
    if who in stage.people:
        post = held.filter(person=stage.people[who]).order_by("pk").first()
    else:
        body = stage.organisations[who]
        post = held.filter(organisation=body).order_by("-leads", "-role", "pk").first()
    assert post is not None, f"nobody of {who} can say it"
    return post.person.account, post.organisation
