"""Papers of events: found by their words by whoever may read them, and gone with whom they name."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from culturefirst.events import actions
from culturefirst.events.models import EventPaper
from culturefirst.events.tests.booked import an_event, book
from culturefirst.events.tests.make import draft
from culturefirst.kit.uploads import Upload, checked
from culturefirst.network import actions as network
from culturefirst.network.models import Group, User
from culturefirst.network.privacy import erasure
from culturefirst.network.tests.searching import found

ASKED = "They wrote on Monday and asked for it."


@pytest.fixture(autouse=True)
def folders(tmp_path: Any, settings: Any) -> None:
    settings.VAR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"


def put_up(by: User, event: Any, words: str, title: str = "Slides", **said: Any) -> EventPaper:
    upload = checked("slides.txt", words.encode())
    return actions.add_event_paper(by=by, event=event, title=title, upload=upload, **said)


def packed(words: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as file:
        file.writestr("word/document.xml", f"<w:t>{words}</w:t>" * 50)
    return made.getvalue()


def test_a_paper_for_delegates_is_found_by_who_has_a_place_and_by_keepers(
    helen: User, priya: User, jim: User, nobody: Any
) -> None:
    event = an_event(made_by=helen.person)
    book(priya, event)
    paper = put_up(helen, event, "The swimming pools of Diss stay open.")
    assert [found(who, "swimming pool") for who in (helen, priya, jim, nobody)] == [
        ["Slides"], ["Slides"], [], [],
    ]  # fmt: skip
    actions.withdraw_event_paper(by=helen, event=event, paper=paper)
    assert found(priya, "swimming pool") == []
    actions.restore_event_paper(by=helen, event=event, paper=paper)
    assert found(priya, "swimming pool") == ["Slides"]
    put_up(helen, event, "The pool of Eye.", title="For all", for_delegates=False)
    assert found(nobody, "pool of Eye") == ["For all"]


def test_of_a_draft_nothing_is_found_until_it_is_announced(helen: User) -> None:
    event = draft(helen)
    put_up(helen, event, "The swimming pools of Diss stay open.", for_delegates=False)
    assert found(helen, "swimming pool") == []
    actions.open_event(by=helen, event=event)
    assert found(helen, "swimming pool") == ["Slides"]


def test_a_paper_that_they_put_up_goes_with_its_file_where_it_names_them(
    helen: User, tom: User, tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    event = an_event(made_by=tom.person)
    for number, words in enumerate((f"By {tom.person.name}", "By Anna Lee")):
        upload = Upload(f"{number}.docx", packed(words), "application/zip", f"{number}")
        actions.add_event_paper(by=tom, event=event, title=f"Slides {number}", upload=upload)
    told = erasure.places(tom.person, by=helen)
    assert [each.words for each in told if each.what == "Event paper, file"] == ["Slides 0"]
    decided = {place.key: True for place in told}
    with django_capture_on_commit_callbacks(execute=True):
        network.erase_person(by=helen, person=tom.person, reason=ASKED, decided=decided)
    assert [paper.title for paper in EventPaper._base_manager.all()] == ["Slides 1"]
    assert sorted(file.name for file in (tmp_path / "files/event-papers").iterdir()) == ["1.docx"]


def test_a_paper_of_a_private_groups_event_is_counted_and_not_named_to_the_team(
    helen: User, jim: User, priya: User
) -> None:
    network.add_group(
        by=helen, name="Quiet circle", kind="forum", access="private", convenor=jim.person
    )
    quiet = Group.objects.get(name="Quiet circle")
    network.add_to_group(by=jim, group=quiet, person=priya.person)
    event = an_event(made_by=jim.person, access="group", group=quiet)
    said = {"title": "Secret of Jim Gotts", "for_delegates": False}
    put_up(jim, event, "By Jim Gotts", **said)
    for by, words in ((helen, {""}), (priya, {"Secret of Jim Gotts"})):
        told = erasure.places(jim.person, by=by)
        assert {each.words for each in told if each.what == "Event paper, file"} == words
