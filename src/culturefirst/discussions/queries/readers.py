"""Who may read a forum, as people: whom one can name in it, and who is told."""

import re

from django.db.models import Exists, OuterRef, Q, QuerySet

from culturefirst.discussions.models import Forum
from culturefirst.kit import clock
from culturefirst.network.models import Group, GroupMember, Person, Post, Role

TEAM = (Role.DIRECTOR, Role.MANAGER)
MOST_WORDS = 6  # of a name
MOST_SIGNS = 200  # that are read after each "@"
MOST_TRIED = 100  # "@"s that are looked at
ENDS = ".,;:!?)]*_\"”’'"


def readers(forum: Forum) -> "QuerySet[Person]":
    """People who may read the forum today: the same as ``Forum.visible_to`` says of accounts."""
    held = Post.objects.held_on(clock.today()).filter(person=OuterRef("pk"))
    rows: QuerySet[Person] = Person.objects.standing()
    rows = rows.filter(Exists(held), account__is_active=True)
    group = forum.group
    if group is None:
        return rows
    if group.only_role:
        rows = rows.filter(Exists(held.filter(role=group.only_role)))
    if group.access == Group.Access.OPEN:
        return rows
    sits = GroupMember.objects.in_on(clock.today()).filter(group=group, person=OuterRef("pk"))
    inside = Q(Exists(sits))
    if group.access == Group.Access.CLOSED and not group.only_role:
        inside |= Q(Exists(held.filter(role__in=TEAM)))
    return rows.filter(inside)


def named_in(text: str, forum: Forum) -> dict[int | None, Person]:
    """The readers whom "@Helen Marsh" names, by key: of several names that fit, the longest.

    Whoever is no reader is not looked for, so a name that stays mere words tells nothing.
    """
    parts = re.split(r"(?<![\w@])@(?=\w)", text)[1 : MOST_TRIED + 1]
    said = [words for each in parts if (words := each[:MOST_SIGNS].casefold().split())]
    begins = Q()
    for first in sorted({words[0].rstrip(ENDS) for words in said}):
        begins |= Q(name__istartswith=first)
    if not said:
        return {}
    known: dict[str, list[Person]] = {}
    for person in readers(forum).filter(begins).select_related("account"):
        known.setdefault(" ".join(person.name.casefold().split()), []).append(person)
    return {person.pk: person for words in said for person in _meant(words, known)}


def _meant(words: list[str], known: dict[str, list[Person]]) -> list[Person]:
    for length in range(min(len(words), MOST_WORDS), 0, -1):
        name = " ".join(words[:length])
        bare = name.rstrip(ENDS)
        for tried in (name, bare, bare.removesuffix("'s").removesuffix("’s")):
            if tried in known:
                return known[tried]
    return []


def to_name(forum: Forum, words: str) -> "QuerySet[Person]":
    """Readers whose name has these words in it, to choose from."""
    rows = readers(forum)
    for word in words.split()[:MOST_WORDS]:
        rows = rows.filter(name__icontains=word)
    return rows.order_by("name", "pk")
