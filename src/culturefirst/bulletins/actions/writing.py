"""Writing a bulletin: its words, and what stands in it in which order."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, Max

from culturefirst.bulletins.models import Bulletin, Item
from culturefirst.bulletins.policy import write_bulletins
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.publications import of_keys

FROZEN = "It is frozen: its words stay. Thaw it first, or write another."


@action("wrote a bulletin", allow=write_bulletins)
def write_bulletin(*, by: Any, **given: Any) -> Bulletin:
    """Begin a draft: title, heading, intro, closing, audience, topic, to_outsiders, serves."""
    bulletin = Bulletin(made_by_id=getattr(by, "person_id", None), **given)
    bulletin.full_clean()
    bulletin.save()
    return bulletin


@action("changed a bulletin", allow=write_bulletins, on="bulletin")
def edit_bulletin(
    *, by: Any, bulletin: Bulletin, changes: Mapping[str, Any], seen: int | None = None
) -> Bulletin:
    """Set words, audience or topic of a draft."""
    _draft(bulletin)
    return save_changes(bulletin, changes, seen=seen)


@action("picked what stands in a bulletin", allow=write_bulletins, on="bulletin")
def pick(*, by: Any, bulletin: Bulletin, keys: Iterable[str]) -> Bulletin:
    """Put publications at the end, in the order given; what stands in it already stays once."""
    _draft(bulletin)
    wanted = list(dict.fromkeys(keys))
    there = of_keys(by, wanted, clock.today())
    if missing := [key for key in wanted if key not in there]:
        raise DomainError(f"{missing[0]} is not published any more. Pick again.")
    held = set(bulletin.items.values_list("key", flat=True))
    last = _last(bulletin)
    new = [key for key in wanted if key not in held]
    Item.objects.bulk_create(
        Item(bulletin=bulletin, key=key, position=place)
        for place, key in enumerate(new, start=last + 1)
    )
    return bulletin


@action("added words to a bulletin", allow=write_bulletins, on="bulletin")
def add_item(
    *, by: Any, bulletin: Bulletin, heading: str, words: str = "", url: str = ""
) -> Bulletin:
    """Put words of one's own at the end, with a link where there is one."""
    _draft(bulletin)
    item = Item(
        bulletin=bulletin,
        heading=heading.strip(),
        words=words.strip(),
        url=url.strip(),
        position=_last(bulletin) + 1,
    )
    item.full_clean()
    item.save()
    return bulletin


@action("moved something in a bulletin", allow=write_bulletins, on="bulletin")
def move_item(*, by: Any, bulletin: Bulletin, item: Item, up: bool) -> Bulletin:
    """Change places with the item above or below; at the end nothing moves."""
    _draft(bulletin)
    items = list(bulletin.items.all())
    at = next((n for n, each in enumerate(items) if each.pk == item.pk), None)
    if at is None:
        raise DomainError("That is not in this bulletin any more.")
    other = at - 1 if up else at + 1
    if 0 <= other < len(items):
        items[at], items[other] = items[other], items[at]
        _renumber(bulletin, items)
    return bulletin


@action("took something out of a bulletin", allow=write_bulletins, on="bulletin")
def remove_item(*, by: Any, bulletin: Bulletin, item: Item) -> Bulletin:
    """Take an item out."""
    _draft(bulletin)
    bulletin.items.filter(pk=item.pk).delete()
    _renumber(bulletin, list(bulletin.items.all()))
    return bulletin


@action("removed the draft of a bulletin", allow=write_bulletins, on="bulletin")
def remove_bulletin(*, by: Any, bulletin: Bulletin) -> Bulletin:
    """Remove a draft; what was sent stays."""
    _draft(bulletin)
    bulletin.delete()
    return bulletin


def _draft(bulletin: Bulletin) -> None:
    if bulletin.frozen_on is not None:
        raise DomainError(FROZEN)


def _last(bulletin: Bulletin) -> int:
    return bulletin.items.aggregate(last=Max("position"))["last"] or 0


def _renumber(bulletin: Bulletin, items: list[Item]) -> None:
    # First out of the way, since no two may have one place even for a moment.
    bulletin.items.update(position=F("position") + 10_000)
    for place, item in enumerate(items, start=1):
        Item.objects.filter(pk=item.pk).update(position=place)
