"""A framework in two versions, and an assessment of the officer's council against it."""

from typing import Any

from culturefirst.improvement import actions
from culturefirst.improvement.tests.make import an_assessment
from culturefirst.improvement.tests.test_frameworks_comparing import NEXT
from culturefirst.improvement.tests.texts import DEMO
from culturefirst.network.models import User

OF_VERSION = (
    "framework_version", "framework_file", "framework_compare", "framework_map",
    "framework_draft_from",
)  # fmt: skip
OF_DRAFT = (
    "framework_draft", "framework_draft_text", "framework_draft_drop", "framework_draft_head",
    "framework_draft_scale", "framework_draft_theme_add",
)  # fmt: skip
OF_THEME = ("framework_draft_theme", "framework_draft_criterion_add")
OF_PART = ("framework_draft_criterion", "framework_draft_move", "framework_draft_remove")


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    """The second version is the one that addresses name."""
    actions.load_framework(by=by, text=DEMO)
    second = actions.load_framework(by=by, text=NEXT)
    body = officer.posts_today[0].organisation
    assessment = an_assessment(body, officer.person, second)
    draft = actions.draft_framework(by=by, base=second)
    version = {"key": "demo", "number": 2}
    part = {"pk": draft.pk, "key": "assets"}
    theme = {"pk": draft.pk, "key": "people"}
    return {
        **dict.fromkeys(OF_VERSION, version),
        **{name: {"pk": draft.pk} for name in OF_DRAFT},
        **dict.fromkeys(OF_THEME, theme),
        **dict.fromkeys(OF_PART, part),
        "framework": {"key": "demo"},
        "api_framework": {"key": "demo"},
        "assessment_carry": {"pk": assessment.pk},
    }
