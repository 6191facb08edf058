"""Yearly figures of fourteen councils: two years that all may read, and one that is collected.

Every figure is invented: drawn by seeded chance about what such services usually come to.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from culturefirst.demo.people import Member
from culturefirst.demo.stage import Event, Stage
from culturefirst.demo.tables import rows
from culturefirst.improvement import actions, figures
from culturefirst.improvement.figures.saying import Said
from culturefirst.improvement.models import Collection, IndicatorSet, Return
from culturefirst.improvement.queries.traits import Trait
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation

Row = dict[str, str]
Values = dict[str, float]
Happening = Callable[[Stage], None]
A_DAY = timedelta(days=1)
YEARS, OPEN = (2008, 2009), 2010
# The first two years were collected together, in the spring of 2011.
DAYS = {
    2008: (date(2011, 4, 11), date(2011, 5, 20), date(2011, 6, 1), date(2011, 9, 1)),
    2009: (date(2011, 4, 11), date(2011, 5, 20), date(2011, 6, 1), date(2011, 9, 1)),
    2010: (date(2011, 9, 1), date(2011, 10, 28), date(2011, 12, 1), date(2012, 6, 1)),
}
LEADS = ("Ipswich", "Patrick Mapperley")  # who leads there from the spring on, to send the figures
DRIFT = 0.03  # by how much of itself what a service costs and draws moves in a year
NOT_KNOWN = ("Thurrock", "library-")  # whose libraries moved into another budget
HALF_DONE = ("residents", "spend", "income")
SHUT, WHY = "Colchester", "The pool was shut from May to December for its new roof."
SOURCE = "Invented for the demonstration, in round figures"
# For each service: visits a resident, pounds a visit, and the share that comes back as income.
RATES = {
    "sport": ((5.0, 9.0), (2.6, 3.8), (0.50, 0.75)),
    "library": ((4.0, 6.5), (2.6, 3.6), (0.06, 0.10)),
    "museum": ((0.2, 0.6), (5.0, 9.0), (0.15, 0.40)),
    "arts": ((0.3, 0.8), (7.0, 12.0), (0.40, 0.70)),
}
# What else is asked, as a share of another figure.
SHARES = {
    "sport-floor": ("sport-visits", 0.010, 0.013),
    "sport-energy": ("sport-floor", 380, 620),
    "sport-hours-open": ("sport-floor", 1.6, 2.4),
    "sport-hours-used": ("sport-hours-open", 0.45, 0.70),
    "library-loans": ("library-visits", 1.0, 1.6),
    "arts-seats": ("arts-visits", 1.3, 1.8),
    "arts-seats-taken": ("arts-seats", 0.50, 0.70),
    "income-earned": ("income", 0.75, 0.88),
    "income-grants": ("income", 0.05, 0.10),
    "staff-cost": ("spend", 0.35, 0.50),
    "central-charges": ("spend", 0.08, 0.14),
    "staff-hours": ("staff-cost", 0.062, 0.076),
    "volunteer-hours": ("staff-hours", 0.02, 0.10),
}
# Which services each kind of council does not run.
WITHOUT = {"district": ("library",), "county": ("sport",), "unitary": ()}


def events(members: Sequence[Member]) -> Iterator[Event]:
    """Definitions and areas, then each year: announced, filled in, and sent."""
    lead = {each.organisation: each.key for each in members if each.leads} | dict([LEADS])
    bodies = rows("figures")
    yield Event(date(2011, 3, 28), _loaded)
    for year, (opens, *_) in DAYS.items():
        yield Event(opens - 7 * A_DAY, _announced(year))
        for place, row in enumerate(bodies):
            if year != OPEN or row["early"]:
                yield Event(opens + (1 + place) * A_DAY, _sends(row, year, lead))
    opens = DAYS[OPEN][0]
    yield Event(opens + 14 * A_DAY, _begins("Ipswich", "priya", lead, half_done=True))
    yield Event(opens + 14 * A_DAY, _begins("Norfolk County Council", "jim", lead))
    yield Event(opens + 15 * A_DAY, _accepts("Cambridge"))


def _loaded(stage: Stage) -> None:
    by = stage.actor("helen")
    actions.load_indicators(by=by, text=figures.SHIPPED.read_text(encoding="utf-8"))
    told = [
        Trait(
            stage.organisations[row["organisation"]],
            YEARS[0],
            {
                "Residents": float(row["residents"]),
                "Residents per km²": float(row["per_km2"]),
            },
            SOURCE,
        )
        for row in rows("figures")
    ]
    actions.load_traits(by=by, rows=told)
    network.set_lead(by=by, post=stage.posts[LEADS[1]], leads=True)


def _announced(year: int) -> Happening:
    def happens(stage: Stage) -> None:
        by = stage.actor("helen")
        opens, closes, members, everybody = DAYS[year]
        planned = actions.plan_collection(
            by=by,
            year=year,
            title=f"Figures of {year}/{(year + 1) % 100:02} (invented)",
            uses=IndicatorSet.objects.get(),
            opens_on=opens,
            closes_on=closes,
            members_on=members,
            public_on=everybody,
        )
        actions.announce_collection(by=by, collection=planned)

    return happens


def _sends(row: Row, year: int, lead: dict[str, str]) -> Happening:
    """By whoever leads there."""

    def happens(stage: Stage) -> None:
        body = stage.organisations[row["organisation"]]
        by = stage.actor(lead[body.name])
        values, reasons = worked_out(body, int(row["residents"]), year), {}
        if (body.name, year) == (SHUT, OPEN):
            values["sport-visits"] = round(values["sport-visits"] * 0.55)
            reasons = {"sport-visits": WHY}
        found = _begun(by, body, year)
        answers = said(body, values)
        found = actions.save_figures(by=by, found=found, answers=answers, reasons=reasons)
        actions.send_return(by=by, found=found)

    return happens


def _begins(name: str, key: str, lead: dict[str, str], *, half_done: bool = False) -> Happening:
    """Whoever leads names another to send; who is named has filled in some of it, or nothing."""

    def happens(stage: Stage) -> None:
        body, by = stage.organisations[name], stage.actor(lead[name])
        found = actions.name_sender(by=by, found=_begun(by, body, OPEN), person=stage.people[key])
        if half_done:
            residents = next(
                row["residents"] for row in rows("figures") if row["organisation"] == name
            )
            values = worked_out(body, int(residents), OPEN)
            answers: dict[str, Said | None] = {
                each: Said("number", values[each]) for each in HALF_DONE
            }
            actions.save_figures(by=stage.actor(key), found=found, answers=answers)

    return happens


def _accepts(name: str) -> Happening:
    def happens(stage: Stage) -> None:
        rows = Return._base_manager.filter(collection__year=OPEN)
        found = rows.get(organisation=stage.organisations[name])
        actions.accept_return(by=stage.actor("helen"), found=found)

    return happens


def _begun(by: Any, body: Organisation, year: int) -> Return:
    collection = Collection.objects.get(year=year)
    return actions.begin_return(by=by, collection=collection, organisation=body)


def worked_out(body: Organisation, residents: int, year: int) -> Values:
    """A body's figures of a year: its own rates, which move a little from one to the next."""
    rates, moves = Random(body.name), Random(f"{body.name} {year}")  # noqa: S311  (a story)

    def drawn(least: float, most: float) -> float:
        return rates.uniform(least, most) * moves.uniform(1 - DRIFT, 1 + DRIFT)

    found: Values = {"residents": round(residents * 1.007 ** (year - YEARS[0]))}
    runs = [each for each in RATES if each not in WITHOUT[body.kind]]
    for service, (visits, cost, back) in RATES.items():
        told = [drawn(*visits), drawn(*cost), drawn(*back)]  # drawn whether they run it or not
        if service in runs:
            found[f"{service}-visits"] = round(residents * told[0])
            found[f"{service}-spend"] = round(found[f"{service}-visits"] * told[1])
            found[f"{service}-income"] = round(found[f"{service}-spend"] * told[2])
    found["spend"] = round(sum(found[f"{each}-spend"] for each in runs) + residents * drawn(4, 9))
    found["income"] = round(sum(found[f"{each}-income"] for each in runs) * drawn(1.05, 1.10))
    for key, (of, least, most) in SHARES.items():
        share = drawn(least, most)
        if of in found:
            found[key] = round(found[of] * share)
    return found


def said(body: Organisation, values: Values) -> dict[str, Said | None]:
    """Every figure that is asked for; what a council does not run does not apply to it."""
    answers: dict[str, Said | None] = {}
    for key in IndicatorSet.objects.get().figures.items:
        if body.name == NOT_KNOWN[0] and key.startswith(NOT_KNOWN[1]):
            answers[key] = Said("unknown")
        else:
            answers[key] = Said("number", values[key]) if key in values else Said("none")
    return answers
