"""What a row says differently of a body that is here, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.cells import fold
from culturefirst.kit.wording import day as written
from culturefirst.network.bringing.columns import titled
from culturefirst.network.bringing.joined import meant
from culturefirst.network.bringing.known import Known, domains_of
from culturefirst.network.bringing.rows import Brought, Fault
from culturefirst.network.models import BoundaryCode, Organisation, Service

# Our columns that are plain facts of a body, each with the name of its field.
FACTS = {
    "kind": "kind",
    "short_name": "short_name",
    "website": "website",
    "public_id": "public_id",
    "description": "description",
    "founded": "founded_on",
    "dissolved": "dissolved_on",
    "map_column": "map_column",
    "map_row": "map_row",
}
NONE = "–"


@dataclass(frozen=True)
class Difference:
    """One value of a body as it stands and as the file has it, in words; ``value`` is the new."""

    column: str
    old: str
    new: str
    value: Any

    @property
    def title(self) -> str:
        return titled(self.column).capitalize() if "GSS" not in titled(self.column) else "GSS code"


@dataclass(frozen=True)
class Changed:
    """A body that is here, and what a row says differently."""

    brought: Brought
    body: Organisation
    differences: list[Difference]

    @property
    def row(self) -> int:
        return self.brought.row

    @property
    def by_column(self) -> dict[str, Difference]:
        """The differences of columns that have one."""
        return {each.column: each for each in self.differences}


def differences(row: Brought, body: Organisation, here: Known) -> list[Difference]:
    """What would change; an empty cell changes nothing."""
    return [
        *_name(row, body),
        *_facts(row, body),
        *_links(row, body, here),
        *_codes(row, body),
        *_membership(row, body),
        *_lists(row, body),
    ]


def _name(row: Brought, body: Organisation) -> Iterator[Difference]:
    known = {fold(body.name), *(fold(each.name) for each in body.other_names.all())}
    if row.name and fold(row.name) not in known:
        yield Difference("name", body.name, row.name, row.name)


def _facts(row: Brought, body: Organisation) -> Iterator[Difference]:
    for column, name in FACTS.items():
        old, new = getattr(body, name), row.said.get(column)
        if new is not None and new != old:
            yield Difference(column, shown(column, old), shown(column, new), new)


def shown(column: str, value: Any) -> str:
    """A value in words."""
    if value is None or value == "":
        return NONE
    if column == "kind":
        return str(Organisation.Kind(value).label)
    return written(value) if isinstance(value, date) else str(value)


def _links(row: Brought, body: Organisation, here: Known) -> Iterator[Difference]:
    place = row.said.get("sub_region")
    if place and here.place(place) != body.sub_region:
        new = str(here.place(place) or place)
        # Where it had one, figures of before are left as they are.
        since = f" (from {written(clock.today())})" if body.sub_region else ""
        yield Difference("sub_region", str(body.sub_region or NONE), f"{new}{since}", place)
    elif place and body.sub_region is None:
        yield Difference("sub_region", NONE, place, place)
    for link in ("upper_tier", "parent"):
        above, now = row.said.get(link), getattr(body, link)
        if above and (now is None or here.named(above) != now):
            yield Difference(link, str(now or NONE), above, above)


def _codes(row: Brought, body: Organisation) -> Iterator[Difference]:
    stored = {code.code: code for code in body.codes.all()}
    for code, starts, ends in row.codes:
        known = stored.get(code)
        if known is None:
            new = _coded(code, starts, ends)
            yield Difference("gss_code", NONE, new, (code, starts, ends))
        elif ends is not None and known.ends != ends:
            new = _coded(code, known.starts, ends)
            yield Difference("gss_code", _said(known), new, (code, starts, ends))


def _said(code: BoundaryCode) -> str:
    return _coded(code.code, code.starts, code.ends)


def _coded(code: str, starts: date | None, ends: date | None) -> str:
    since = f" from {written(starts)}" if starts else ""
    return f"{code}{since}" + (f" until {written(ends)}" if ends else "")


def _membership(row: Brought, body: Organisation) -> Iterator[Difference]:
    said = meant(row.said, list(body.memberships.all()))
    if said is None or not said.differs:
        return
    starts = said.now.starts if said.now else None
    if said.starts != starts:
        yield Difference("joined", shown("joined", starts), written(said.starts), said.starts)
    ends = said.now.ends if said.now else None
    if said.ends != ends:
        yield Difference("left", shown("left", ends), shown("left", said.ends), said.ends)


def _lists(row: Brought, body: Organisation) -> Iterator[Difference]:
    names = {fold(body.name), *(fold(each.name) for each in body.other_names.all())}
    for name, until in row.former_names:
        if fold(name) not in names:
            told = f"{name} (until {written(until)})" if until else name
            yield Difference("former_names", NONE, told, (name, until))
    if gone_by_today(row, body):
        return  # what it ran and was known by ended with it
    domains = domains_of(body)
    for domain in row.said.get("mail_domains", ()):
        if domain not in domains:
            yield Difference("mail_domains", NONE, domain, domain)
    wanted = row.said.get("services")
    running = _running(body)
    if wanted is not None and wanted != running:
        yield Difference("services", _labels(running), _labels(wanted), wanted)


def gone_by_today(row: Brought, body: Organisation | None = None) -> bool:
    """Whether the body stands no more once the row is as it says."""
    day = row.said.get("dissolved") or (body.dissolved_on if body else None)
    return day is not None and day <= clock.today()


def _running(body: Organisation) -> list[str]:
    today = clock.today()
    return sorted(
        run.service
        for run in body.services.all()
        if (run.starts is None or run.starts <= today) and (run.ends is None or run.ends > today)
    )


def _labels(services: list[str]) -> str:
    return ", ".join(str(Service(each).label) for each in services) or NONE


def notes_on(row: Brought, body: Organisation | None) -> Iterator[Fault]:
    """What a person should know of a row, though nothing stands in its way."""
    if row.said.get("mail_domains") and gone_by_today(row, body):
        says = "It stands no more, so nobody is known by its email domains and they are not kept."
        yield Fault(row.row, "mail_domains", says)
    later = row.said.get("later_gss_code")
    undated = later and later != row.said.get("gss_code") and not row.said.get("later_gss_from")
    if body is None:
        if undated:
            says = f"No day is given from which {later} holds, so it is kept without one."
            yield Fault(row.row, "later_gss_code", says)
        return
    if row.name and fold(row.name) != fold(body.name):
        yield Fault(row.row, "name", f"“{row.name}” is here as {body}.")
    said = meant(row.said, list(body.memberships.all()))
    if said is not None and (beside := said.beside) is not None:
        until = f" until {written(beside.ends)}" if beside.ends else ""
        says = (
            f"It is here as a member since {written(beside.starts)}{until}, which would hold at "
            "the same time; its membership stays as it is."
        )
        yield Fault(row.row, "joined" if "joined" in row.said else "left", says)
