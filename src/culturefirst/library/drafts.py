"""Case studies on their way: what one wrote, where it stands, what it still lacks.

The words of a draft are in the page's latest revision, as the editor keeps them: the page itself
holds what is published. So two ways of writing, ours and the editor's, work on one draft.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import WorkflowState

from culturefirst.kit.errors import DomainError
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.policy import roles
from culturefirst.library.models import CaseStudyPage
from culturefirst.library.policy import publish

TURNS = ("library.hand_in_case_study", "library.send_back_case_study")
WAITING, BACK = WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES
NEEDED = {
    "title": "Give it a title.",
    "summary": "Say in a sentence or two what it is about.",
    "challenge": "Say what the difficulty was.",
    "done": "Say what was done.",
    "outcomes": "Say what came of it.",
}
BASIS = "Say how the cost and the saving were worked out."


@dataclass(frozen=True)
class Standing:
    """Where a case study stands, in words; ``said`` is why it was sent back, ``who`` by whom."""

    words: str
    key: str
    since: date | None = None
    said: str = ""
    who: str = ""

    @property
    def waits(self) -> bool:
        """Whether somebody is to decide."""
        return self.key == "waits"


def mine(user: Any) -> "QuerySet[CaseStudyPage]":
    """What this person wrote, published or not, the latest first."""
    rows: QuerySet[CaseStudyPage] = CaseStudyPage.objects.order_by(
        "-latest_revision_created_at", "-pk"
    )
    return rows.filter(written_by=user.person_id) if roles(user) else rows.none()


def unfinished(user: Any) -> list[CaseStudyPage]:
    """What this person began and never handed in."""
    begun = list(mine(user).filter(live=False, first_published_at=None))
    stand = standings(begun)
    return [page for page in begun if stand[page.pk].key == "draft"]


def readable(user: Any) -> "QuerySet[CaseStudyPage]":
    """Drafts that this person may read: their own, and for publishers all."""
    rows: QuerySet[CaseStudyPage] = CaseStudyPage.objects.all()
    return rows if publish.allows(user) else mine(user)


def draft_of(page: CaseStudyPage) -> CaseStudyPage:
    """The words as they stand in the draft."""
    draft: CaseStudyPage = page.get_latest_revision_as_object()
    return draft


def standing(page: CaseStudyPage) -> Standing:
    """Where one case study stands."""
    return standings([page])[page.pk]


def standings(pages: Iterable[CaseStudyPage]) -> dict[int, Standing]:
    """Where each of these stands, in two statements."""
    listed = list(pages)
    days = _days(listed)
    reviews = WorkflowState.objects.filter(
        status__in=(WAITING, BACK), object_id__in=[str(page.pk) for page in listed]
    ).select_related("current_task_state__finished_by__person")
    of = {int(state.object_id): state for state in reviews}
    return {page.pk: _standing(page, of.get(page.pk), days.get(page.pk)) for page in listed}


def _days(pages: list[CaseStudyPage]) -> dict[int, date]:
    """The network's own day on which each was handed in or sent back last.

    From the trail: the editor's times are the machine's. What was asked or answered in the
    editor has none.
    """
    events = AuditEvent.objects.filter(
        verb__in=TURNS,
        object_type=CaseStudyPage._meta.label_lower,
        object_id__in=[str(page.pk) for page in pages],
    )
    told = events.order_by("pk").values_list("object_id", "at")
    return {int(key): timezone.localtime(at).date() for key, at in told}


def _standing(page: CaseStudyPage, state: Any, on: date | None) -> Standing:
    if state is not None and state.status == WAITING:
        return Standing("Waits to be looked at", "waits", on)
    if state is not None:
        task = state.current_task_state
        who = str(task.finished_by or "The team")
        return Standing("Sent back to you", "back", on, task.comment, who)
    if page.live:
        changed = page.has_unpublished_changes
        words = "Published, with changes not handed in" if changed else "Published"
        return Standing(words, "changed" if changed else "published", page.published_on)
    if page.withdrawn_on:
        return Standing("Taken off the website", "withdrawn", page.withdrawn_on)
    return Standing("A draft, not handed in", "draft")


def lacks(draft: CaseStudyPage) -> dict[str, str]:
    """What it needs before it is handed in, by field, each as a sentence."""
    found = {name: says for name, says in NEEDED.items() if not getattr(draft, name).strip()}
    if (draft.cost is not None or draft.saving is not None) and not draft.basis.strip():
        found["basis"] = BASIS
    return found


def same_as_seen(page: CaseStudyPage, seen: int | None) -> None:
    """Raise where the draft has moved on since this person looked at it."""
    if seen is not None and page.latest_revision_id != seen:
        raise DomainError("It was changed since you opened this page. Look at it once more.")


def picture_in(draft: CaseStudyPage) -> Any:
    """The first picture among its blocks, or ``None``."""
    return next((block.value for block in draft.body if block.block_type == "picture"), None)
