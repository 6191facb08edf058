"""What is here already, by the names and codes under which a file may speak of it."""

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches

from culturefirst.kit import clock
from culturefirst.network.bringing.rows import Brought
from culturefirst.network.models import Organisation, SubRegion


class Known:
    """The bodies and places of the network, read once in a settled number of queries."""

    def __init__(self) -> None:
        every = Organisation.objects.select_related("sub_region", "upper_tier", "parent")
        dated = ("codes", "other_names", "services", "memberships", "domains")
        self.bodies: list[Organisation] = list(every.prefetch_related(*dated))
        self.by_name = {fold(body.name): body for body in self.bodies}
        self.by_public_id = {body.public_id: body for body in self.bodies if body.public_id}
        self.by_domain = {domain: body for body in self.bodies for domain in domains_of(body)}
        self._by_other = _single(
            (fold(each.name), body) for body in self.bodies for each in body.other_names.all()
        )
        self._by_code = _single((c.code, body) for body in self.bodies for c in body.codes.all())
        self._places = {
            fold(word): place
            for place in SubRegion.objects.all()
            for word in (*place.short_names, place.name)
        }

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

    def near(self, name: str, others: Iterable[str] = ()) -> str:
        """“ Did you mean X?”, where a body is called much like it."""
        names = {fold(body.name): body.name for body in self.bodies} | {
            fold(other): other for other in others
        }
        return _did_you_mean(fold(name), names)

    def near_place(self, name: str) -> str:
        """“ Did you mean X?”, where a sub-region is called much like it."""
        return _did_you_mean(fold(name), {w: place.name for w, place in self._places.items()})


def domains_of(body: Organisation) -> set[str]:
    """The mail domains by which it is known today or from a day to come."""
    today = clock.today()
    return {d.domain for d in body.domains.all() if d.ends is None or d.ends > today}


def fold(name: str) -> str:
    """A name for comparing: case, spaces and the shape of apostrophes do not matter."""
    return " ".join(name.replace("’", "'").casefold().split())


def _single(pairs: Iterable[tuple[str, Organisation]]) -> dict[str, Organisation]:
    """Only what leads to one body: a code that two share tells neither."""
    listed = list(pairs)
    counts = Counter(word for word, _ in listed)
    return {word: body for word, body in listed if counts[word] == 1}


def _did_you_mean(word: str, names: dict[str, str]) -> str:
    close = get_close_matches(word, names, n=1, cutoff=0.8)
    return f" Did you mean {names[close[0]]}?" if close else ""
