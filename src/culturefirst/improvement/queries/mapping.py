"""Criteria that are mapped to those of other frameworks."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from culturefirst.improvement import frameworks as files
from culturefirst.improvement.models import Criterion


@dataclass(frozen=True)
class Mapped:
    """A criterion elsewhere; without ``url`` where its framework is not here."""

    name: str
    title: str
    url: str = ""
    of: str = ""


def mapped(whole: files.Framework) -> dict[str, list[Mapped]]:
    """What each criterion is mapped to, by its key."""
    there = _elsewhere({name for each in whole.criteria for name in each.maps_to})
    return {
        each.key: [there.get(name, Mapped(name, name)) for name in each.maps_to]
        for each in whole.criteria
    }


def _elsewhere(names: set[str]) -> dict[str, Mapped]:
    """The criteria of those names, in the latest version of their frameworks that has them."""
    of = {name.partition("/")[0] for name in names}
    rows = Criterion.objects.filter(
        version__framework__key__in=of, key__in={name.partition("/")[2] for name in names}
    )
    found: dict[str, Mapped] = {}
    told = rows.order_by("version__number").values_list(
        "version__framework__key", "version__number", "version__title", "key", "title"
    )
    for framework, number, title, key, says in told:
        name = f"{framework}/{key}"
        page = reverse("framework_version", args=[framework, number])
        found[name] = Mapped(name, says, f"{page}#c-{key}", title)
    return {name: each for name, each in found.items() if name in names}


def mapped_here(whole: files.Framework) -> dict[str, list[Mapped]]:
    """The criteria of other frameworks, in their latest versions, that are mapped to its own."""
    rows = Criterion.objects.exclude(version__framework__key=whole.key).exclude(maps_to=[])
    newest: dict[str, int] = {}
    found: dict[str, list[Mapped]] = {}
    told = rows.order_by("version__framework__key", "-version__number", "position").values_list(
        "version__framework__key", "version__number", "version__title", "key", "title", "maps_to"
    )
    for framework, number, of, key, title, names in told:
        if newest.setdefault(framework, number) != number:
            continue
        page = reverse("framework_version", args=[framework, number])
        for name in names:
            own, _, criterion = name.partition("/")
            if own == whole.key:
                each = Mapped(f"{framework}/{key}", title, f"{page}#c-{key}", of)
                found.setdefault(criterion, []).append(each)
    return found


def map_of(whole: files.Framework) -> list[tuple[files.Theme, list[tuple[Any, list[Mapped]]]]]:
    """Each theme's criteria with what they are mapped to, or what is mapped to them."""
    to, here = mapped(whole), mapped_here(whole)
    return [
        (theme, [(each, to[each.key] + here.get(each.key, [])) for each in theme.criteria])
        for theme in whole.themes
    ]
