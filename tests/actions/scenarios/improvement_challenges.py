"""The actions of peer challenge."""

from datetime import date, time
from functools import partial

from culturefirst.improvement import actions
from culturefirst.improvement.models import (
    Challenge,
    ChallengePeer,
    ChallengeRound,
    Criterion,
    Finding,
    RoundEntry,
    VisitItem,
)
from culturefirst.improvement.queries.travel import Journey
from culturefirst.improvement.tests import make_challenges as make
from culturefirst.kit.act import SYSTEM
from culturefirst.network.models import User
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage

ROOM = "improvement"


def sides(stage: Stage) -> tuple[User, User]:
    """Who leads the host, and who leads the peers."""
    host = make.somebody_at(make.body_of(stage.cast("priya")), "Ruth Vane")
    return host, make.somebody_at(stage.cast("norfolk_county"), "Nell Foss")


def paired(stage: Stage) -> tuple[ChallengeRound, User, User]:
    host, peer = sides(stage)
    found = make.a_round()
    make.entered(found, host, peer)
    return actions.pair_round(by=SYSTEM, round=found), host, peer


def criterion(made: Challenge) -> Criterion:
    found: Criterion = made.assessment.framework.criteria.get(key="1-1")
    return found


@scenario(ROOM)
def make_round(stage: Stage) -> Call:
    framework = make.a_framework().framework
    return partial(
        actions.make_round, by=stage.cast("helen"), title="A round", framework=framework,
        opens_on=date(2011, 9, 1), closes_on=date(2011, 10, 1), agreed_by=date(2011, 11, 1),
    )  # fmt: skip


@scenario(ROOM)
def edit_round(stage: Stage) -> Call:
    stage.cast("priya")
    changes = {"title": "Another"}
    return partial(actions.edit_round, by=SYSTEM, round=make.a_round(), changes=changes)


@scenario(ROOM)
def enter(stage: Stage) -> Call:
    host, _ = sides(stage)
    return partial(actions.enter, by=host, assessment=make.agreed_by(host), round=make.a_round())


@scenario(ROOM)
def withdraw_entry(stage: Stage) -> Call:
    host, _ = sides(stage)
    make.entered(make.a_round(), host)
    entry = RoundEntry._base_manager.get()
    return partial(actions.withdraw_entry, by=host, assessment=entry.assessment, entry=entry)


@scenario(ROOM)
def declare(stage: Stage) -> Call:
    host, peer = sides(stage)
    two = {"one": make.body_of(host), "other": make.body_of(peer)}
    return partial(actions.declare, by=host, kind="dispute", **two)


@scenario(ROOM)
def withdraw_interest(stage: Stage) -> Call:
    interest = declare(stage)()
    return partial(actions.withdraw_interest, by=SYSTEM, interest=interest)


@scenario(ROOM)
def pair_round(stage: Stage) -> Call:
    host, peer = sides(stage)
    found = make.a_round()
    make.entered(found, host, peer)
    return partial(actions.pair_round, by=SYSTEM, round=found)


@scenario(ROOM)
def change_pairing(stage: Stage) -> Call:
    found, host, peer = paired(stage)
    two = {"challenger": make.body_of(host), "host": make.body_of(peer)}
    return partial(
        actions.change_pairing, by=SYSTEM, round=found, because="They asked for it.", **two
    )


@scenario(ROOM)
def confirm_pairing(stage: Stage) -> Call:
    return partial(actions.confirm_pairing, by=SYSTEM, round=paired(stage)[0])


@scenario(ROOM)
def call_off_round(stage: Stage) -> Call:
    stage.cast("priya")
    return partial(actions.call_off_round, by=SYSTEM, round=make.a_round(), because="Too few.")


@scenario(ROOM)
def propose_challenge(stage: Stage) -> Call:
    host, peer = sides(stage)
    given = {"challenger": make.body_of(peer), "lead": peer.person}
    return partial(actions.propose_challenge, by=host, assessment=make.agreed_by(host), **given)


@scenario(ROOM)
def accept_challenge(stage: Stage) -> Call:
    host, peer = sides(stage)
    return partial(actions.accept_challenge, by=peer, challenge=make.proposed(host, peer))


@scenario(ROOM)
def decline_challenge(stage: Stage) -> Call:
    host, peer = sides(stage)
    made = make.proposed(host, peer)
    return partial(actions.decline_challenge, by=peer, challenge=made, because="Not this year.")


@scenario(ROOM)
def take_back_acceptance(stage: Stage) -> Call:
    host, peer = sides(stage)
    return partial(actions.take_back_acceptance, by=peer, challenge=make.accepted(host, peer))


@scenario(ROOM)
def open_challenge(stage: Stage) -> Call:
    host, peer = sides(stage)
    made = make.accepted(host, peer)
    return partial(actions.open_challenge, by=host, challenge=made, judgements=True)


@scenario(ROOM)
def name_peer(stage: Stage) -> Call:
    host, peer = sides(stage)
    other = make.somebody_at(make.body_of(peer), "Ed Marsh", leads=False)
    made = make.accepted(host, peer)
    return partial(actions.name_peer, by=peer, challenge=made, person=other.person)


@scenario(ROOM)
def take_out_peer(stage: Stage) -> Call:
    name_peer(stage)()
    peer = ChallengePeer._base_manager.get(leads=False)
    return partial(actions.take_out_peer, by=SYSTEM, challenge=peer.challenge, peer=peer)


@scenario(ROOM)
def hand_over_peers(stage: Stage) -> Call:
    host, peer = sides(stage)
    other = make.somebody_at(make.body_of(peer), "Ed Marsh", leads=False)
    made = make.accepted(host, peer)
    return partial(actions.hand_over_peers, by=peer, challenge=made, person=other.person)


@scenario(ROOM)
def set_visit(stage: Stage) -> Call:
    made = make.accepted(*sides(stage))
    return partial(actions.set_visit, by=SYSTEM, challenge=made, visit_on=date(2011, 10, 4))


@scenario(ROOM)
def record_visit(stage: Stage) -> Call:
    made = make.opened(*sides(stage))
    return partial(actions.record_visit, by=SYSTEM, challenge=made, visited_on=date(2011, 9, 19))


@scenario(ROOM)
def report_challenge(stage: Stage) -> Call:
    host, peer = sides(stage)
    made = make.visited(host, peer)
    actions.add_finding(by=peer, challenge=made, kind="idea", words="Copy the rota.")
    actions.write_summary(by=peer, challenge=made, summary="Sound.")
    return partial(actions.report_challenge, by=peer, challenge=made)


@scenario(ROOM)
def answer_finding(stage: Stage) -> Call:
    host, peer = sides(stage)
    make.reported(host, peer)
    return partial(
        actions.answer_finding, by=host, finding=Finding._base_manager.get(), answer="rejected",
        why="We see it otherwise.",
    )  # fmt: skip


@scenario(ROOM)
def answer_report(stage: Stage) -> Call:
    answer_finding(stage)()
    made = Challenge._base_manager.get()
    return partial(actions.answer_report, by=SYSTEM, challenge=made)


@scenario(ROOM)
def close_challenge(stage: Stage) -> Call:
    host, peer = sides(stage)
    return partial(actions.close_challenge, by=host, challenge=make.answered(host, peer))


@scenario(ROOM)
def call_off_challenge(stage: Stage) -> Call:
    made = make.accepted(*sides(stage))
    return partial(
        actions.call_off_challenge, by=SYSTEM, challenge=made, because="Nobody could come."
    )


@scenario(ROOM)
def add_visit_item(stage: Stage) -> Call:
    made = make.accepted(*sides(stage))
    return partial(
        actions.add_visit_item, by=SYSTEM, challenge=made, begins=time(10), title="A tour"
    )


@scenario(ROOM)
def edit_visit_item(stage: Stage) -> Call:
    item = add_visit_item(stage)()
    return partial(actions.edit_visit_item, by=SYSTEM, item=item, changes={"title": "A talk"})


@scenario(ROOM)
def remove_visit_item(stage: Stage) -> Call:
    add_visit_item(stage)()
    return partial(actions.remove_visit_item, by=SYSTEM, item=VisitItem._base_manager.get())


@scenario(ROOM)
def ask_document(stage: Stage) -> Call:
    made = make.accepted(*sides(stage))
    return partial(actions.ask_document, by=SYSTEM, challenge=made, what="The asset register")


@scenario(ROOM)
def answer_document(stage: Stage) -> Call:
    document = ask_document(stage)()
    return partial(
        actions.answer_document, by=SYSTEM, document=document, answer="There is none yet."
    )


@scenario(ROOM)
def ask_question(stage: Stage) -> Call:
    made = make.accepted(*sides(stage))
    return partial(actions.ask_question, by=SYSTEM, challenge=made, words="Who decides?")


@scenario(ROOM)
def answer_question(stage: Stage) -> Call:
    question = ask_question(stage)()
    return partial(actions.answer_question, by=SYSTEM, question=question, answer="The board.")


@scenario(ROOM)
def score_criterion(stage: Stage) -> Call:
    host, peer = sides(stage)
    made = make.opened(host, peer)
    changes = {"level": 3, "reason": make.WHY}
    return partial(
        actions.score_criterion, by=peer, challenge=made, criterion=criterion(made),
        changes=changes,
    )  # fmt: skip


@scenario(ROOM)
def respond_to_score(stage: Stage) -> Call:
    host, peer = sides(stage)
    made = make.opened(host, peer)
    return partial(
        actions.respond_to_score, by=host, challenge=made, criterion=criterion(made),
        changes={"host_note": "You saw one site of three."},
    )  # fmt: skip


@scenario(ROOM)
def agree_score(stage: Stage) -> Call:
    host, peer = sides(stage)
    made = make.opened(host, peer)
    return partial(
        actions.agree_score, by=host, challenge=made, criterion=criterion(made), level=3,
        why="We talked it through.",
    )  # fmt: skip


@scenario(ROOM)
def write_summary(stage: Stage) -> Call:
    host, peer = sides(stage)
    made = make.opened(host, peer)
    return partial(actions.write_summary, by=peer, challenge=made, summary="Sound.")


@scenario(ROOM)
def add_finding(stage: Stage) -> Call:
    host, peer = sides(stage)
    made = make.opened(host, peer)
    return partial(
        actions.add_finding, by=peer, challenge=made, kind="area", words="No asset plan."
    )


@scenario(ROOM)
def edit_finding(stage: Stage) -> Call:
    finding = add_finding(stage)()
    return partial(
        actions.edit_finding, by=SYSTEM, finding=finding, changes={"words": "An old plan."}
    )


@scenario(ROOM)
def remove_finding(stage: Stage) -> Call:
    finding = add_finding(stage)()
    return partial(actions.remove_finding, by=SYSTEM, finding=finding)


@scenario(ROOM)
def remind_of_challenge(stage: Stage) -> Call:
    host, peer = sides(stage)
    made = make.visited(host, peer)
    Challenge._base_manager.filter(pk=made.pk).update(report_due=date(2011, 9, 30))
    return partial(actions.remind_of_challenge, by=SYSTEM, challenge=made)


@scenario(ROOM)
def load_travel_times(stage: Stage) -> Call:
    host, peer = sides(stage)
    rows = [Journey(make.body_of(host), make.body_of(peer), 75)]
    return partial(actions.load_travel_times, by=stage.cast("helen"), rows=rows)


@scenario(ROOM)
def take_report_back(stage: Stage) -> Call:
    host, peer = sides(stage)
    return partial(actions.take_report_back, by=peer, challenge=make.reported(host, peer))
