"""What the network published in 2011: news, policy items, resources, case studies, briefings.

Written in the editor's own way: a draft of whoever wrote it, whose revision the manager publishes.
"""

import tomllib
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.utils.text import slugify
from wagtail.log_actions import LogContext
from wagtail.rich_text import RichText

from culturefirst.demo.papers import made
from culturefirst.demo.stage import Event, Happening, Stage
from culturefirst.demo.tables import HERE
from culturefirst.demo.writing import blocks, rich
from culturefirst.library import queries
from culturefirst.library.models import (
    BriefingPage,
    CaseStudyPage,
    Entry,
    EntryService,
    EntryTopic,
    File,
    NewsPage,
    PolicyPage,
    ResourcePage,
)

Row = dict[str, Any]
PUBLISHER = "helen"
PAGES: dict[str, type[Entry]] = {
    page.KIND.value: page
    for page in (NewsPage, PolicyPage, ResourcePage, CaseStudyPage, BriefingPage)
}
PLAIN = (
    *("title", "summary", "review_by", "for_members", "source", "announced_on", "answer_by"),
    *("form", "publisher", "dated", "licence", "link", "ask", "cost", "saving", "basis"),
)
RICH = ("challenge", "done", "partners", "outcomes", "again", "evidence")


def told() -> list[Row]:
    """Every entry of the story."""
    text = (HERE / "website.toml").read_text(encoding="utf-8")
    found: list[Row] = tomllib.loads(text)["entry"]
    return found


def events() -> Iterator[Event]:
    """Each entry on the day on which it was published."""
    for row in told():
        yield Event(row["day"], _publishes(row))


def _publishes(row: Row) -> Happening:
    def happens(stage: Stage) -> None:
        page = _page(row, stage)
        _about(page, row, stage)
        section = queries.section(row["kind"])
        assert section is not None
        section.add_child(instance=page)
        draft = page.save_revision(user=stage.actor(row["by"]))
        # Rights in the editor are given at its gate, by which nobody comes here.
        with LogContext(user=stage.actor(PUBLISHER)):
            draft.publish(user=stage.actor(PUBLISHER), skip_permission_checks=True)

    return happens


def _page(row: Row, stage: Stage) -> Entry:
    given = {name: row[name] for name in PLAIN if name in row}
    given |= {name: rich(row[name]) for name in RICH if name in row}
    if "contact" in row:
        given["contact"] = stage.people[row["contact"]]
    if "file" in row:
        given["document"] = _file(row, stage)
    page = PAGES[row["kind"]](slug=slugify(row["title"])[:80].rstrip("-"), live=False, **given)
    page.body = [
        (name, RichText(value) if name == "text" else value)
        for name, value in blocks(row.get("body", ""))
    ]
    return page


def _about(page: Entry, row: Row, stage: Stage) -> None:
    page.sub_region = stage.sub_regions.get(row.get("sub_region", ""))
    page.organisation = stage.organisations.get(row.get("organisation", ""))
    page.written_by = stage.people[row["by"]]
    page.serves = _activity(row, stage)
    page.entry_topics = [EntryTopic(topic=stage.topics[name]) for name in row.get("topics", ())]
    page.entry_services = [EntryService(service=name) for name in row.get("services", ())]


def _activity(row: Row, stage: Stage) -> Any:
    """The activity of the year's programme; what came before it serves none yet."""
    written = "2011" in stage.programmes and "serves" in row
    return stage.activity("2011", row["serves"]) if written else None


def _file(row: Row, stage: Stage) -> File:
    upload = made(
        {
            "title": row["title"],
            "name": row["file"],
            "form": row["file_form"],
            "text": row["file_text"],
            "day": row["day"].isoformat(),
        }
    )
    file = File(
        title=row["title"],
        media_type=upload.media_type,
        for_members=row.get("for_members", False),
        text="\n".join(line for line in row["file_text"].split("|") if line),
        uploaded_by_user=stage.actor(row["by"]),
    )
    file.file.save(upload.name, ContentFile(upload.content), save=False)
    file.file_size = len(upload.content)
    file.save()
    return file
