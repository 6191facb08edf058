"""A self-assessment of the officer's council that is being scored, and one of another body."""

from typing import Any

from culturefirst.improvement import actions
from culturefirst.improvement.models import Assessment, AssessmentMember, Respondent
from culturefirst.improvement.tests.make import a_framework
from culturefirst.improvement.tokens import token_of
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.uploads import checked
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, Role, User

OF_ANSWERS = (
    "answers", "answers_submit", "answers_take_back", "answers_decline", "answers_word",
    "answers_bring",
)  # fmt: skip
OF_GUEST = tuple(f"guest_{name}" for name in OF_ANSWERS)
OF_ONE = (
    "", "_scope", "_open", "_close", "_agree", "_reopen", "_withdraw", "_release", "_take_back",
    "_people", "_member_add", "_invite", "_invite_guest", "_remind", "_criteria", "_evidence",
    "_evidence_add", "_result", "_result_csv", "_result_excel",
    "_word", "_bring",
)  # fmt: skip
OF_PIECE = ("_edit", "_withdraw", "_restore", "_file")
TITLE = "Between us"
Given = dict[str, dict[str, Any]]


def given(*, by: User, officer: User) -> Given:
    """The officer leads one and is asked; a guest is asked by a link; another body has its own."""
    found = _scored(officer, "We look at ourselves")
    actions.invite_people(by=officer, assessment=found, people=[officer.person])
    guest = actions.invite_guest(
        by=officer, assessment=found, name="Ada Dow", email="dow@example.org", view="user"
    )
    mine = Respondent._base_manager.get(assessment=found, person=officer.person)
    other = _elsewhere()
    theirs = _scored(other, TITLE)
    actions.invite_people(by=other, assessment=theirs, people=[other.person])
    return (
        _answers({"pk": mine.pk}, found)
        | _guest({"token": token_of(guest.pk)}, found)
        | _pages(found, officer, guest)
    )


def _scored(by: User, title: str) -> Assessment:
    body = by.posts_today[0].organisation
    found = actions.begin_assessment(
        by=by, organisation=body, framework=a_framework(f"of-{body.pk}"), title=title
    )
    scope = {"in_scope": "All of it.", "left_out": "Nothing"}
    found = actions.edit_scope(by=by, assessment=found, changes=scope)
    return actions.open_scoring(by=by, assessment=found)


def _answers(key: dict[str, Any], found: Assessment, begins: str = "") -> Given:
    criterion = found.framework.criteria.first()
    plain = {f"{begins}{name}": key for name in OF_ANSWERS}
    return plain | {
        f"{begins}answers_theme": key | {"theme": criterion.theme.key},
        f"{begins}answers_save": key | {"criterion": criterion.pk},
        f"{begins}answers_brought": key | {"record": 999_999},
    }


def _pages(found: Assessment, by: User, respondent: Respondent) -> Given:
    """The pages of one, with a piece of evidence that is a file."""
    criterion, key = found.framework.criteria.first(), {"pk": found.pk}
    upload = checked("audit.txt", b"What the audit found.")
    piece = actions.add_evidence(
        by=by, assessment=found, criteria=[criterion], title="The audit", upload=upload
    )
    member = AssessmentMember._base_manager.get(assessment=found)
    of_piece = {f"assessment_evidence{each}": key | {"piece": piece.pk} for each in OF_PIECE}
    return of_piece | {
        **{f"assessment{each}": key for each in OF_ONE},
        "assessment_criterion": key | {"key": criterion.key},
        "assessment_member_out": key | {"member": member.pk},
        "assessment_brought": key | {"record": 999_999},
        "assessment_let_off": key | {"respondent": respondent.pk},
    }


def _guest(key: dict[str, Any], found: Assessment) -> Given:
    return _answers(key, found, "guest_")


def _elsewhere() -> User:
    kind = Organisation.Kind.DISTRICT
    body = network.add_organisation(by=SYSTEM, name="Holt Town Council", kind=kind)
    person = network.add_person(by=SYSTEM, name="Ned Wren")
    network.appoint(
        by=SYSTEM, person=person, title="Officer", role=Role.OFFICER, organisation=body,
        starts=clock.today(),
    )  # fmt: skip
    return network.open_account(by=SYSTEM, person=person, email="wren@example.org")


def hidden() -> dict[str, Given]:
    """The other body's, to everybody of the cast: its invitations are for whom they are."""
    theirs = Assessment._base_manager.get(title=TITLE)
    row = Respondent._base_manager.get(assessment=theirs)
    [una] = AssessmentMember._base_manager.filter(assessment=theirs)
    by = User.objects.get(person=una.person)
    unseen = _answers({"pk": row.pk}, theirs) | _pages(theirs, by, row)
    everybody = (
        "nobody", "partner", "councillor", "officer", "improvement manager", "manager", "director",
    )  # fmt: skip
    return dict.fromkeys(everybody, unseen)
