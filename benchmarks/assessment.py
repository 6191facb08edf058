"""A framework of 400 criteria and 20 respondents: what opening and saving costs the server.

Beside the product stands the plain way in the same run: a row at a time through the ORM, each
criterion asking for its own answers.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from benchmarks import database
from benchmarks.pages import cost
from benchmarks.result import Result

THEMES, EACH, PEOPLE = 20, 20, 20
MOST_MS, MOST_QUERIES = 100, 12
PASSWORD = "correct horse battery staple"  # noqa: S105
Page = Callable[[], Any]


def results(vendor: str) -> Iterator[Result]:
    """Milliseconds and statements of each page, and what the plain way takes."""
    with database.empty(vendor):
        case = _made()
        database.settle()
        for what, page in case.pages():
            found = cost(page)
            yield Result(what, found.wall, "ms", MOST_MS)
            yield Result("… statements", found.statements, "", MOST_QUERIES)
        for what, page in (("overview", case.plain_overview), ("theme", case.plain_theme)):
            found = cost(page, times=3)
            yield Result(f"A row at a time: {what}", found.wall, "ms")
            yield Result("… statements", found.statements, "")


class _Case:
    """One assessment being scored, a copy of it being agreed, and who opens them."""

    def __init__(self, scored: Any, judged: Any, row: Any, lead: Any, partner: Any) -> None:
        from django.test import Client

        from culturefirst.improvement.queries.answers import asked_in

        self.judged, self.row = judged, row
        self.one = scored.framework.criteria.select_related("theme").first()
        self.lead, self.partner = Client(), Client()
        for client, user in ((self.lead, lead), (self.partner, partner)):
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        first = judged.judgements.model._base_manager.get(assessment=judged, criterion=self.one)
        self.shown = {name: getattr(first, name) for name in ("why", "strengths", "areas")}
        self.shown |= {"level": str(first.value), "agreed": "on"}
        self.times, self.version = 0, first.version
        self.mark = asked_in(row, [self.one])[0].was

    def pages(self) -> list[tuple[str, Page]]:
        """What is opened and saved, each behind its address."""
        return [
            ("Overview of 400 criteria with the spread of 20 people", self.overview),
            ("One theme of 20 criteria to score", self.theme),
            ("One answer saved as it is given", self.answer),
            ("One criterion to agree, with its spread and notes", self.criterion),
            ("One judgement saved", self.judgement),
        ]

    def overview(self) -> None:
        _ok(self.lead.get(f"/improve/assessments/{self.judged.pk}/criteria/"), 200)

    def criterion(self) -> None:
        url = f"/improve/assessments/{self.judged.pk}/criteria/{self.one.key}/"
        _ok(self.lead.get(url), 200)

    def theme(self) -> None:
        url = f"/improve/scores/{self.row.pk}/themes/{self.one.theme.key}/"
        _ok(self.partner.get(url), 200)

    def answer(self) -> None:
        self.times += 1
        url = f"/improve/scores/{self.row.pk}/save/{self.one.pk}/"
        sent = {f"level-{self.one.pk}": self.times % 4 + 1, f"was-{self.one.pk}": self.mark}
        answered = self.partner.post(url, sent)
        _ok(answered, 200)
        assert answered.content.startswith(b"Saved"), answered.content
        self.mark = answered.content.decode().partition('value="')[2].partition('"')[0]

    def judgement(self) -> None:
        self.times += 1
        self.version += 1
        url = f"/improve/assessments/{self.judged.pk}/criteria/{self.one.key}/"
        said = self.shown | {"why": f"We saw it {self.times} times.", "seen": self.version - 1}
        sent = said | {f"initial-{name}": value for name, value in self.shown.items()}
        _ok(self.lead.post(url, sent), 302)

    def plain_overview(self) -> None:
        """Each criterion asks for its answers, each answer for its respondent."""
        from culturefirst.improvement.models import Answer, Judgement

        for criterion in self.judged.framework.criteria.all():
            rows = Answer._base_manager.filter(
                criterion=criterion, respondent__assessment=self.judged
            )
            [(row.value, row.respondent.view) for row in rows]
            Judgement._base_manager.filter(assessment=self.judged, criterion=criterion).first()

    def plain_theme(self) -> None:
        """Each criterion asks for its theme and for what this person said."""
        from culturefirst.improvement.models import Answer

        theme = self.one.theme
        for criterion in theme.criteria.all():
            str(criterion.theme)
            Answer._base_manager.filter(criterion=criterion, respondent=self.row).first()


def _ok(answer: Any, status: int) -> None:
    assert answer.status_code == status, answer.status_code


def _made() -> _Case:
    from culturefirst.improvement.models import Respondent
    from culturefirst.improvement.tests.make import a_framework, an_assessment
    from culturefirst.kit import clock
    from culturefirst.kit.act import SYSTEM
    from culturefirst.network import actions

    version = a_framework("benchmark", themes=THEMES, each=EACH)
    body = actions.add_organisation(
        by=SYSTEM, name="Vale", kind="district", joined_on=date(2010, 1, 1)
    )
    users = [_user(body, number) for number in range(2)]
    lead, partner = users
    scored = an_assessment(body, lead.person, version, stage="scoring")
    judged = an_assessment(body, lead.person, version, closed_on=clock.today())
    rows = []
    for found in (scored, judged):
        rows = [_respondent(found, number) for number in range(PEOPLE)]
        _answer_all(rows, version)
    row = Respondent._base_manager.filter(assessment=scored).first()
    Respondent._base_manager.filter(pk=row.pk).update(
        person=partner.person, email="", submitted_at=None
    )
    _judge_all(judged, version)
    return _Case(scored, judged, row, lead, partner)


def _user(body: Any, number: int) -> Any:
    from culturefirst.kit.act import SYSTEM
    from culturefirst.network import actions

    email = f"p{number}@example.org"
    person = actions.add_person(by=SYSTEM, name=f"Person {number}", email=email)
    actions.appoint(
        by=SYSTEM, person=person, title="Officer", role="officer", organisation=body,
        starts=date(2010, 1, 1),
    )  # fmt: skip
    return actions.open_account(by=SYSTEM, person=person, email=email, password=PASSWORD)


def _respondent(found: Any, number: int) -> Any:
    from culturefirst.improvement.models import Respondent
    from culturefirst.kit import clock

    views = ("colleague", "partner", "councillor", "user")
    return Respondent._base_manager.create(
        assessment=found, name=f"Guest {number}", email=f"g{number}@example.net",
        view=views[number % 4], invited_on=clock.today(), submitted_at=clock.now(),
    )  # fmt: skip


def _answer_all(rows: list[Any], version: Any) -> None:
    from culturefirst.improvement.models import Answer
    from culturefirst.kit import clock

    criteria, now = list(version.criteria.all()), clock.now()
    Answer._base_manager.bulk_create(
        Answer(
            respondent=row, criterion=each, value=1 + (at + row.pk) % 4,
            note="A sentence of what makes one say so." if at % 5 == 0 else "", saved_at=now,
        )
        for row in rows
        for at, each in enumerate(criteria)
    )  # fmt: skip


def _judge_all(found: Any, version: Any) -> None:
    from culturefirst.improvement.models import Judgement
    from culturefirst.kit import clock

    words = "What was seen, by whom and when, in a few sentences. " * 4
    Judgement._base_manager.bulk_create(
        Judgement(
            assessment=found, criterion=each, value=1 + at % 4, why=words, strengths=words,
            areas=words, agreed_on=clock.today(),
        )
        for at, each in enumerate(version.criteria.all())
    )  # fmt: skip
