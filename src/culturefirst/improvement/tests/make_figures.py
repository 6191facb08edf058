"""Collections and returns for tests: the shipped definitions, a year, and bodies that sent."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from culturefirst.improvement import actions, figures
from culturefirst.improvement.figures.saying import Said
from culturefirst.improvement.models import Collection, IndicatorSet, Return
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, User

OPENS, CLOSES = date(2011, 9, 1), date(2011, 10, 31)
MEMBERS, PUBLIC = date(2011, 12, 1), date(2012, 6, 1)
FIGURES: dict[str, float] = {
    "residents": 100_000,
    "spend": 5_000_000,
    "income": 2_000_000,
    "income-earned": 1_500_000,
    "income-grants": 500_000,
    "sport-spend": 2_000_000,
    "sport-income": 1_200_000,
    "sport-visits": 400_000,
}


def body_of(user: User) -> Organisation:
    return user.posts_today[0].organisation


def fresh(found: Return) -> Return:
    return Return._base_manager.get(pk=found.pk)


def definitions() -> IndicatorSet:
    return actions.load_indicators(by=SYSTEM, text=figures.SHIPPED.read_text())


def a_collection(year: int = 2010, *, announced: bool = True, **days: date) -> Collection:
    """Figures of 2010/11: collected from September, for members in December, for all in June."""
    given: dict[str, Any] = {
        "opens_on": OPENS, "closes_on": CLOSES, "members_on": MEMBERS, "public_on": PUBLIC,
    }  # fmt: skip
    made = actions.plan_collection(by=SYSTEM, year=year, uses=definitions(), **given | days)
    return actions.announce_collection(by=SYSTEM, collection=made) if announced else made


def said(values: Mapping[str, float | None]) -> dict[str, Said | None]:
    """Answers: numbers, and ``None`` for what is not known."""
    return {k: Said("unknown") if v is None else Said("number", v) for k, v in values.items()}


def a_return(
    collection: Collection,
    organisation: Organisation,
    values: Mapping[str, float | None] | None = None,
    *,
    sent: bool = True,
    reasons: Mapping[str, str] | None = None,
) -> Return:
    """A body's figures, sent without a question unless they need a reason."""
    made = actions.begin_return(by=SYSTEM, collection=collection, organisation=organisation)
    answers = said(FIGURES | dict(values or {}))
    made = actions.save_figures(by=SYSTEM, found=made, answers=answers, reasons=reasons)
    return actions.send_return(by=SYSTEM, found=made) if sent else made


def bodies(number: int, kind: str = Organisation.Kind.DISTRICT) -> list[Organisation]:
    """So many member bodies of one kind."""
    return [
        network.add_organisation(
            by=SYSTEM, name=f"{kind.title()} {at}", kind=kind, joined_on=date(2010, 4, 1)
        )
        for at in range(1, number + 1)
    ]


def some_returns(collection: Collection, number: int, **said_of: Any) -> list[Return]:
    """Returns of so many districts, whose visits grow from one to the next."""
    return [
        a_return(collection, body, {"sport-visits": 400_000 + 10_000 * at}, **said_of)
        for at, body in enumerate(bodies(number))
    ]


def members_read() -> Any:
    """The day on which members read the figures."""
    return clock.standing(MEMBERS)


def everybody_reads() -> Any:
    return clock.standing(PUBLIC)
