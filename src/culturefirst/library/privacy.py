"""What the website and its editor hold about people, in plain words."""

from wagtail.admin.models import EditingSession
from wagtail.models import Comment, CommentReply, Revision
from wagtail.users.models import UserProfile

from culturefirst.kit.holdings import HOLDINGS, Holding, Row, Whom
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
