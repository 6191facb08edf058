"""Parts of addresses that are made of names."""

from itertools import count

from django.db.models import Model
from django.utils.text import slugify


def free_slug(kind: type[Model], name: str) -> str:
    """An address part for this name that no other record of its kind has."""
    start = _start(name)
    taken = kind._default_manager.filter(slug__startswith=start).values_list("slug", flat=True)
    return _free(start, set(taken))


class Slugs:
    """Address parts for many new records of one kind, each free and given once."""

    def __init__(self, kind: type[Model]) -> None:
        self._taken = set(kind._default_manager.values_list("slug", flat=True))

    def free(self, name: str) -> str:
        """An address part for this name; nobody else gets it."""
        slug = _free(_start(name), self._taken)
        self._taken.add(slug)
        return slug


def _start(name: str) -> str:
    return slugify(name)[:90] or "unnamed"


def _free(start: str, taken: set[str]) -> str:
    taken.add("add")  # where a new one is added: "/organisations/add/"
    free = (start if n == 1 else f"{start}-{n}" for n in count(1))
    return next(slug for slug in free if slug not in taken)
