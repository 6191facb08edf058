"""Each row of a list as it stands today, with its faults, for whoever would invite."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from culturefirst.kit.errors import DomainError
from culturefirst.kit.outbox.addresses import digest_of
from culturefirst.network import addresses
from culturefirst.network.inviting.known import Known, known_to
from culturefirst.network.inviting.rows import COLUMNS, LEADS, ROLES, plain
from culturefirst.network.models import MEMBERS_ROLES, Organisation, Role, SubRegion
from culturefirst.network.policy import appoint_directors, keep_organisation, manage_network

LONGEST = 200


@dataclass(frozen=True)
class Fault:
    """What is wrong in a column of a row, and what to do."""

    column: str
    says: str


@dataclass(frozen=True)
class Line:
    """A row as it stands: its cells, its faults, and what it would invite.

    ``unknown`` is the name of its organisation where no body bears it.
    """

    number: int
    cells: Mapping[str, str]
    left_out: bool = False
    faults: tuple[Fault, ...] = ()
    email: str = ""
    role: Role = Role.OFFICER
    organisation: Organisation | None = None
    sub_region: SubRegion | None = None
    leads: bool = False
    unknown: str = ""

    @property
    def title(self) -> str:
        """The job title, or the role where none is given."""
        return self.cells.get("title", "").strip() or self.role.label


def checked(rows: Iterable[Mapping[str, Any]], by: Any) -> list[Line]:
    """Every row with its faults."""
    return list(lines(rows, by))


def lines(rows: Iterable[Mapping[str, Any]], by: Any) -> Iterator[Line]:
    """One row after the other."""
    known, seen = known_to(by), dict[str, int]()
    for row in rows:
        yield _line(row, known, seen, by)


def _line(row: Mapping[str, Any], known: Known, seen: dict[str, int], by: Any) -> Line:
    cells = {name: str(row.get(name, "")).strip() for name in COLUMNS}
    number, left_out = int(row["row"]), bool(row.get("left_out"))
    if left_out:
        return Line(number, cells, left_out=True)
    faults: list[Fault] = []
    if not cells["name"]:
        faults.append(Fault("name", "Give the person's name."))
    elif len(cells["name"]) > LONGEST:
        faults.append(Fault("name", "The name is longer than 200 characters. Shorten it."))
    if len(cells["title"]) > LONGEST:
        faults.append(Fault("title", "The title is longer than 200 characters. Shorten it."))
    email = _email(cells["email"], number, known, seen, faults)
    body = _body(cells["organisation"], known, by, faults)
    role = _role(cells["role"], by, faults)
    place = _place(cells["sub_region"], role, known, faults)
    leads = _leads(cells["lead"], by, faults)
    named = plain(cells["organisation"])
    unknown = cells["organisation"] if _nobody(named, known) else ""
    return Line(number, cells, False, tuple(faults), email, role, body, place, leads, unknown)


def _role(text: str, by: Any, faults: list[Fault]) -> Role:
    """Members' roles are anybody's to give who may invite; the team's are the team's."""
    role = ROLES.get(plain(text))
    if role is None:
        says = f"“{text}” is not a role. Write officer, councillor or partner."
        faults.append(Fault("role", says))
        return Role.OFFICER
    may = appoint_directors if role == Role.DIRECTOR else manage_network
    if role not in MEMBERS_ROLES and not may.allows(by):
        says = f"You cannot make anybody {role.label.lower()}: this is done by {may.says}."
        faults.append(Fault("role", says))
    return role


def _place(text: str, role: Role, known: Known, faults: list[Fault]) -> SubRegion | None:
    place = known.places.get(plain(text)) if text else None
    if text and place is None:
        names = ", ".join(sorted({each.name for each in known.places.values()}))
        says = f"No sub-region is called “{text}”. There are: {names or 'none yet'}."
        faults.append(Fault("sub_region", says))
    elif role == Role.IMPROVEMENT_MANAGER and place is None:
        faults.append(Fault("sub_region", "Say to which sub-region they are seconded."))
    return place


def _leads(text: str, by: Any, faults: list[Fault]) -> bool:
    leads = LEADS.get(plain(text))
    if leads is None:
        faults.append(Fault("lead", f"“{text}” is not clear here. Write yes or no."))
    elif leads and not manage_network.allows(by):
        says = "Only the network's team says by invitation who leads a body. Write no."
        faults.append(Fault("lead", says))
    return bool(leads)


def _email(text: str, number: int, known: Known, seen: dict[str, int], faults: list[Fault]) -> str:
    if not text:
        faults.append(Fault("email", "Give an email address: the invitation goes there."))
        return ""
    try:
        email = addresses.normalised(text)
    except DomainError as refusal:
        faults.append(Fault("email", str(refusal)))
        return ""
    if email in seen:
        says = f"{email} stands in row {seen[email]} already. Leave one of the two out."
        faults.append(Fault("email", says))
    elif email in known.registered:
        faults.append(Fault("email", f"{email} is a registered user already. Leave it out."))
    elif email in known.open_ones:
        state = known.open_ones[email]
        faults.append(Fault("email", f"{email} is known here already ({state}). Leave it out."))
    elif email in known.shut_out:
        says = "Their account was closed by the network's team: ask the team, or leave them out."
        faults.append(Fault("email", says))
    elif digest_of(email) in known.forgotten:
        says = f"Somebody at {email} asked to be forgotten here. Leave it out."
        faults.append(Fault("email", says))
    seen.setdefault(email, number)
    return email


def _body(text: str, known: Known, by: Any, faults: list[Fault]) -> Organisation | None:
    if not text:
        faults.append(Fault("organisation", "Give the organisation the person belongs to."))
        return None
    body = known.bodies.get(plain(text))
    if body is None:
        unknown = f"No organisation is called “{text[:80]}”. Choose it, or add it first."
        says = known.ended.get(plain(text), unknown)
        faults.append(Fault("organisation", says))
        return None
    if body.pk not in known.may:
        known.may[body.pk] = keep_organisation.allows(by, body)
    if not known.may[body.pk]:
        faults.append(
            Fault("organisation", f"You do not look after {body}, so you cannot invite into it.")
        )
    return body


def _nobody(named: str, known: Known) -> bool:
    """Whether a name is given and no body bears it, nor one that is no more."""
    return bool(named) and named not in known.bodies and named not in known.ended
