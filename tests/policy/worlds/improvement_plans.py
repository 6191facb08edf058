"""An adopted plan of the officer's council, and a draft of a colleague's that few may know of."""

from decimal import Decimal
from typing import Any

from culturefirst.improvement import actions
from culturefirst.improvement.models import Plan, PlanAction, PlanMember, Saving
from culturefirst.improvement.tests.make import a_framework, an_assessment
from culturefirst.improvement.tests.make_plans import a_plan, adopted, an_action, body_of
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, Role, User

OF_PLAN = (
    "plan", "plan_edit", "plan_adopt", "plan_review", "plan_close", "plan_reopen", "plan_release",
    "plan_team_reads", "plan_release_take_back",
    "plan_adoption_take_back", "plan_member_add", "plan_action_new",
)  # fmt: skip
OF_ACTION = (
    "plan_action", "plan_action_edit", "plan_action_move", "plan_action_begin", "plan_action_done",
    "plan_action_drop", "plan_action_resume", "plan_saving", "plan_action_link",
    "plan_action_unlink", "plan_action_counted", "plan_action_counted_no_more",
)  # fmt: skip
OF_STRAND = ("plan_strand", "plan_strand_edit", "plan_strand_retire", "plan_strand_resume")
TITLE = "Make more of what we have"
ELSEWHERE = "Nothing of yours"
Given = dict[str, dict[str, Any]]


def given(*, by: User, officer: User) -> Given:
    """The officer's council has an adopted plan, and an agreed assessment that has none."""
    plan = adopted(officer, "Share a store", title=TITLE)
    entry = PlanAction._base_manager.get(plan=plan)
    actions.note_saving(by=officer, entry=entry, amount=Decimal(4200), how_known="The rent ended.")
    version = a_framework(key="of-plans", themes=1, each=1)
    agreed = an_assessment(body_of(officer), officer.person, version, agreed={"1-1": 2})
    _elsewhere()
    return (
        _of(plan)
        | {name: {"pk": agreed.pk} for name in ("plan_from", "rescoring", "assessment_again")}
        | {name: {"slug": "asset-use"} for name in OF_STRAND}
    )


def _of(plan: Plan) -> Given:
    """The addresses of a plan, its first action, saving and member."""
    entry = PlanAction._base_manager.filter(plan=plan).first()
    saving = Saving._base_manager.filter(action=entry).first()
    member = PlanMember._base_manager.filter(plan=plan).first()
    assert entry is not None
    assert member is not None
    return (
        {name: {"pk": plan.pk} for name in OF_PLAN}
        | {name: {"pk": entry.pk} for name in OF_ACTION}
        | {"plan_download": {"pk": plan.pk, "form": "csv"}}
        | {"plan_member_out": {"pk": plan.pk, "member": member.pk}}
        | {"plan_saving_withdraw": {"pk": entry.pk, "saving": saving.pk if saving else 0}}
    )


def _elsewhere() -> None:
    """Another council's draft, of which nobody of the cast may know."""
    body = network.add_organisation(
        by=SYSTEM, name="Swaffham Town Council", kind=Organisation.Kind.DISTRICT
    )
    person = network.add_person(by=SYSTEM, name="Ena Crane")
    network.appoint(
        by=SYSTEM, person=person, title="Clerk", role=Role.OFFICER, organisation=body,
        starts=clock.today(),
    )  # fmt: skip
    by = network.open_account(by=SYSTEM, person=person, email="crane@example.org")
    an_action(by, a_plan(by, title=ELSEWHERE), shared=True)


def hidden() -> dict[str, Given]:
    """The draft of another council, to everybody, the network's own team as well."""
    draft = _of(Plan._base_manager.get(title=ELSEWHERE))
    del draft["plan_saving_withdraw"]
    everybody = (
        "nobody", "partner", "councillor", "officer", "improvement manager", "manager", "director"
    )  # fmt: skip
    return dict.fromkeys(everybody, draft)
