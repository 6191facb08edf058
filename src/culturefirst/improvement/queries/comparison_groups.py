"""With whom one is compared: all, of a kind, of a sub-region, the nearest, or chosen by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from culturefirst.analysis.comparison import Neighbour, as_table, nearest
from culturefirst.improvement.queries import traits
from culturefirst.improvement.queries.comparison_tables import Table
from culturefirst.network.models import Organisation

NEAREST = 15


@dataclass(frozen=True)
class Choice:
    """With whom one is compared: ``kind`` names a group, the rest says more of it.

    ``name`` is what a group that was ``kept`` is called.
    """

    kind: str = "all"
    traits: tuple[str, ...] = ()
    picked: tuple[int, ...] = ()
    k: int = NEAREST
    name: str = ""
    kept: int = 0


@dataclass
class Group:
    """The bodies one is compared with, oneself among them; ``why`` says how they were chosen."""

    words: str
    bodies: set[int] | None
    why: list[str] = field(default_factory=list)
    fault: str = ""


class Names:
    """The bodies that are compared, read once."""

    def __init__(self, bodies: "set[int]") -> None:
        rows = Organisation.objects.filter(pk__in=bodies).select_related("sub_region")
        self.all: dict[int, Organisation] = {body.pk: body for body in rows}

    def of(self, pk: int) -> str:
        return str(self.all[pk])


def grouped(choice: Choice, me: Organisation | None, table: Table, names: Names) -> Group:
    """The bodies of a choice; with whom a body that is nowhere cannot be compared, all are."""
    if choice.kind == "kind" and me is not None:
        found = {pk for pk, body in names.all.items() if body.kind == me.kind}
        return Group(f"Of the same kind: {me.get_kind_display().lower()}", found)
    if choice.kind == "sub_region" and me is not None and me.sub_region_id:
        found = {pk for pk, body in names.all.items() if body.sub_region_id == me.sub_region_id}
        return Group(f"In {me.sub_region}", found)
    if choice.kind == "nearest" and me is not None:
        return _nearest(choice, me, table, names)
    if choice.kind == "picked":
        own = {me.pk} if me is not None else set()
        return Group(choice.name or "Chosen by hand", set(choice.picked) | own)
    return Group("All who sent figures", None)


def _nearest(choice: Choice, me: Organisation, table: Table, names: Names) -> Group:
    known = traits.latest(table.collection.year)
    wanted = [each for each in trait_names(known) if not choice.traits or each in choice.traits]
    bodies = [me.pk, *(pk for pk in table.bodies if pk != me.pk and pk in known)]
    words = choice.name or "Nearest neighbours"
    if me.pk not in known or not wanted:
        says = f"Nothing is known that describes {me}, so no neighbours can be found."
        return Group(words, {me.pk}, fault=says)
    rows = [[known[pk].get(name) for name in wanted] for pk in bodies]
    found = nearest(as_table(rows, len(wanted)), 0, choice.k)
    why = [_reason(each, bodies, wanted, names) for each in found]
    return Group(words, {me.pk, *(bodies[each.at] for each in found)}, why)


def _reason(each: Neighbour, bodies: Sequence[int], wanted: Sequence[str], names: Names) -> str:
    told = f"{names.of(bodies[each.at])}, {each.distance:.2f}: most alike in "
    told += " and ".join(wanted[at] for at in each.alike)
    if each.unlike:
        told += f", least in {' and '.join(wanted[at] for at in each.unlike)}"
    return told


def trait_names(known: Mapping[int, Mapping[str, float]]) -> list[str]:
    """Every trait that is known of some body, in the order in which they are met."""
    return list(dict.fromkeys(name for values in known.values() for name in values))
