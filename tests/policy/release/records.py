"""One record of every kind in every stage of its release, each with a word of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Any

from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.actions.answers import Said
from culturefirst.improvement.models import (
    Assessment,
    Challenge,
    FrameworkVersion,
    Judgement,
    PlanAction,
    Respondent,
    Return,
)
from culturefirst.improvement.tests.make import a_framework, an_assessment
from culturefirst.improvement.tests.make_challenges import a_round, accepted, body_of
from culturefirst.improvement.tests.make_figures import a_collection, a_return
from culturefirst.improvement.tests.make_plans import CABINET, a_plan, a_strand, an_action
from culturefirst.kit import clock
from culturefirst.network.models import User
from tests.policy.matrix import names

MISSING = 999_999
THOUSANDS = (",", "", " ", "\u00a0", "\u202f", "&nbsp;")
Pool = Mapping[str, Sequence[Any]]  # what to try for each argument of an address


@dataclass(frozen=True)
class Record:
    """A row of the table: what it is, and where its words could stand."""

    name: str
    word: str
    begins: tuple[str, ...]  # the names of its addresses begin so
    pool: Pool = field(default_factory=dict)
    asks: tuple[str, ...] = ("",)  # what is asked of each of them

    @property
    def spellings(self) -> tuple[bytes, ...]:
        """The word as it may stand on a page, in small letters: numbers have their thousands."""
        if not self.word[0].isdigit():
            return (self.word.casefold().encode(),)
        number = float(self.word)
        by_comma = f"{number:,.2f}" if "." in self.word else f"{number:,.0f}"
        return tuple(by_comma.replace(",", mark).encode() for mark in THOUSANDS)

    @property
    def asked(self) -> str:
        """Another word beside it, to be searched for: a page repeats what it was asked."""
        return self.word[::-1]

    def has(self, name: str, keys: set[str]) -> bool:
        """Whether an address of that name is one of this record."""
        return name.startswith(self.begins) and keys <= self.pool.keys()

    def addresses(self) -> Iterator[str]:
        """Every address of this kind of record, with this record's keys."""
        for name, keys in names():
            if keys and self.has(name, keys):
                order = sorted(keys)
                for given in product(*(self.pool[key] for key in order)):
                    url = reverse(name, kwargs=dict(zip(order, given, strict=True)))
                    yield from (f"{url}{asked}" for asked in self.asks)


def both(word: str) -> str:
    """What is written into a record: its word, and the one that is searched for."""
    return f"{word} {word[::-1]}"


OF_ASSESSMENT = ("assessment", "plan_from", "rescoring")
OF_ANSWERS = ("answers",)
OF_CHALLENGE = ("challenge",)
OF_PLAN = ("plan",)
OF_FIGURES = ("figures_", "api_yearly_figures")


def made(*, owner: User, colleague: User, peer: User, manager: User) -> list[Record]:
    """All of them; ``owner`` leads the body whose records they are."""
    version = a_framework("of-release", themes=1, each=1)
    return [
        *_scored(owner, colleague, version),
        *_agreed(owner, version),
        *_challenged(owner, peer, version),
        *_planned(owner),
        *_counted(owner),
        *_declared(owner, peer, manager),
    ]


def _scored(owner: User, colleague: User, version: FrameworkVersion) -> list[Record]:
    """An assessment while people score, and what one of them noted."""
    found = actions.begin_assessment(
        by=owner, organisation=body_of(owner), framework=version, title=both("Aardwolf")
    )
    scope = {"in_scope": both("Binturong"), "left_out": "Nothing"}
    found = actions.edit_scope(by=owner, assessment=found, changes=scope)
    found = actions.open_scoring(by=owner, assessment=found)
    actions.invite_people(by=owner, assessment=found, people=[colleague.person])
    mine = Respondent._base_manager.get(assessment=found)
    noted = {version.criteria.get().pk: Said(value=2, note=both("Caracal"))}
    actions.save_answers(by=colleague, respondent=mine, answers=noted)
    actions.submit_answers(by=colleague, respondent=mine)
    pool = _keys(found) | {"pk": [found.pk], "respondent": [mine.pk]}
    return [
        Record("title of an assessment that is scored", "Aardwolf", OF_ASSESSMENT, pool),
        Record("scope of an assessment that is scored", "Binturong", OF_ASSESSMENT, pool),
        Record("note of somebody who scored", "Caracal", OF_ANSWERS, pool | {"pk": [mine.pk]}),
    ]


def _agreed(owner: User, version: FrameworkVersion) -> list[Record]:
    """Agreed assessments: kept, let read, released; each with a reason and a piece of evidence."""
    today = clock.today()
    stages: dict[str, tuple[str, str, dict[str, Any]]] = {
        "an agreed assessment": ("Dormouse", "Ermine", {}),
        "an assessment that the team may read": ("Fennec", "Genet", {"team_reads": True}),
        "a released assessment": ("Hyrax", "Jerboa", {"released_on": today}),
    }
    found: list[Record] = []
    for name, (why, title, said) in stages.items():
        made = _judged(owner, version, why, title, **said)
        pool = _keys(made) | {"pk": [made.pk]}
        found.append(Record(f"reason in {name}", why, OF_ASSESSMENT, pool))
        found.append(Record(f"evidence of {name}", title, OF_ASSESSMENT, pool))
    return found


def _judged(
    owner: User, version: FrameworkVersion, why: str, evidence: str, **said: Any
) -> Assessment:
    made = an_assessment(body_of(owner), owner.person, version, agreed={"1-1": 2}, **said)
    Judgement._base_manager.filter(assessment=made).update(why=both(why))
    _evidence(made, evidence)
    return made


def _evidence(made: Assessment, title: str, *, opened: bool = False) -> int:
    row = made.evidence.model._base_manager.create(
        assessment=made, kind="link", title=both(title), url="https://example.org/paper",
        opened=opened, added_on=clock.today(),
    )  # fmt: skip
    row.criteria.set(made.framework.criteria.all())
    return int(row.pk)


def _keys(made: Assessment) -> dict[str, list[Any]]:
    """What may stand in the addresses of an assessment and of its parts."""
    criterion = made.framework.criteria.get()
    rows = made.evidence.model._base_manager.filter(assessment=made)
    members = made.members.model._base_manager.filter(assessment=made)
    return {
        "key": [criterion.key],
        "criterion": [criterion.pk],
        "theme": [criterion.theme.key],
        "piece": list(rows.values_list("pk", flat=True)) or [MISSING],
        "member": list(members.values_list("pk", flat=True)),
        "respondent": [MISSING],
        "record": [MISSING],
    }


def _challenged(owner: User, peer: User, version: FrameworkVersion) -> list[Record]:
    """A challenge under way, of which the report is not sent, and one that is reported."""
    made = _visited(owner, peer, version, ("Kinkajou", "Linsang", "Margay"))
    criterion = version.criteria.get()
    said = {"level": 1, "reason": both("Numbat")}
    actions.score_criterion(by=peer, challenge=made, criterion=criterion, changes=said)
    actions.add_finding(by=peer, challenge=made, kind="strength", words=both("Olingo"))
    told = _visited(owner, peer, version, ("Potoroo", "Quokka", "Ratel"))
    actions.add_finding(by=peer, challenge=told, kind="strength", words=both("Serval"))
    actions.write_summary(by=peer, challenge=told, summary=both("Tamandua"))
    told = actions.report_challenge(by=peer, challenge=told)
    of_made, of_told = _parts(made), _parts(told)
    return [
        Record("reason that is opened to peers", "Kinkajou", OF_CHALLENGE, of_made),
        Record("evidence that is opened to peers", "Linsang", OF_CHALLENGE, of_made),
        Record("evidence that is not opened to peers", "Margay", OF_CHALLENGE, of_made),
        Record("peers' score before the report", "Numbat", OF_CHALLENGE, of_made),
        Record("finding before the report", "Olingo", OF_CHALLENGE, of_made),
        Record("finding of a report", "Serval", OF_CHALLENGE, of_told),
        Record("summary of a report", "Tamandua", OF_CHALLENGE, of_told),
    ]


def _visited(
    owner: User, peer: User, version: FrameworkVersion, words: tuple[str, str, str]
) -> Challenge:
    why, shown, kept = words
    assessment = _judged(owner, version, why, kept)
    _evidence(assessment, shown, opened=True)
    made = accepted(owner, peer, assessment=assessment)
    made = actions.open_challenge(by=owner, challenge=made, judgements=True, evidence=True)
    return actions.record_visit(by=peer, challenge=made, visited_on=clock.today())


def _parts(made: Challenge) -> Pool:
    found = {
        name: list(
            getattr(made, related).model._base_manager.filter(challenge=made)
            .values_list("pk", flat=True)
        ) or [MISSING]
        for name, related in (
            ("item", "programme"), ("document", "documents"), ("question", "questions"),
            ("finding", "findings"), ("peer", "peers"),
        )
    }  # fmt: skip
    return _keys(made.assessment) | found | {"pk": [made.pk], "entry": [MISSING]} | {
        "assessment": [made.assessment_id], "challenger": [made.challenger_id],
    }  # fmt: skip


def _planned(owner: User) -> list[Record]:
    """Plans in each stage; the adopted one has an action that is shared in a strand."""
    found = []
    for name, word in (
        ("a drafted plan", "Uakari"), ("an adopted plan", "Vicuna"),
        ("a plan that the team may read", "Wombat"), ("a released plan", "Xerus"),
    ):  # fmt: skip
        plan = a_plan(owner, title=both(word))
        an_action(owner, plan, "Share a store")
        if word != "Uakari":
            plan = actions.adopt_plan(by=owner, plan=plan, adopted_by=CABINET)
        if word == "Wombat":
            plan = actions.let_team_read(by=owner, plan=plan, reads=True)
        if word == "Xerus":
            plan = actions.release_plan(by=owner, plan=plan)
        found.append(Record(f"title of {name}", word, OF_PLAN, _of_plan(plan)))
    return [*found, *_shared(owner)]


def _shared(owner: User) -> list[Record]:
    plan = a_plan(owner, title="Share what we can")
    said = {"gap": both("Zebu"), "shared": True, "strand": a_strand()}
    an_action(owner, plan, both("Yapok"), **said)
    plan = actions.adopt_plan(by=owner, plan=plan, adopted_by=CABINET)
    return [
        Record("title of a shared action", "Yapok", OF_PLAN, _of_plan(plan)),
        Record("gap behind a shared action", "Zebu", OF_PLAN, _of_plan(plan)),
    ]


def _of_plan(plan: Any) -> Pool:
    actions_ = PlanAction._base_manager.filter(plan=plan).values_list("pk", flat=True)
    members = plan.members.model._base_manager.filter(plan=plan).values_list("pk", flat=True)
    return {
        "pk": [plan.pk, *actions_],
        "member": list(members),
        "saving": [MISSING],
        "form": ["csv", "excel", "word", "pdf"],
        "slug": ["asset-use"],
    }


def _counted(owner: User) -> list[Record]:
    """The net cost per resident: before anybody else reads it, and after each day."""
    soon = _days(2010, members=date(2010, 12, 1), public=date(2012, 6, 1))
    past = _days(2009, members=date(2009, 12, 1), public=date(2010, 6, 1))
    return [
        *_figures(owner, "a figure that nobody else reads yet", "4321.87", 2010, {}),
        *_figures(owner, "a figure that members read", "5432.76", 2009, soon),
        *_figures(owner, "a figure that everybody reads", "6543.65", 2008, past),
    ]


def _days(year: int, *, members: date, public: date) -> dict[str, Any]:
    return {
        "opens_on": date(year, 9, 1), "closes_on": date(year, 10, 31),
        "members_on": members, "public_on": public,
    }  # fmt: skip


def _figures(owner: User, name: str, pounds: str, year: int, days: dict[str, date]) -> list[Record]:
    with clock.standing(days.get("opens_on", clock.today())):
        collection = a_collection(year, **days)
        found = a_return(collection, body_of(owner))
    given = f"{float(pounds) * 100:.0f}"  # what the body wrote; the figure is worked out of it
    odd = found.values | {"residents": 100, "income": 0, "spend": float(given)}
    Return._base_manager.filter(pk=found.pk).update(values=odd)  # no check would let it through
    pool: Pool = {"pk": [found.pk, collection.pk], "key": ["whole", "net-cost-per-resident"]}
    asks = ("", "?format=csv", "?format=xlsx")
    return [
        Record(name, pounds, OF_FIGURES, pool, asks),
        Record(f"what was given for {name}", given, OF_FIGURES, pool, asks),
    ]


def _declared(owner: User, peer: User, manager: User) -> list[Record]:
    """An interest that somebody declared in confidence."""
    interest = actions.declare(
        by=owner, one=body_of(owner), other=body_of(peer), kind="other", why=both("Dingo")
    )
    round_ = a_round(manager)
    pool = {"pk": [interest.pk, round_.pk], "entry": [MISSING]}
    return [Record("why of a declared interest", "Dingo", ("challenge_",), pool)]
