"""Addresses of benchmark frameworks."""

from culturefirst.improvement.policy import keep_frameworks, work_on_assessment
from culturefirst.improvement.views import (
    bringing,
    carrying,
    draft_deeds,
    draft_parts,
    drafts,
    frameworks,
)
from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import page

ALL = "improve/frameworks/"
ONE = f"{ALL}<slug:key>/"
VERSION = f"{ONE}<int:number>/"
DRAFT = "improve/framework-drafts/<int:pk>/"

urlpatterns = [
    page(ALL, frameworks.frameworks, policy=anybody, name="frameworks"),
    page(ONE, frameworks.framework, policy=anybody, name="framework"),
    page(VERSION, frameworks.framework, policy=anybody, name="framework_version"),
    page(f"{VERSION}download/", frameworks.file, policy=anybody, name="framework_file"),
    page(f"{VERSION}compare/", frameworks.compare, policy=anybody, name="framework_compare"),
    page(f"{VERSION}map/", frameworks.mapping, policy=anybody, name="framework_map"),
    # What is not a framework's own stands beside, so that a framework may have any key.
    page("improve/bring-a-framework/", bringing.bring, policy=keep_frameworks,
         name="framework_bring"),
    page("improve/load-frameworks/", bringing.shipped, policy=keep_frameworks,
         name="frameworks_shipped"),
    page("improve/assessments/<int:pk>/carry-over/", carrying.carry, policy=work_on_assessment,
         name="assessment_carry"),
    page("improve/write-a-framework/", drafts.new, policy=keep_frameworks,
         name="framework_draft_new"),
    page(f"{VERSION}draft/", drafts.begin, policy=keep_frameworks, name="framework_draft_from"),
    page(DRAFT, drafts.draft, policy=keep_frameworks, name="framework_draft"),
    page(f"{DRAFT}text/", drafts.text, policy=keep_frameworks, name="framework_draft_text"),
    page(f"{DRAFT}drop/", drafts.drop, policy=keep_frameworks, name="framework_draft_drop"),
    page(f"{DRAFT}head/", draft_parts.head, policy=keep_frameworks, name="framework_draft_head"),
    page(f"{DRAFT}scale/", draft_parts.scale, policy=keep_frameworks, name="framework_draft_scale"),
    page(f"{DRAFT}theme/", draft_deeds.add_theme, policy=keep_frameworks,
         name="framework_draft_theme_add"),
    page(f"{DRAFT}theme/<slug:key>/", draft_parts.theme, policy=keep_frameworks,
         name="framework_draft_theme"),
    page(f"{DRAFT}theme/<slug:key>/add/", draft_deeds.add_criterion, policy=keep_frameworks,
         name="framework_draft_criterion_add"),
    page(f"{DRAFT}criterion/<slug:key>/", draft_parts.criterion, policy=keep_frameworks,
         name="framework_draft_criterion"),
    page(f"{DRAFT}move/<slug:key>/", draft_deeds.move, policy=keep_frameworks,
         name="framework_draft_move"),
    page(f"{DRAFT}remove/<slug:key>/", draft_deeds.remove, policy=keep_frameworks,
         name="framework_draft_remove"),
]  # fmt: skip
