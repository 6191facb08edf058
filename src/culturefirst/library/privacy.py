"""What the website and its editor hold about people, in plain words."""

from collections.abc import Sequence

from django.db.models import Model
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    Revision,
    TaskState,
)
from wagtail.users.models import UserProfile

from culturefirst.kit.holdings import HOLDINGS, OTHERS_TEXTS, STORES, Holding, Row, Whom
from culturefirst.library.models import CaseStudyPage, Entry, File, Picture

GONE = "[taken away]"


def _written(whom: Whom) -> list[Row]:
    rows = Revision.objects.filter(user__in=whom.accounts).order_by("pk")
    return [{"what": row.object_str, "when": row.created_at} for row in rows]


def _forget(whom: Whom) -> None:
    """Revisions stay and name nobody, as their account does; what was said beside them goes."""
    UserProfile.objects.filter(user__in=whom.accounts).delete()
    EditingSession.objects.filter(user__in=whom.accounts).delete()
    for model in (Comment, CommentReply):
        model.objects.filter(user__in=whom.accounts).update(text=GONE)


HOLDINGS.add(
    "library.editor",
    Holding(
        "Which drafts of the website you wrote, and what you said beside them",
        "So that an editor can see how a page came about.",
        "While the page is kept; without your name once you are erased.",
        rows=_written,
        erase=_forget,
    ),
)

for each in (
    Holding(
        "Pages of the website that you wrote",
        "So that readers know whom a page comes from.",
        "While the page is kept; without your name once you are erased.",
        Entry,
    ),
    Holding(
        "Case studies that name you as the one to ask",
        "So that readers can ask.",
        "While the page is kept; without your name once you are erased.",
        CaseStudyPage,
    ),
    Holding(
        "Files that you put on the website",
        "So that the team knows whom to ask about them.",
        "While the file is kept; without your name once you are erased.",
        File,
    ),
    Holding(
        "Pictures that you put on the website",
        "So that the team knows whom to ask about them.",
        "While the picture is kept; without your name once you are erased.",
        Picture,
    ),
):
    assert each.model is not None
    HOLDINGS.add(each.model._meta.label_lower, each)


def _store_pages(pages: Sequence[Page]) -> None:
    """Pages without the name; one whose address had it answers at the new one only."""
    for page in pages:
        old = page.url_path
        page.set_url_path(page.get_parent())
        if page.url_path != old:
            Redirect.objects.filter(redirect_page=page.pk).delete()
        # Not as the editor saves, which would lead from the address with the name to the new one.
        Model.save(page)
        for draft in Revision.objects.for_instance(page):
            draft.content |= {"slug": page.slug, "url_path": page.url_path}
            Model.save(draft, update_fields=["content"])


def _drop(moved: Sequence[Redirect]) -> None:
    """Old addresses that were made of the name lead nowhere any more."""
    for each in moved:
        each.delete()


for model in (Comment, CommentReply, ModelLogEntry, PageLogEntry, Revision, TaskState, Redirect):
    OTHERS_TEXTS.add(model._meta.label_lower, model)
for kind in (Entry, *Entry.__subclasses__()):
    STORES.add(kind._meta.label_lower, _store_pages)
STORES.add("wagtailredirects.redirect", _drop)
