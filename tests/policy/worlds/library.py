"""A published page with a picture and a file."""

from typing import Any

from django.core.files.base import ContentFile

from culturefirst.library import actions
from culturefirst.library.models import EntryTopic, File
from culturefirst.library.tests.make import news, picture, published
from culturefirst.network.models import Topic, User

WRITTEN = (
    *("written", "written_change", "written_hand_in", "written_take_back", "written_discard"),
    *("written_picture", "written_picture_out", "written_accept", "written_send_back"),
)


def given(*, by: User, officer: User) -> dict[str, dict[str, Any]]:
    page = news("Ely opens its archive")
    topic = Topic.objects.create(name="Reading rooms", slug="reading-rooms", position=90)
    page.entry_topics.add(EntryTopic(topic=topic))
    page = published(page, by)
    file = File(title="Notes", media_type="text/plain")
    file.file.save("notes.txt", ContentFile(b"We met."))
    file.save()
    draft = actions.begin_case_study(by=officer, changes={"title": "Two districts, one team"})
    small = picture().get_rendition("width-20")
    return {
        **{name: {"pk": draft.pk} for name in WRITTEN},
        "wagtail_serve": {"path": f"news/{page.slug}/"},
        "wagtaildocs_serve": {"document_id": file.pk, "document_filename": file.filename},
        "learn_topic": {"slug": topic.slug},
        "learn_topic_feed": {"slug": topic.slug},
        "api_entry": {"pk": page.pk},
        "section_feed": {"kind": "news"},
        "picture": {"pk": small.pk, "name": small.file.name.rpartition("/")[2]},
    }
