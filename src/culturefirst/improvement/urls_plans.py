"""Addresses of improvement plans and strands."""

from culturefirst.improvement.policy import (
    begin_assessment,
    do_action,
    draft_plans,
    keep_plan,
    keep_strands,
    lead_plan,
    see_plans,
)
from culturefirst.improvement.views import (
    plan_actions,
    plan_deeds,
    plan_downloads,
    plan_links,
    plan_opening,
    plan_savings,
    plan_steps,
    plans,
    rescoring,
    strands,
    yardsticks,
)
from culturefirst.kit.urls import page

ALL = "improve/plans/"
ONE = f"{ALL}<int:pk>/"
ACTION = f"{ALL}actions/<int:pk>/"
STRANDS = "improve/strands/"
STRAND = f"{STRANDS}<slug:slug>/"

urlpatterns = [
    page(ALL, plans.plans, policy=see_plans, name="plans"),
    page(f"{ALL}new/", plans.new, policy=draft_plans, name="plan_new"),
    page(
        "improve/assessments/<int:pk>/plan/",
        plans.from_assessment,
        policy=draft_plans,
        name="plan_from",
    ),
    page(
        "improve/assessments/<int:pk>/change/",
        rescoring.rescoring,
        policy=see_plans,
        name="rescoring",
    ),
    page(
        "improve/assessments/<int:pk>/again/",
        rescoring.again,
        policy=begin_assessment,
        name="assessment_again",
    ),
    page(ONE, plans.plan, policy=see_plans, name="plan"),
    page(f"{ONE}edit/", plans.edit, policy=keep_plan, name="plan_edit"),
    page(f"{ONE}adopt/", plan_deeds.adopt, policy=lead_plan, name="plan_adopt"),
    page(f"{ONE}review/", plan_deeds.review, policy=keep_plan, name="plan_review"),
    page(f"{ONE}close/", plan_deeds.close, policy=lead_plan, name="plan_close"),
    page(f"{ONE}reopen/", plan_deeds.reopen, policy=lead_plan, name="plan_reopen"),
    page(f"{ONE}release/", plan_opening.release, policy=lead_plan, name="plan_release"),
    page(
        f"{ONE}adopt/take-back/",
        plan_deeds.take_back_adoption,
        policy=lead_plan,
        name="plan_adoption_take_back",
    ),
    page(
        f"{ONE}release/take-back/",
        plan_opening.take_back_release,
        policy=lead_plan,
        name="plan_release_take_back",
    ),
    page(f"{ONE}team-reads/", plan_opening.team_reads, policy=lead_plan, name="plan_team_reads"),
    page(f"{ONE}members/", plan_opening.add_member, policy=keep_plan, name="plan_member_add"),
    page(
        f"{ONE}members/<int:member>/out/",
        plan_opening.take_out_member,
        policy=keep_plan,
        name="plan_member_out",
    ),
    page(f"{ONE}as/<str:form>/", plan_downloads.download, policy=see_plans, name="plan_download"),
    page(f"{ONE}actions/new/", plan_actions.new, policy=keep_plan, name="plan_action_new"),
    page(ACTION, plan_actions.action, policy=see_plans, name="plan_action"),
    page(f"{ACTION}edit/", plan_actions.edit, policy=keep_plan, name="plan_action_edit"),
    page(f"{ACTION}move/", plan_actions.move, policy=keep_plan, name="plan_action_move"),
    page(f"{ACTION}begin/", plan_steps.begin, policy=do_action, name="plan_action_begin"),
    page(f"{ACTION}done/", plan_steps.done, policy=do_action, name="plan_action_done"),
    page(f"{ACTION}drop/", plan_steps.drop, policy=keep_plan, name="plan_action_drop"),
    page(f"{ACTION}resume/", plan_steps.resume, policy=do_action, name="plan_action_resume"),
    page(f"{ACTION}savings/", plan_savings.saving, policy=do_action, name="plan_saving"),
    page(
        f"{ACTION}savings/<int:saving>/withdraw/",
        plan_savings.withdraw_saving,
        policy=do_action,
        name="plan_saving_withdraw",
    ),
    page(f"{ACTION}link/", plan_links.link, policy=do_action, name="plan_action_link"),
    page(f"{ACTION}unlink/", plan_links.unlink, policy=do_action, name="plan_action_unlink"),
    page(f"{ACTION}counted/", yardsticks.counted, policy=keep_plan, name="plan_action_counted"),
    page(
        f"{ACTION}counted/no-more/",
        yardsticks.counted_no_more,
        policy=keep_plan,
        name="plan_action_counted_no_more",
    ),
    page(STRANDS, strands.strands, policy=see_plans, name="plan_strands"),
    page(f"{STRANDS}new/", strands.new, policy=keep_strands, name="plan_strand_new"),
    page(STRAND, strands.strand, policy=see_plans, name="plan_strand"),
    page(f"{STRAND}edit/", strands.edit, policy=keep_strands, name="plan_strand_edit"),
    page(f"{STRAND}retire/", strands.retire, policy=keep_strands, name="plan_strand_retire"),
    page(f"{STRAND}resume/", strands.resume, policy=keep_strands, name="plan_strand_resume"),
]
