"""What people do in improvement; each noun's actions are in a file of its own."""

from culturefirst.improvement.actions.answers import (
    save_answers,
    submit_answers,
    take_answers_back,
)
from culturefirst.improvement.actions.assessments import (
    agree_assessment,
    begin_assessment,
    close_scoring,
    edit_scope,
    open_scoring,
    release_assessment,
    reopen_assessment,
    take_release_back,
    withdraw_assessment,
)
from culturefirst.improvement.actions.carrying import (
    carry_over,
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
from culturefirst.improvement.actions.judgements import (
    save_judgement,
)
from culturefirst.improvement.actions.members import (
    add_assessment_member,
    take_out_assessment_member,
)
from culturefirst.improvement.actions.plan_actions import (
    add_action,
    begin_action,
    drop_action,
    edit_action,
    finish_action,
    link_action,
    move_action,
    resume_action,
    unlink_action,
)
from culturefirst.improvement.actions.plans import (
    add_plan_member,
    adopt_plan,
    close_plan,
    draft_plan,
    edit_plan,
    let_team_read,
    note_review,
    release_plan,
    reopen_plan,
    take_out_plan_member,
)
from culturefirst.improvement.actions.records import (
    bring_answers,
    bring_record,
    put_in_answers,
    put_in_record,
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

__all__ = [
    "accept_return",
    "add_action",
    "add_assessment_member",
    "add_evidence",
    "add_plan_member",
    "add_strand",
    "adopt_plan",
    "agree_assessment",
    "announce_collection",
    "answer_figure_query",
    "ask_about_figure",
    "begin_action",
    "begin_assessment",
    "begin_return",
    "bring_answers",
    "bring_record",
    "carry_over",
    "change_draft",
    "close_plan",
    "close_scoring",
    "decline_invitation",
    "draft_framework",
    "draft_plan",
    "drop_action",
    "drop_draft",
    "edit_action",
    "edit_collection",
    "edit_evidence",
    "edit_plan",
    "edit_scope",
    "edit_strand",
    "finish_action",
    "invite_guest",
    "invite_people",
    "let_team_read",
    "link_action",
    "load_draft",
    "load_framework",
    "load_indicators",
    "load_shipped_frameworks",
    "load_traits",
    "move_action",
    "name_sender",
    "note_review",
    "note_saving",
    "open_scoring",
    "plan_collection",
    "put_in_answers",
    "put_in_record",
    "release_assessment",
    "release_plan",
    "remind_respondents",
    "reopen_assessment",
    "reopen_plan",
    "restore_evidence",
    "resume_action",
    "resume_strand",
    "retire_strand",
    "save_answers",
    "save_figures",
    "save_judgement",
    "send_return",
    "settle_figure_query",
    "submit_answers",
    "take_answers_back",
    "take_back_return",
    "take_out_assessment_member",
    "take_out_plan_member",
    "take_release_back",
    "tell_of_release",
    "unlink_action",
    "withdraw_assessment",
    "withdraw_collection",
    "withdraw_evidence",
    "withdraw_invitation",
    "withdraw_saving",
    "write_draft",
]
