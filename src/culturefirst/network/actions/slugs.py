"""Parts of addresses that are made of names."""

from django.db.models import Model
from django.utils.text import slugify


def free_slug(kind: type[Model], name: str) -> str:
    """An address part for this name that no other record of its kind has."""
    start = slugify(name)[:90] or "unnamed"
    taken = set(kind._default_manager.filter(slug__startswith=start).values_list("slug", flat=True))
    taken.add("add")  # where a new one is added: "/organisations/add/"
    free = (start if n == 1 else f"{start}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in free if slug not in taken)
