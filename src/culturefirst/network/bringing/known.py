"""What is here already, by the names and codes under which a file may speak of it."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from django.db.models import Prefetch

from culturefirst.kit import clock
from culturefirst.kit.cells import fold
from culturefirst.network.bringing.rows import Brought
from culturefirst.network.likeness import Names
from culturefirst.network.models import Organisation, SubRegion, Succession


class Known:
    """The bodies and places of the network, read once in a settled number of queries."""

    def __init__(self) -> None:
        every = Organisation.objects.select_related("sub_region", "upper_tier", "parent")
        dated = ("codes", "other_names", "services", "memberships", "domains", "former_places")
        became = Prefetch("successors", Succession.objects.select_related("successor"))
        self.bodies: list[Organisation] = list(every.prefetch_related(*dated, became))
        self.by_name = {fold(body.name): body for body in self.bodies}
        self.by_public_id = {body.public_id: body for body in self.bodies if body.public_id}
        self.by_domain = {domain: body for body in self.bodies for domain in domains_of(body)}
        self._by_other = _single(
            (fold(each.name), body) for body in self.bodies for each in body.other_names.all()
        )
        self._by_code = _single((c.code, body) for body in self.bodies for c in body.codes.all())
        places = SubRegion.objects.all()
        self._places = {
            fold(w): place for place in places for w in (*place.short_names, place.name)
        }

    @cached_property
    def _near(self) -> Names:
        return Names((body.name, body.name) for body in self.bodies)

    @cached_property
    def _near_places(self) -> Names:
        return Names((word, place.name) for word, place in self._places.items())

    def body(self, row: Brought) -> Organisation | None:
        """The body that a row is about: by its name, its public id, its code, a former name."""
        said = row.said
        return (
            self.by_name.get(fold(row.name))
            or self.by_public_id.get(said.get("public_id", ""))
            or self._by_other.get(fold(row.name))
            or self._by_code.get(said.get("gss_code", ""))
        )

    def named(self, name: str) -> Organisation | None:
        """The body of that name, or formerly of that name."""
        return self.by_name.get(fold(name)) or self._by_other.get(fold(name))

    def place(self, name: str) -> SubRegion | None:
        """The sub-region of that name or short name."""
        return self._places.get(fold(name))

    def near(self, name: str) -> str:
        """“ Did you mean X?”, where a body is called much like it."""
        return did_you_mean(self._near, name)

    def near_place(self, name: str) -> str:
        """“ Did you mean X?”, where a sub-region is called much like it."""
        return did_you_mean(self._near_places, name)

    def with_those_of(self, brought: Iterable[Brought]) -> Names:
        """Names to choose from where a row names another: those here, and those in the file."""
        names = {fold(body.name): body.name for body in self.bodies}
        names |= {fold(row.name): row.name for row in brought if row.name}
        return Names((name, name) for name in names.values())


def domains_of(body: Organisation) -> set[str]:
    """The mail domains by which it is known today or from a day to come."""
    today = clock.today()
    return {d.domain for d in body.domains.all() if d.ends is None or d.ends > today}


def _single(pairs: Iterable[tuple[str, Organisation]]) -> dict[str, Organisation]:
    """Only what leads to one body: a code that two share tells neither."""
    listed = list(pairs)
    counts = Counter(word for word, _ in listed)
    return {word: body for word, body in listed if counts[word] == 1}


def did_you_mean(names: Names, asked: str) -> str:
    """“ Did you mean X or Y?”, where there are names much like it."""
    near = names.nearest(asked, most=2)
    return f" Did you mean {' or '.join(near)}?" if near else ""
