"""Who takes part: the named cast, and the invented people of the member bodies."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify

from culturefirst.demo.accounts import PASSWORDS
from culturefirst.demo.particulars import mail_domain
from culturefirst.demo.places import HOST
from culturefirst.demo.stage import Event, Happening, Stage
from culturefirst.demo.tables import day, rows
from culturefirst.network import actions

ESSEX_VACANT_FROM = date(2011, 5, 9)


@dataclass(frozen=True)
class Member:
    """Somebody with one post and an account, from ``registered`` until ``left`` (exclusive)."""

    key: str
    name: str
    title: str
    role: str
    organisation: str
    registered: date
    left: date | None = None
    sub_region: str = ""
    portfolio: str = ""
    leads: bool = False

    @property
    def email(self) -> str:
        """An address that can never be delivered."""
        return f"{slugify(self.name).replace('-', '.')}@{mail_domain(self.organisation)}"


def cast() -> list[Member]:
    """The people the story names."""
    return [
        Member(
            key=row["key"],
            name=row["name"],
            title=row["title"],
            role=row["role"],
            organisation=row["organisation"],
            sub_region=row["sub_region"],
            registered=date.fromisoformat(row["registered"]),
            left=day(row["left"]),
            portfolio=row["portfolio"],
        )
        for row in rows("cast")
    ]


def described() -> Iterator[Event]:
    """What some of the cast say of themselves, on the day they came."""
    for row in rows("cast"):
        if row["profile"]:
            yield Event(date.fromisoformat(row["registered"]), _says(row))


def events(members: Iterable[Member]) -> Iterator[Event]:
    """Everybody's coming and going."""
    for member in members:
        yield Event(member.registered, _comes(member))
        if member.left:
            yield Event(member.left, _goes(member))


def vacancy() -> Iterator[Event]:
    """The post that nobody holds since May."""
    yield Event(ESSEX_VACANT_FROM, _leave_vacant)


def _comes(member: Member) -> Happening:
    def happens(stage: Stage) -> None:
        by = stage.actor("amara" if member.key == "helen" else "helen")
        person = actions.add_person(by=by, name=member.name, email=member.email)
        stage.people[member.key] = person
        stage.posts[member.key] = actions.appoint(
            by=by,
            person=person,
            title=member.title,
            role=member.role,
            organisation=stage.organisations[member.organisation],
            sub_region=stage.sub_regions.get(member.sub_region),
            starts=member.registered,
            portfolio=member.portfolio,
            leads=member.leads,
        )
        stage.accounts[member.key] = actions.open_account(
            by=by,
            person=person,
            email=member.email,
            on=member.registered,
            password=PASSWORDS.get(member.key),
        )

    return happens


def _says(row: dict[str, str]) -> Happening:
    def happens(stage: Stage) -> None:
        actions.edit_profile(
            by=stage.actor(row["key"]),
            person=stage.people[row["key"]],
            changes={
                "telephone": row["telephone"],
                "profile": row["profile"],
                "shows_email": row["shows_email"] == "yes",
            },
        )

    return happens


def _goes(member: Member) -> Happening:
    def happens(stage: Stage) -> None:
        by, left = stage.actor("helen"), member.left
        assert left is not None
        actions.end_post(by=by, post=stage.posts[member.key], on=left)
        actions.close_account(by=by, user=stage.accounts[member.key], on=left)

    return happens


def _leave_vacant(stage: Stage) -> None:
    actions.appoint(
        by=stage.actor("amara"),
        person=None,
        title="Improvement Manager for Essex",
        role="improvement_manager",
        organisation=stage.organisations[HOST],
        sub_region=stage.sub_regions["Essex"],
        starts=ESSEX_VACANT_FROM,
    )
