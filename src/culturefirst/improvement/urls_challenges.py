"""Addresses of peer challenges."""

from django.urls import URLPattern

from culturefirst.improvement.policy import (
    declare_interest,
    do_challenge,
    enter_round,
    host_challenge,
    keep_rounds,
    lead_side,
    open_to_peers,
    see_challenges,
    send_report,
    take_part,
)
from culturefirst.improvement.views import challenge_asking as asking
from culturefirst.improvement.views import challenge_interests as interests
from culturefirst.improvement.views import challenge_peers as peers
from culturefirst.improvement.views import challenge_reports as reports
from culturefirst.improvement.views import challenge_review as review
from culturefirst.improvement.views import challenge_rounds as rounds
from culturefirst.improvement.views import challenge_scores as scores
from culturefirst.improvement.views import challenge_travel as travel
from culturefirst.improvement.views import challenges
from culturefirst.kit.policy import Policy
from culturefirst.kit.urls import View, page

ALL = "improve/challenges/"
ROUND = f"{ALL}rounds/<int:pk>/"
ONE = f"{ALL}<int:pk>/"
ITEM, DOCUMENT = f"{ONE}programme/<int:item>/", f"{ONE}documents/<int:document>/"
SCORE, FINDING = f"{ONE}scores/<int:criterion>/", f"{ONE}report/findings/<int:finding>/"


def _(route: str, view: View, policy: Policy, name: str) -> URLPattern:
    return page(route, view, policy=policy, name=name)


urlpatterns: list[URLPattern] = [
    _(ALL, rounds.challenges, see_challenges, "challenges"),
    _(f"{ALL}new/", asking.propose, enter_round, "challenge_new"),
    _(
        f"{ALL}new/<int:assessment>/<int:challenger>/",
        asking.ask,
        enter_round,
        "challenge_ask",
    ),
    _(f"{ALL}interests/", interests.interests, declare_interest, "challenge_interests"),
    _(f"{ALL}interests/new/", interests.declare, declare_interest, "challenge_declare"),
    _(
        f"{ALL}interests/<int:pk>/withdraw/",
        interests.withdraw_interest,
        declare_interest,
        "challenge_interest_withdraw",
    ),
    _(f"{ALL}travel/", travel.travel, keep_rounds, "challenge_travel"),
    _(f"{ALL}travel/load/", travel.load, keep_rounds, "challenge_travel_load"),
    _(f"{ALL}rounds/new/", rounds.new_round, keep_rounds, "challenge_round_new"),
    _(ROUND, rounds.one_round, see_challenges, "challenge_round"),
    _(f"{ROUND}edit/", rounds.edit_round, keep_rounds, "challenge_round_edit"),
    _(f"{ROUND}enter/", rounds.enter, enter_round, "challenge_round_enter"),
    _(
        f"{ROUND}entries/<int:entry>/withdraw/",
        rounds.withdraw,
        enter_round,
        "challenge_round_withdraw",
    ),
    _(f"{ROUND}pair/", rounds.pair, keep_rounds, "challenge_round_pair"),
    _(f"{ROUND}by-hand/", rounds.by_hand, keep_rounds, "challenge_round_by_hand"),
    _(f"{ROUND}confirm/", rounds.confirm, keep_rounds, "challenge_round_confirm"),
    _(
        f"{ROUND}call-off/",
        rounds.call_off_round,
        keep_rounds,
        "challenge_round_off",
    ),
    _(ONE, challenges.challenge, see_challenges, "challenge"),
    _(f"{ONE}accept/", asking.accept, lead_side, "challenge_accept"),
    _(f"{ONE}decline/", asking.decline, lead_side, "challenge_decline"),
    _(f"{ONE}take-back/", asking.take_back, lead_side, "challenge_take_back"),
    _(f"{ONE}open/", challenges.open_, open_to_peers, "challenge_open"),
    _(f"{ONE}visit/", review.visit, take_part, "challenge_visit"),
    _(f"{ONE}visited/", review.visited, take_part, "challenge_visited"),
    _(f"{ONE}close/", asking.close, lead_side, "challenge_close"),
    _(f"{ONE}call-off/", asking.call_off, lead_side, "challenge_call_off"),
    _(f"{ONE}peers/new/", peers.name_peer, do_challenge, "challenge_peer_new"),
    _(f"{ONE}peers/lead/", peers.hand_over, send_report, "challenge_hand_over"),
    _(
        f"{ONE}peers/<int:peer>/take-out/",
        peers.take_out_peer,
        send_report,
        "challenge_peer_take_out",
    ),
    _(f"{ONE}evidence/<int:piece>/", challenges.evidence, take_part, "challenge_evidence"),
    _(f"{ONE}programme/new/", review.add_item, take_part, "challenge_item_new"),
    _(ITEM, review.edit_item, take_part, "challenge_item"),
    _(f"{ITEM}remove/", review.remove_item, take_part, "challenge_item_remove"),
    _(
        f"{ONE}documents/new/",
        review.ask_document,
        do_challenge,
        "challenge_document_new",
    ),
    _(DOCUMENT, review.answer_document, host_challenge, "challenge_document"),
    _(f"{ONE}questions/new/", review.ask, do_challenge, "challenge_question_new"),
    _(
        f"{ONE}questions/<int:question>/",
        review.answer_question,
        host_challenge,
        "challenge_question",
    ),
    _(f"{ONE}scores/", scores.scores, take_part, "challenge_scores"),
    _(SCORE, scores.score, take_part, "challenge_score"),
    _(f"{SCORE}peers/", scores.peers_score, do_challenge, "challenge_score_peers"),
    _(f"{SCORE}host/", scores.host_says, host_challenge, "challenge_score_host"),
    _(f"{SCORE}agree/", scores.agree, take_part, "challenge_score_agree"),
    _(f"{ONE}report/", reports.report, take_part, "challenge_report"),
    _(f"{ONE}report/summary/", reports.summary, do_challenge, "challenge_summary"),
    _(
        f"{ONE}report/findings/new/",
        reports.add_finding,
        do_challenge,
        "challenge_finding_new",
    ),
    _(FINDING, reports.edit_finding, do_challenge, "challenge_finding"),
    _(
        f"{FINDING}remove/",
        reports.remove_finding,
        do_challenge,
        "challenge_finding_remove",
    ),
    _(
        f"{FINDING}answer/",
        reports.answer_finding,
        host_challenge,
        "challenge_finding_answer",
    ),
    _(f"{ONE}report/send/", reports.send, send_report, "challenge_report_send"),
    _(f"{ONE}report/take-back/", reports.take_back, send_report, "challenge_report_take_back"),
    _(
        f"{ONE}report/answered/",
        reports.answered,
        open_to_peers,
        "challenge_report_answered",
    ),
    _(f"{ONE}report/word/", reports.word, take_part, "challenge_report_word"),
    _(f"{ONE}report/pdf/", reports.pdf, take_part, "challenge_report_pdf"),
]
