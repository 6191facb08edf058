"""What people do in improvement; each noun's actions are in a file of its own."""

from culturefirst.improvement.actions.answers import (
    save_answers,
    submit_answers,
    take_answers_back,
)
from culturefirst.improvement.actions.asking import (
    accept_challenge,
    decline_challenge,
    propose_challenge,
    take_back_acceptance,
)
from culturefirst.improvement.actions.assessments import (
    agree_assessment,
    begin_assessment,
    close_scoring,
    edit_scope,
    open_scoring,
)
from culturefirst.improvement.actions.carrying import (
    carry_over,
)
from culturefirst.improvement.actions.challenges import (
    call_off_challenge,
    close_challenge,
    open_challenge,
)
from culturefirst.improvement.actions.collections import (
    announce_collection,
    edit_collection,
    plan_collection,
    withdraw_collection,
)
from culturefirst.improvement.actions.drafts import (
    change_draft,
    draft_framework,
    drop_draft,
    load_draft,
    write_draft,
)
from culturefirst.improvement.actions.evidence import (
    add_evidence,
    edit_evidence,
    restore_evidence,
    withdraw_evidence,
)
from culturefirst.improvement.actions.feedback import (
    add_finding,
    answer_finding,
    answer_report,
    edit_finding,
    remove_finding,
    report_challenge,
    take_report_back,
    write_summary,
)
from culturefirst.improvement.actions.figure_groups import (
    drop_group,
    keep_group,
)
from culturefirst.improvement.actions.figure_letters import (
    tell_of_release,
)
from culturefirst.improvement.actions.figure_queries import (
    answer_figure_query,
    ask_about_figure,
    settle_figure_query,
)
from culturefirst.improvement.actions.figure_sets import (
    load_indicators,
)
from culturefirst.improvement.actions.frameworks import (
    load_framework,
    load_shipped_frameworks,
)
from culturefirst.improvement.actions.interests import (
    declare,
    withdraw_interest,
)
from culturefirst.improvement.actions.judgements import (
    save_judgement,
)
from culturefirst.improvement.actions.members import (
    add_assessment_member,
    take_out_assessment_member,
)
from culturefirst.improvement.actions.pairing import (
    change_pairing,
    confirm_pairing,
    pair_round,
)
from culturefirst.improvement.actions.peer_scores import (
    agree_score,
    respond_to_score,
    score_criterion,
)
from culturefirst.improvement.actions.peers import (
    hand_over_peers,
    name_peer,
    take_out_peer,
)
from culturefirst.improvement.actions.plan_actions import (
    add_action,
    edit_action,
    move_action,
)
from culturefirst.improvement.actions.plan_deeds import (
    adopt_plan,
    close_plan,
    note_review,
    reopen_plan,
    take_back_adoption,
)
from culturefirst.improvement.actions.plan_links import (
    link_action,
    unlink_action,
)
from culturefirst.improvement.actions.plan_members import (
    add_plan_member,
    take_out_plan_member,
)
from culturefirst.improvement.actions.plan_opening import (
    let_team_read,
    release_plan,
    take_back_plan_release,
)
from culturefirst.improvement.actions.plan_steps import (
    begin_action,
    drop_action,
    finish_action,
    resume_action,
)
from culturefirst.improvement.actions.plans import (
    draft_plan,
    edit_plan,
)
from culturefirst.improvement.actions.records import (
    bring_answers,
    bring_record,
    put_in_answers,
    put_in_record,
)
from culturefirst.improvement.actions.releasing import (
    release_assessment,
    reopen_assessment,
    take_release_back,
    withdraw_assessment,
)
from culturefirst.improvement.actions.reminding import (
    remind_of_challenge,
)
from culturefirst.improvement.actions.respondents import (
    decline_invitation,
    invite_guest,
    invite_people,
    remind_respondents,
    withdraw_invitation,
)
from culturefirst.improvement.actions.returns import (
    accept_return,
    begin_return,
    name_sender,
    save_figures,
    send_return,
    take_back_return,
)
from culturefirst.improvement.actions.rounds import (
    call_off_round,
    edit_round,
    enter,
    make_round,
    withdraw_entry,
)
from culturefirst.improvement.actions.savings import (
    note_saving,
    withdraw_saving,
)
from culturefirst.improvement.actions.strands import (
    add_strand,
    edit_strand,
    resume_strand,
    retire_strand,
)
from culturefirst.improvement.actions.traits import (
    load_traits,
)
from culturefirst.improvement.actions.travel import (
    load_travel_times,
)
from culturefirst.improvement.actions.visits import (
    add_visit_item,
    answer_document,
    answer_question,
    ask_document,
    ask_question,
    edit_visit_item,
    record_visit,
    remove_visit_item,
    set_visit,
)
from culturefirst.improvement.actions.yardsticks import (
    count_by_figure,
    count_by_measure,
    count_no_more,
)

__all__ = [
    "accept_challenge",
    "accept_return",
    "add_action",
    "add_assessment_member",
    "add_evidence",
    "add_finding",
    "add_plan_member",
    "add_strand",
    "add_visit_item",
    "adopt_plan",
    "agree_assessment",
    "agree_score",
    "announce_collection",
    "answer_document",
    "answer_figure_query",
    "answer_finding",
    "answer_question",
    "answer_report",
    "ask_about_figure",
    "ask_document",
    "ask_question",
    "begin_action",
    "begin_assessment",
    "begin_return",
    "bring_answers",
    "bring_record",
    "call_off_challenge",
    "call_off_round",
    "carry_over",
    "change_draft",
    "change_pairing",
    "close_challenge",
    "close_plan",
    "close_scoring",
    "confirm_pairing",
    "count_by_figure",
    "count_by_measure",
    "count_no_more",
    "declare",
    "decline_challenge",
    "decline_invitation",
    "draft_framework",
    "draft_plan",
    "drop_action",
    "drop_draft",
    "drop_group",
    "edit_action",
    "edit_collection",
    "edit_evidence",
    "edit_finding",
    "edit_plan",
    "edit_round",
    "edit_scope",
    "edit_strand",
    "edit_visit_item",
    "enter",
    "finish_action",
    "hand_over_peers",
    "invite_guest",
    "invite_people",
    "keep_group",
    "let_team_read",
    "link_action",
    "load_draft",
    "load_framework",
    "load_indicators",
    "load_shipped_frameworks",
    "load_traits",
    "load_travel_times",
    "make_round",
    "move_action",
    "name_peer",
    "name_sender",
    "note_review",
    "note_saving",
    "open_challenge",
    "open_scoring",
    "pair_round",
    "plan_collection",
    "propose_challenge",
    "put_in_answers",
    "put_in_record",
    "record_visit",
    "release_assessment",
    "release_plan",
    "remind_of_challenge",
    "remind_respondents",
    "remove_finding",
    "remove_visit_item",
    "reopen_assessment",
    "reopen_plan",
    "report_challenge",
    "respond_to_score",
    "restore_evidence",
    "resume_action",
    "resume_strand",
    "retire_strand",
    "save_answers",
    "save_figures",
    "save_judgement",
    "score_criterion",
    "send_return",
    "set_visit",
    "settle_figure_query",
    "submit_answers",
    "take_answers_back",
    "take_back_acceptance",
    "take_back_adoption",
    "take_back_plan_release",
    "take_back_return",
    "take_out_assessment_member",
    "take_out_peer",
    "take_out_plan_member",
    "take_release_back",
    "take_report_back",
    "tell_of_release",
    "unlink_action",
    "withdraw_assessment",
    "withdraw_collection",
    "withdraw_entry",
    "withdraw_evidence",
    "withdraw_interest",
    "withdraw_invitation",
    "withdraw_saving",
    "write_draft",
    "write_summary",
]
