"""The actions of bodies: names, particulars, membership, succession."""

from datetime import date
from functools import partial

from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions
from culturefirst.network.actions.handing_over import Handover
from culturefirst.network.models import Succession
from tests.actions.declare import Call, scenario
from tests.actions.stage import TODAY, Stage

MERGED = Succession.How.MERGED


@scenario("network")
def edit_organisation(stage: Stage) -> Call:
    body, changes = stage.cast("ipswich"), {"short_name": "Ipswich"}
    return partial(actions.edit_organisation, by=stage.helen, organisation=body, changes=changes)


@scenario("network")
def rename_organisation(stage: Stage) -> Call:
    body = stage.cast("ipswich")
    return partial(
        actions.rename_organisation, by=stage.helen, organisation=body, name="Ipswich City"
    )


@scenario("network")
def add_other_name(stage: Stage) -> Call:
    body = stage.cast("ipswich")
    return partial(actions.add_other_name, by=stage.helen, organisation=body, name="Gippeswyk")


@scenario("network")
def remove_other_name(stage: Stage) -> Call:
    body = stage.cast("ipswich")
    name = actions.add_other_name(by=SYSTEM, organisation=body, name="Gippeswyk")
    return partial(actions.remove_other_name, by=stage.helen, other_name=name)


@scenario("network")
def set_services(stage: Stage) -> Call:
    body = stage.cast("ipswich")
    return partial(actions.set_services, by=stage.helen, organisation=body, services=["arts"])


@scenario("network")
def add_code(stage: Stage) -> Call:
    body = stage.cast("ipswich")
    return partial(actions.add_code, by=stage.helen, organisation=body, code="E07000202")


@scenario("network")
def end_code(stage: Stage) -> Call:
    code = actions.add_code(by=SYSTEM, organisation=stage.cast("ipswich"), code="E07000202")
    return partial(actions.end_code, by=stage.helen, code=code, ends=date(2011, 4, 1))


@scenario("network")
def remove_code(stage: Stage) -> Call:
    code = actions.add_code(by=SYSTEM, organisation=stage.cast("ipswich"), code="E07000202")
    return partial(actions.remove_code, by=stage.helen, code=code)


@scenario("network")
def add_mail_domain(stage: Stage) -> Call:
    body = stage.cast("ipswich")
    return partial(
        actions.add_mail_domain, by=stage.helen, organisation=body, domain="ipswich.example"
    )


@scenario("network")
def remove_mail_domain(stage: Stage) -> Call:
    body = stage.cast("ipswich")
    domain = actions.add_mail_domain(by=SYSTEM, organisation=body, domain="ipswich.example")
    return partial(actions.remove_mail_domain, by=stage.helen, mail_domain=domain)


@scenario("network")
def correct_membership(stage: Stage) -> Call:
    body = stage.cast("ipswich")
    said = {"organisation": body, "membership": body.memberships.get(), "starts": TODAY}
    return partial(actions.correct_membership, by=stage.helen, **said)


@scenario("network")
def resume_membership(stage: Stage) -> Call:
    body = stage.cast("ipswich")
    actions.leave_network(by=SYSTEM, organisation=body, on=TODAY)
    return partial(actions.resume_membership, by=stage.helen, organisation=body)


def _merger(stage: Stage) -> Call:
    return partial(
        actions.record_succession,
        by=stage.helen,
        predecessors=[stage.cast("ipswich")],
        successors=[stage.stranger],
        on=TODAY,
        how=MERGED,
        handover=Handover(others=stage.stranger),
    )


@scenario(
    "network",
    through=(
        "network.appoint",
        "network.end_post",
        "network.leave_network",
        "network.edit_organisation",
        "network.join_network",
    ),
)
def record_succession(stage: Stage) -> Call:
    assert stage.post.pk
    return _merger(stage)


@scenario("network", through=("network.edit_organisation", "network.resume_membership"))
def undo_succession(stage: Stage) -> Call:
    _merger(stage)()
    return partial(actions.undo_succession, by=stage.helen, succession=Succession.objects.get())
