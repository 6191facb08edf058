"""Self-assessments are begun, scoped, opened for scoring, closed and agreed."""

from collections.abc import Mapping
from typing import Any

from culturefirst.improvement.actions.rescoring import keep_change
from culturefirst.improvement.models import (
    Assessment,
    AssessmentMember,
    FrameworkVersion,
    Judgement,
)
from culturefirst.improvement.policy import begin_assessment as may_begin
from culturefirst.improvement.policy import lead_assessment
from culturefirst.improvement.queries.assessments import criteria_of, suits
from culturefirst.improvement.rules_stages import require_stage
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import one_line
from culturefirst.network.models import Organisation

Stage = Assessment.Stage
SCOPE = frozenset(
    {
        "title", "reason", "services", "themes", "in_scope", "left_out", "partners", "sponsor",
        "timetable", "scores_by", "serves", "team_reads",
    }
)  # fmt: skip
ALWAYS = frozenset({"team_reads", "serves"})
NOTHING = frozenset({"nothing", "none", "nothing is left out"})
NAMED = 5  # criteria that a refusal names


@action("began a self-assessment", allow=may_begin)
def begin_assessment(
    *,
    by: Any,
    organisation: Organisation,
    framework: FrameworkVersion,
    title: str,
    reason: str = "",
    follows: Assessment | None = None,
) -> Assessment:
    """Let a body look at itself against a framework; whoever begins it leads it."""
    may_begin.require(by, organisation)
    if framework.framework.retired_on is not None:
        raise DomainError("This framework is not used any more. Choose another.")
    if not suits(framework, organisation):
        raise DomainError(f"{framework} is not meant for such a body. Choose another framework.")
    if follows is not None and follows.organisation_id != organisation.pk:
        raise DomainError("It can follow only a self-assessment of the same organisation.")
    today, person = clock.today(), getattr(by, "person", None)
    made = Assessment(
        organisation=organisation, framework=framework, title=one_line(title), follows=follows,
        reason=reason.strip(), begun_by=person, begun_on=today,
    )  # fmt: skip
    made.full_clean()
    made.save()
    if person is not None:
        lead = AssessmentMember.Part.LEAD
        AssessmentMember._base_manager.create(
            assessment=made, person=person, part=lead, since=today
        )
    return made


@action("changed the scope of a self-assessment", allow=lead_assessment, on="assessment")
def edit_scope(
    *, by: Any, assessment: Assessment, changes: Mapping[str, Any], seen: int | None = None
) -> Assessment:
    """Say what is looked at, with whom, by when, and who may read it."""
    given = {name: value for name, value in changes.items() if name in SCOPE}
    if not assessment.is_open and not set(given) <= ALWAYS:
        raise DomainError("It is no longer open. Reopen it before you change its scope.")
    known = set(assessment.framework.themes.values_list("key", flat=True))
    if set(given.get("themes", ())) - known:
        raise DomainError("A theme is not one of this framework. Open the page again.")
    if given.get("scores_by") and given["scores_by"] < clock.today():
        raise DomainError("The day until which people score is over. Give a later one.")
    if "title" in given:
        given["title"] = one_line(given["title"])
    return save_changes(assessment, given, seen=seen)


@action("opened a self-assessment for scoring", allow=lead_assessment, on="assessment")
def open_scoring(*, by: Any, assessment: Assessment) -> Assessment:
    """Let people score; its scope is said first."""
    require_stage(assessment, Stage.SCOPE, "It is open for scoring, or was, already.")
    if missing := scope_lacks(assessment):
        raise DomainError(f"Scope it first: {missing}")
    return save_changes(assessment, {"stage": Stage.SCORING, "opened_on": clock.today()})


def scope_lacks(assessment: Assessment) -> str:
    """What the scope must still say before anybody scores, in words; "" where it is whole."""
    if not assessment.in_scope.strip():
        return "say what is looked at."
    left = assessment.left_out.strip()
    if not left:
        return "say what is left out and why, or “nothing”."
    if assessment.themes and left.rstrip(".").casefold() in NOTHING:
        return "some themes are left out: say which and why, or take them all in."
    if not criteria_of(assessment):
        return "none of the chosen themes asks anything of such a body: choose others."
    return ""


@action("ended the scoring of a self-assessment", allow=lead_assessment, on="assessment")
def close_scoring(*, by: Any, assessment: Assessment) -> Assessment:
    """End it, also where nobody has answered: what was handed in can be seen as a spread."""
    require_stage(assessment, Stage.SCORING, "It is not open for scoring.")
    return save_changes(assessment, {"stage": Stage.AGREEING, "closed_on": clock.today()})


@action("agreed a self-assessment", allow=lead_assessment, on="assessment")
def agree_assessment(*, by: Any, assessment: Assessment) -> Assessment:
    """Agree the whole, once each criterion in scope is; the body's own people read it then."""
    require_stage(assessment, Stage.AGREEING, "Its scores are not being agreed now.")
    if missing := not_agreed(assessment):
        named = ", ".join(f"“{title}”" for title in missing[:NAMED])
        more = f" and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
        raise DomainError(f"Not agreed yet: {named}{more}. Agree each of them first.")
    changes = {"stage": Stage.AGREED, "agreed_on": clock.today()}
    agreed = save_changes(assessment, changes)
    keep_change(agreed)
    return agreed


def not_agreed(assessment: Assessment) -> list[str]:
    """The titles of the criteria in scope that are not agreed yet."""
    rows = Judgement._base_manager.filter(assessment=assessment, agreed_on__isnull=False)
    done = set(rows.values_list("criterion", flat=True))
    return [each.title for each in criteria_of(assessment) if each.pk not in done]
