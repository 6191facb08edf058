"""What people do in improvement; each noun's actions are in a file of its own."""

from culturefirst.improvement.actions.frameworks import (
    load_framework,
    load_shipped_frameworks,
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

__all__ = [
    "add_action",
    "add_plan_member",
    "add_strand",
    "adopt_plan",
    "begin_action",
    "close_plan",
    "draft_plan",
    "drop_action",
    "edit_action",
    "edit_plan",
    "edit_strand",
    "finish_action",
    "let_team_read",
    "link_action",
    "load_framework",
    "load_shipped_frameworks",
    "move_action",
    "note_review",
    "note_saving",
    "release_plan",
    "reopen_plan",
    "resume_action",
    "resume_strand",
    "retire_strand",
    "take_out_plan_member",
    "unlink_action",
    "withdraw_saving",
]
