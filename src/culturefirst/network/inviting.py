"""Lists of people to invite: what each row says, and what stands in its way.

A row's fault names its column and the remedy; a list is sent when no row has one, and whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from allauth.account.models import EmailAddress

from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError
from culturefirst.kit.sheets import Sheet, matched
from culturefirst.kit.wording import day
from culturefirst.network import addresses
from culturefirst.network.models import (
    MEMBERS_ROLES,
    Erasure,
    Joining,
    Organisation,
    Role,
    SubRegion,
    User,
)
from culturefirst.network.models.words import words_in
from culturefirst.network.policy import appoint_directors, keep_organisation, manage_network
from culturefirst.network.privacy.apart import digest_of

MOST = 500  # rows of a list: they are sent in one breath
COLUMNS: Mapping[str, Sequence[str]] = {
    "name": ("full name", "person", "contact", "contact name"),
    "email": ("e-mail", "mail", "email address", "e-mail address", "address"),
    "organisation": ("organization", "body", "council", "authority", "employer"),
    "role": ("kind", "type", "role in the network"),
    "title": ("job title", "post", "job", "position", "office"),
    "sub_region": ("sub-region", "seconded to", "area", "place"),
    "lead": ("leads", "lead contact", "main contact", "keeps people"),
}
REQUIRED = ("name", "email", "organisation")
TITLES = {
    "name": "Name",
    "email": "Email address",
    "organisation": "Organisation",
    "role": "Role",
    "title": "Job title",
    "sub_region": "Sub-region, of an improvement manager",
    "lead": "Lead",
}
LEADS: Mapping[str, bool] = {
    "": False,
    "no": False,
    "n": False,
    "yes": True,
    "y": True,
    "x": True,
    "lead": True,
}
# What people write for a role that may be given by a list.
ROLES: Mapping[str, Role] = {
    "": Role.OFFICER,
    "officer": Role.OFFICER,
    "staff": Role.OFFICER,
    "employee": Role.OFFICER,
    "councillor": Role.COUNCILLOR,
    "cllr": Role.COUNCILLOR,
    "member": Role.COUNCILLOR,
    "elected member": Role.COUNCILLOR,
    "portfolio holder": Role.COUNCILLOR,
    "partner": Role.PARTNER,
    "trustee": Role.PARTNER,
    "volunteer": Role.PARTNER,
    "improvement manager": Role.IMPROVEMENT_MANAGER,
    "manager": Role.MANAGER,
    "director": Role.DIRECTOR,
}


@dataclass(frozen=True)
class Fault:
    """What is wrong in a column of a row, and what to do; ``instead`` offers other values."""

    column: str
    says: str
    instead: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A row as it stands: its cells, its faults, and what it would invite."""

    number: int
    cells: Mapping[str, str]
    left_out: bool = False
    faults: tuple[Fault, ...] = ()
    email: str = ""
    role: Role = Role.OFFICER
    organisation: Organisation | None = None
    sub_region: SubRegion | None = None
    leads: bool = False

    @property
    def title(self) -> str:
        """The job title, or the role where none is given."""
        return self.cells.get("title", "").strip() or self.role.label


@dataclass
class _Known:
    """What the rows are compared with, asked once for the whole list."""

    bodies: dict[str, Organisation]
    ended: dict[str, str]
    places: dict[str, SubRegion]
    registered: set[str]
    open_ones: dict[str, str]
    forgotten: set[str]
    may: dict[int, bool] = field(default_factory=dict)


def rows_of(sheet: Sheet) -> list[dict[str, Any]]:
    """The rows of a file as an invitation list stores them.

    Raises ``DomainError`` where a column is missing, or there are none or too many rows.
    """
    told = matched(sheet, COLUMNS, REQUIRED)
    if not told:
        raise DomainError("The file has heads and no rows: put one person on each row.")
    if len(told) > MOST:
        raise DomainError(
            f"The file has {len(told):,} rows. Invite at most {MOST} people at once: split it."
        )
    return [
        {"row": row.number, "left_out": False, **cells}
        for row, cells in zip(sheet.rows, told, strict=True)
    ]


def checked(rows: Iterable[Mapping[str, Any]], by: Any) -> list[Line]:
    """Each row with its faults, as they are today, for whoever would invite."""
    rows = list(rows)
    known = _known(rows)
    seen: dict[str, int] = {}
    return [_line(row, known, seen, by) for row in rows]


def _line(row: Mapping[str, Any], known: _Known, seen: dict[str, int], by: Any) -> Line:
    cells = {name: str(row.get(name, "")).strip() for name in COLUMNS}
    number, left_out = int(row["row"]), bool(row.get("left_out"))
    if left_out:
        return Line(number, cells, left_out=True)
    faults: list[Fault] = []
    if not cells["name"]:
        faults.append(Fault("name", "Give the person's name."))
    elif len(cells["name"]) > 200:
        faults.append(Fault("name", "The name is longer than 200 characters. Shorten it."))
    if len(cells["title"]) > 200:
        faults.append(Fault("title", "The title is longer than 200 characters. Shorten it."))
    email = _email(cells["email"], number, known, seen, faults)
    body = _body(cells["organisation"], known, by, faults)
    role = _role(cells["role"], by, faults)
    place = _place(cells["sub_region"], role, known, faults)
    leads = _leads(cells["lead"], by, faults)
    return Line(number, cells, False, tuple(faults), email, role, body, place, leads)


def _role(text: str, by: Any, faults: list[Fault]) -> Role:
    """Members' roles are anybody's to give who may invite; the team's are the team's."""
    role = ROLES.get(" ".join(words_in(text)))
    if role is None:
        says = f"“{text}” is not a role. Write officer, councillor or partner."
        faults.append(Fault("role", says, ("Officer", "Councillor", "Partner")))
        return Role.OFFICER
    may = appoint_directors if role == Role.DIRECTOR else manage_network
    if role not in MEMBERS_ROLES and not may.allows(by):
        says = f"You cannot make anybody {role.label.lower()}: this is done by {may.says}."
        faults.append(Fault("role", says))
    return role


def _place(text: str, role: Role, known: _Known, faults: list[Fault]) -> SubRegion | None:
    place = known.places.get(_plain(text)) if text else None
    if text and place is None:
        names = ", ".join(sorted({each.name for each in known.places.values()}))
        says = f"No sub-region is called “{text}”. There are: {names or 'none yet'}."
        faults.append(Fault("sub_region", says))
    elif role == Role.IMPROVEMENT_MANAGER and place is None:
        faults.append(Fault("sub_region", "Say to which sub-region they are seconded."))
    return place


def _leads(text: str, by: Any, faults: list[Fault]) -> bool:
    leads = LEADS.get(" ".join(words_in(text)))
    if leads is None:
        faults.append(Fault("lead", f"“{text}” is not clear here. Write yes or no."))
    elif leads and not manage_network.allows(by):
        says = "Only the network's team says by invitation who leads a body. Write no."
        faults.append(Fault("lead", says))
    return bool(leads)


def _email(text: str, number: int, known: _Known, seen: dict[str, int], faults: list[Fault]) -> str:
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
    elif digest_of(email) in known.forgotten:
        says = f"Somebody at {email} asked to be forgotten here. Leave it out."
        faults.append(Fault("email", says))
    seen.setdefault(email, number)
    return email


def _body(text: str, known: _Known, by: Any, faults: list[Fault]) -> Organisation | None:
    if not text:
        faults.append(Fault("organisation", "Give the organisation the person belongs to."))
        return None
    body = known.bodies.get(_plain(text))
    if body is None and (ended := known.ended.get(_plain(text))):
        faults.append(Fault("organisation", ended))
        return None
    if body is None:
        near = get_close_matches(_plain(text), known.bodies, n=3, cutoff=0.5)
        names = tuple(dict.fromkeys(known.bodies[each].name for each in near))
        says = f"No organisation is called “{text}”."
        says += (
            f" Did you mean {' or '.join(names)}?" if names else " Add it first, or leave it out."
        )
        faults.append(Fault("organisation", says, names))
        return None
    if body.pk not in known.may:
        known.may[body.pk] = keep_organisation.allows(by, body)
    if not known.may[body.pk]:
        faults.append(
            Fault("organisation", f"You do not look after {body}, so you cannot invite into it.")
        )
    return body


def _known(rows: Iterable[Mapping[str, Any]]) -> _Known:
    bodies: dict[str, Organisation] = {}
    standing = Organisation.objects.standing_on(clock.today()).select_related("sub_region")
    for body in standing.prefetch_related("other_names"):
        others = [other.name for other in body.other_names.all()]
        for name in filter(None, [*others, body.short_name]):
            bodies.setdefault(_plain(name), body)
        bodies[_plain(body.name)] = body
    waiting = Joining.objects.filter(state__in=["invited", "waiting"])
    return _Known(
        bodies=bodies,
        ended=_ended(),
        places=_places(),
        forgotten=set(Erasure.objects.values_list("digest", flat=True)),
        registered=_registered(),
        open_ones={each.email: each.get_state_display().lower() for each in waiting},
    )


def _registered() -> set[str]:
    """Every address by which somebody can sign in."""
    own = User.objects.filter(is_active=True).values_list("email", flat=True)
    others = EmailAddress.objects.filter(verified=True, user__is_active=True)
    return {*own, *(email.lower() for email in others.values_list("email", flat=True))}


def _ended() -> dict[str, str]:
    """Of bodies that are no more, what to say of each by its name."""
    gone = Organisation.objects.filter(dissolved_on__lte=clock.today())
    return {
        _plain(body.name): f"{body} ended on {day(body.dissolved_on)}. "
        "Give the organisation that took over, or leave the row out."
        for body in gone
    }


def _places() -> dict[str, SubRegion]:
    found: dict[str, SubRegion] = {}
    for place in SubRegion.objects.all():
        for name in (*place.short_names, place.name):
            found[_plain(name)] = place
    return found


def _plain(name: str) -> str:
    return " ".join(words_in(name))
