"""What is written to people about discussions: that they were named, and what is new.

No letter holds what was written. Of a forum that the team does not read, a letter holds not even
titles: letters lie in a ledger that the team looks after.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.conf import settings
from django.urls import reverse

from culturefirst.discussions.models import Contribution, Forum, Pace, Thread, Told
from culturefirst.discussions.rules import is_discreet
from culturefirst.kit import outbox
from culturefirst.kit.models import Installation
from culturefirst.kit.wording import plural
from culturefirst.network.models import Person

ABOUT = "discussions"
NAMED = "You were named in a discussion"
NEW = "What is new in the discussions you follow"


def key(person: Person, forums: Iterable[int], what: str) -> str:
    """The ledger's key, which says of whom and of which forums the letter is."""
    told = "-".join(str(pk) for pk in sorted(set(forums)))
    return f"{ABOUT}:{person.pk}:{told}:{what}"


def tell_mentioned(contribution: Contribution, people: Sequence[Person]) -> None:
    """Write at once to those who were named; whoever wants no letters finds it in "My work"."""
    never = Pace.objects.filter(person__in=people, often=Pace.Often.NEVER)
    silent = set(never.values_list("person", flat=True))
    thread = contribution.thread
    said = NAMED if is_discreet(thread.forum) else f"{contribution.author} named you"
    where = "" if is_discreet(thread.forum) else f" in “{thread.title}”"
    for person in people:
        if person.pk not in silent and _is_new(person, contribution):
            outbox.send(
                key=key(person, [thread.forum_id], f"named:{contribution.pk}"),
                to=person.account.email,
                subject=NAMED,
                text=_letter(f"{said}{where}.", link(thread, contribution.position)),
                kind="notice",
            )


def tell_new(person: Person, email: str, new: Sequence[Contribution]) -> None:
    """One letter of what is new, by forum and thread in the order in which it was written."""
    in_order = sorted(new, key=lambda c: (c.thread.forum_id, c.thread_id, c.position))
    parts = [
        _of_forum(forum, list(some))
        for forum, some in groupby(in_order, key=lambda c: c.thread.forum)
    ]
    outbox.send(
        key=key(
            person, [c.thread.forum_id for c in new], f"new:{max(c.pk for c in new)}:{len(new)}"
        ),
        to=email,
        subject=NEW,
        text=_letter(f"{NEW}:", *parts),
        kind="notice",
    )
    Told.objects.bulk_create(Told(person=person, contribution=each) for each in new)


def link(thread: Thread, position: int) -> str:
    """Where a contribution stands, for letters."""
    return f"{settings.ADDRESS}{reverse('thread', args=[thread.pk])}?at={position}#post-{position}"


def _of_forum(forum: Forum, new: Sequence[Contribution]) -> str:
    lines = [] if is_discreet(forum) else [forum.title]
    for thread, some in groupby(new, key=lambda c: c.thread):
        written = list(some)
        names = ", ".join(dict.fromkeys(str(each.author) for each in written))
        what = plural(len(written), "contribution")
        said = (
            f"{what} in a group" if is_discreet(forum) else f"“{thread.title}”: {what} by {names}"
        )
        lines += [f"- {said}", f"  {link(thread, written[0].position)}"]
    return "\n".join(lines)


def _is_new(person: Person, contribution: Contribution) -> bool:
    return Told.objects.get_or_create(person=person, contribution=contribution)[1]


def _letter(*paragraphs: str) -> str:
    setting = f"{settings.ADDRESS}{reverse('digest')}"
    foot = f"How often these letters come, or that none come, you say here:\n{setting}"
    return "\n\n".join([*paragraphs, foot, Installation.current().network]) + "\n"
