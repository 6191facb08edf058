"""Who stands below whom, and which body has which codes and domains, as an import goes on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from culturefirst.kit.cells import fold
from culturefirst.kit.wording import day as said
from culturefirst.network.bringing.differences import Changed
from culturefirst.network.bringing.known import Known, domains_of
from culturefirst.network.bringing.rows import LINKS, Brought
from culturefirst.network.models import Organisation

Span = tuple[date | None, date | None]  # the first day, and the first day no longer


@dataclass(frozen=True)
class Coded:
    """A code that a body has between two days."""

    key: str
    name: str
    code: str
    span: Span


class Sketch:
    """What stands and what the file adds; ``domains`` gives the name of the body of each."""

    def __init__(self, new: Sequence[Brought], changed: Sequence[Changed], here: Known) -> None:
        self._keys = _keys(new, changed, here)
        self._above = {
            (_key(body), link): f"body {above}"
            for body in here.bodies
            for link in LINKS
            if (above := getattr(body, f"{link}_id")) is not None
        }
        self._above |= {
            (_key_of(row), link): self._keys.get(fold(row.said[link]), "")
            for row in new
            for link in LINKS
            if link in row.said
        }
        self.domains = {domain: body.name for domain, body in here.by_domain.items()}
        self.domains |= {d: row.name for row in new for d in row.said.get("mail_domains", ())}
        self._codes: dict[str, list[Coded]] = defaultdict(list)
        for body in here.bodies:
            for code in body.codes.all():
                self._keep(Coded(_key(body), body.name, code.code, (code.starts, code.ends)))
        for row in new:
            for text, starts, ends in row.codes:
                self._keep(Coded(_key_of(row), row.name, text, (starts, ends)))

    def would_circle(self, body: Organisation, link: str, above: str) -> bool:
        """Whether the body would stand below itself."""
        key, passed = self._keys.get(fold(above), ""), set[str]()
        while key and key not in passed:
            if key == _key(body):
                return True
            passed.add(key)
            key = self._above.get((key, link), "")
        return False

    def put_below(self, body: Organisation, link: str, above: str) -> None:
        """Let the body stand below the one of that name."""
        self._above[_key(body), link] = self._keys.get(fold(above), "")

    def coded(self, body: Organisation, code: str, span: Span) -> str:
        """Give a body a code, or end the one it has; a sentence where that cannot be."""
        own = next((each for each in self._codes[_key(body)] if each.code == code), None)
        if own is not None:
            span = (own.span[0], span[1])
            if span[0] is not None and span[1] is not None and span[1] < span[0]:
                return f"{code} holds from {said(span[0])}. Give an end that is not before."
        if clash := self._clash(_key(body), code, span, own):
            return clash
        if own is not None:
            self._codes[own.key].remove(own)
            self._codes[own.code].remove(own)
        self._keep(Coded(_key(body), body.name, code, span))
        return ""

    def coming_back(self, each: Changed) -> Iterable[str]:
        """Domains that ended with the body and go on when it is said to end another day."""
        was = each.body.dissolved_on
        if was is None or "dissolved" not in each.by_column:
            return ()
        ended = (row.domain for row in each.body.domains.all() if row.ends == was)
        return set(ended) - domains_of(each.body)

    def _clash(self, key: str, code: str, span: Span, own: Coded | None) -> str:
        for other in (*self._codes[key], *self._codes[code]):
            if other is own or not _meet(other.span, span):
                continue
            if other.key == key:
                return f"{other.code} is its code at that time. Give the day on which that ended."
            return f"{code} is the code of {other.name} at that time. Correct it, or its days."
        return ""

    def _keep(self, coded: Coded) -> None:
        for found_by in (coded.key, coded.code):
            self._codes[found_by].append(coded)


def _keys(new: Sequence[Brought], changed: Sequence[Changed], here: Known) -> dict[str, str]:
    """Whom each name means while the import goes on."""
    keys = {fold(body.name): _key(body) for body in here.bodies}
    for body in here.bodies:
        for other in body.other_names.all():
            keys.setdefault(fold(other.name), _key(body))
    keys |= {fold(row.name): _key_of(row) for row in new}
    return keys | {fold(each.brought.name): _key(each.body) for each in changed}


def _key(body: Organisation) -> str:
    return f"body {body.pk}"


def _key_of(row: Brought) -> str:
    return f"row {row.row}"


def _meet(one: Span, other: Span) -> bool:
    """Whether two spans have a day in common; no day is no bound."""
    return _before(one[0], other[1]) and _before(other[0], one[1])


def _before(starts: date | None, ends: date | None) -> bool:
    return starts is None or ends is None or starts < ends
