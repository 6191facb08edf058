"""What tests of self-assessments share: one taken to a stage, and people who score."""

from typing import Any

from culturefirst.improvement import actions
from culturefirst.improvement.actions.answers import Said
from culturefirst.improvement.models import Assessment, Criterion, FrameworkVersion, Respondent
from culturefirst.improvement.tests.make import a_framework
from culturefirst.kit.act import SYSTEM
from culturefirst.network.models import Organisation, User

SCOPE = {"in_scope": "All we run.", "left_out": "Nothing"}


def body_of(user: User) -> Organisation:
    return user.posts_today[0].organisation


def fresh(row: Any) -> Any:
    return type(row)._base_manager.get(pk=row.pk)


def scoped(by: User, framework: FrameworkVersion | None = None) -> Assessment:
    """Begun and scoped."""
    found = actions.begin_assessment(
        by=by, organisation=body_of(by), framework=framework or a_framework(), title="We look"
    )
    return actions.edit_scope(by=by, assessment=found, changes=SCOPE)


def scoring(by: User, framework: FrameworkVersion | None = None) -> Assessment:
    return actions.open_scoring(by=by, assessment=scoped(by, framework))


def agreeing(by: User, framework: FrameworkVersion | None = None) -> Assessment:
    return actions.close_scoring(by=by, assessment=scoring(by, framework))


def agreed(by: User, level: int = 3, framework: FrameworkVersion | None = None) -> Assessment:
    """Each criterion at that level, for the same reason."""
    found = agreeing(by, framework)
    for each in criteria(found):
        judge(by, found, each, value=level)
    return actions.agree_assessment(by=by, assessment=found)


def criteria(found: Assessment) -> list[Criterion]:
    return list(found.framework.criteria.order_by("position"))


def judge(by: User, found: Assessment, criterion: Criterion, **said: Any) -> Any:
    """Agreed, because it was seen."""
    changes = {"why": "We saw it.", "agreed": True} | said
    return actions.save_judgement(by=by, assessment=found, criterion=criterion, changes=changes)


def guest(by: User, found: Assessment, number: int, view: str = "user") -> Respondent:
    return actions.invite_guest(
        by=by,
        assessment=found,
        name=f"Guest {number}",
        email=f"g{number}@of{number}.example.net",
        view=view,
    )


def hands_in(row: Respondent, said: dict[int, Said]) -> Respondent:
    """Somebody says this, and hands in."""
    row = actions.save_answers(by=SYSTEM, respondent=row, answers=said)
    return actions.submit_answers(by=SYSTEM, respondent=row)


def asks(by: User, found: Assessment, *people: User) -> list[Respondent]:
    """These people are asked; their rows in that order."""
    actions.invite_people(by=by, assessment=found, people=[each.person for each in people])
    rows = Respondent._base_manager.filter(assessment=found)
    return [rows.get(person=each.person) for each in people]
