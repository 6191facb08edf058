"""Pages for tests, made as the editor makes them."""

import io
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image as Drawing
from wagtail.log_actions import LogContext

from culturefirst.library.editors import bring_into_line
from culturefirst.library.models import CaseStudyPage, NewsPage, Picture
from culturefirst.library.queries import section


def news(title: str = "Ely opens its archive", **values: Any) -> NewsPage:
    """A draft news page in its section."""
    page = NewsPage(title=title, summary="What it means for readers.", live=False, **values)
    section("news").add_child(instance=page)
    return page


def case_study(title: str = "Two districts, one arts team", **values: Any) -> CaseStudyPage:
    """A draft case study in its section."""
    page = CaseStudyPage(
        title=title,
        summary="What the first year taught.",
        live=False,
        **({"challenge": "<p>Money.</p>", "done": "<p>One team.</p>", "outcomes": "<p>More.</p>"}
           | values),
    )  # fmt: skip
    section("case-studies").add_child(instance=page)
    return page


def published(page: Any, user: Any = None) -> Any:
    """The page after its draft was published."""
    if user is not None:
        bring_into_line(user)
    with LogContext(user=user):  # as the editor's gate sets it
        page.save_revision(user=user).publish(user=user)
    return type(page).objects.get(pk=page.pk)


def picture(title: str = "The archive") -> Picture:
    """A small picture."""
    bytes_ = io.BytesIO()
    Drawing.new("RGB", (40, 30), "purple").save(bytes_, "PNG")
    drawn = ImageFile(bytes_, "door.png")
    return Picture.objects.create(title=title, alternative="A purple door", file=drawn)
