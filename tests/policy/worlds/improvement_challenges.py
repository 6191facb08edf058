"""A challenge of the officer's council that is visited, and one of which the cast knows nothing."""

from datetime import date, time
from typing import Any

from culturefirst.improvement import actions
from culturefirst.improvement.models import Assessment, Challenge
from culturefirst.improvement.tests import make_challenges as make
from culturefirst.improvement.tests.make import a_framework, an_assessment
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from culturefirst.network.models import Organisation, User

OF_ONE = (
    "challenge", "challenge_accept", "challenge_decline", "challenge_take_back",
    "challenge_open", "challenge_visit",
    "challenge_visited", "challenge_close", "challenge_call_off", "challenge_peer_new",
    "challenge_hand_over", "challenge_item_new", "challenge_document_new",
    "challenge_question_new", "challenge_scores", "challenge_report", "challenge_summary",
    "challenge_finding_new", "challenge_report_send", "challenge_report_answered",
    "challenge_report_take_back",
    "challenge_report_word", "challenge_report_pdf",
)  # fmt: skip
OF_SCORE = (
    "challenge_score", "challenge_score_peers", "challenge_score_host", "challenge_score_agree",
)  # fmt: skip
OF_FINDING = ("challenge_finding", "challenge_finding_remove", "challenge_finding_answer")
OF_ROUND = (
    "challenge_round", "challenge_round_edit", "challenge_round_enter", "challenge_round_pair",
    "challenge_round_by_hand", "challenge_round_confirm", "challenge_round_off",
)  # fmt: skip
Given = dict[str, dict[str, Any]]


def given(*, by: User, officer: User) -> Given:
    """The officer leads a host, whose peers have visited and are to report."""
    version = a_framework(key="of-challenges", themes=1, each=1)
    nora = _elsewhere("Sheringham Town Council", "Zelda Reed")
    agreed = an_assessment(make.body_of(officer), officer.person, version, agreed={"1-1": 2})
    host = _challenge(officer, nora, agreed)
    other = _elsewhere("Cromer Town Council", "Zadie Holt")
    hidden = an_assessment(make.body_of(other), other.person, version, agreed={"1-1": 3})
    _challenge(other, nora, hidden)
    round_ = make.a_round(by, framework=version.framework)
    entry = actions.enter(by=officer, assessment=agreed, round=round_)
    interest = actions.declare(
        by=officer, one=make.body_of(officer), other=make.body_of(nora), kind="other"
    )
    return _of(host) | {name: {"pk": round_.pk} for name in OF_ROUND} | {
        "challenge_round_withdraw": {"pk": round_.pk, "entry": entry.pk},
        "challenge_interest_withdraw": {"pk": interest.pk},
        "challenge_ask": {"assessment": agreed.pk, "challenger": make.body_of(other).pk},
    }  # fmt: skip


def _challenge(host: User, peer: User, assessment: Assessment) -> Challenge:
    made = make.proposed(host, peer, assessment)
    made = actions.accept_challenge(by=peer, challenge=made)
    made = actions.open_challenge(by=host, challenge=made, judgements=True, evidence=True)
    actions.add_visit_item(by=host, challenge=made, begins=time(10), title="A tour")
    actions.ask_document(by=peer, challenge=made, what="The asset register")
    actions.ask_question(by=peer, challenge=made, words="Who decides?")
    made = actions.record_visit(by=peer, challenge=made, visited_on=clock.today())
    actions.add_finding(by=peer, challenge=made, kind="strength", words="Good people.")
    ed = make.somebody_at(make.body_of(peer), f"Ed{made.pk} Marsh", leads=False)
    actions.name_peer(by=peer, challenge=made, person=ed.person)
    made.assessment.evidence.model._base_manager.create(
        assessment=made.assessment, kind="link", title="A paper", opened=True,
        url="https://example.org/paper", added_on=date(2011, 9, 19),
    )  # fmt: skip
    return made


def _of(made: Challenge) -> Given:
    """The addresses of a challenge and of its parts."""
    criterion = made.assessment.framework.criteria.get()
    parts = {
        name: getattr(made, related).model._base_manager.filter(challenge=made).last().pk
        for name, related in (
            ("item", "programme"), ("document", "documents"), ("question", "questions"),
            ("finding", "findings"), ("peer", "peers"),
        )
    }  # fmt: skip
    piece = made.assessment.evidence.model._base_manager.get(assessment=made.assessment)
    one = {"pk": made.pk}
    return (
        dict.fromkeys(OF_ONE, one)
        | {name: one | {"criterion": criterion.pk} for name in OF_SCORE}
        | {name: one | {"finding": parts["finding"]} for name in OF_FINDING}
        | {
            name: one | {"item": parts["item"]}
            for name in ("challenge_item", "challenge_item_remove")
        }
        | {
            "challenge_document": one | {"document": parts["document"]},
            "challenge_question": one | {"question": parts["question"]},
            "challenge_peer_take_out": one | {"peer": parts["peer"]},
            "challenge_evidence": one | {"piece": piece.pk},
        }
    )


def _elsewhere(name: str, lead: str) -> User:
    body = network.add_organisation(by=SYSTEM, name=name, kind=Organisation.Kind.DISTRICT)
    return make.somebody_at(body, lead)


def hidden() -> dict[str, Given]:
    """The challenge of two other councils, to everybody, the network's own team as well."""
    everybody = (
        "nobody", "partner", "councillor", "officer", "improvement manager", "manager", "director"
    )  # fmt: skip
    other = Challenge._base_manager.get(host__name="Cromer Town Council")
    two = {"assessment": other.assessment_id, "challenger": other.challenger_id}
    return dict.fromkeys(everybody, _of(other) | {"challenge_ask": two})
