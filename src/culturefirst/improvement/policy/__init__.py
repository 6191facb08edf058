"""Who may do what in improvement, a file for each noun."""

from culturefirst.improvement.policy.assessments import (
    answer_alone,
    begin_assessment,
    keep_frameworks,
    lead_assessment,
    see_assessments,
    work_on_assessment,
)
from culturefirst.improvement.policy.challenges import (
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
from culturefirst.improvement.policy.figures import (
    ask_about_figures,
    fill_returns,
    keep_collections,
    name_senders,
    see_figures,
    send_returns,
)
from culturefirst.improvement.policy.plans import (
    do_action,
    draft_plans,
    keep_plan,
    keep_strands,
    lead_plan,
    see_plans,
)

__all__ = [
    "answer_alone",
    "ask_about_figures",
    "begin_assessment",
    "declare_interest",
    "do_action",
    "do_challenge",
    "draft_plans",
    "enter_round",
    "fill_returns",
    "host_challenge",
    "keep_collections",
    "keep_frameworks",
    "keep_plan",
    "keep_rounds",
    "keep_strands",
    "lead_assessment",
    "lead_plan",
    "lead_side",
    "name_senders",
    "open_to_peers",
    "see_assessments",
    "see_challenges",
    "see_figures",
    "see_plans",
    "send_report",
    "send_returns",
    "take_part",
    "work_on_assessment",
]
