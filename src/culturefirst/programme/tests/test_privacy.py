"""What a programme says of somebody who is erased: remarks, frozen reports, documents."""

import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from culturefirst.kit import clock
from culturefirst.network import actions as network
from culturefirst.network.models import User
from culturefirst.network.privacy import erasure
from culturefirst.programme import actions
from culturefirst.programme.models import ImportedDocument, Remark, Report, WorkProgramme
from culturefirst.programme.reading.document import (
    Activity,
    Document,
    Priority,
    Programme,
    Progress,
    Target,
)
from culturefirst.programme.reports.content import digest
from culturefirst.programme.reports.freezing import freeze_report
from culturefirst.programme.reports.rendering import PRINTS, render
from culturefirst.programme.reports.restatement import restatement

pytestmark = pytest.mark.django_db
JUNE = date(2011, 6, 30)
ASKED = "They wrote on Monday and asked for it."


@pytest.fixture(autouse=True)
def folders(tmp_path: Any, settings: Any) -> None:
    settings.VAR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"


@pytest.fixture
def year(helen: User) -> WorkProgramme:
    """A programme whose lead and line of progress are Priya Nair, by name."""
    target = Target(text="Hold 4 surgeries", kind="count", quantity=4, due=date(2011, 6, 15))
    activity = Activity(
        "Train managers", targets=[target], leads=["Priya Nair"],
        progress=[Progress("Priya Nair began", date(2011, 5, 3))],
    )  # fmt: skip
    document = Document(
        title="Work programme 2011–12",
        starts=date(2011, 4, 1),
        ends=date(2012, 3, 31),
        priorities=[Priority("1", "Improve", [Programme("1.1", "Train", [activity])])],
    )
    return actions.create_programme(by=helen, document=document, state="current")


@pytest.fixture
def frozen(helen: User, year: WorkProgramme) -> Report:
    with clock.standing(JUNE):
        target = year.priorities.get().programmes.get().activities.get().targets.get()
        why = "Priya Nair was ill."
        actions.comment(by=helen, target=target, why=why, next="Priya Nair comes back.")
        return freeze_report(by=helen, work_programme=year)


def erase(priya: User, helen: User) -> None:
    decided = {place.key: True for place in erasure.places(priya.person, by=helen)}
    network.erase_person(by=helen, person=priya.person, reason=ASKED, decided=decided)


def test_remarks_leads_and_progress_lose_the_name(
    helen: User, priya: User, frozen: Report, year: WorkProgramme
) -> None:
    erase(priya, helen)
    remark = Remark.objects.get()
    assert (remark.why, remark.next) == ("[name removed] was ill.", "[name removed] comes back.")
    activity = year.priorities.get().programmes.get().activities.get()
    assert activity.leads == ["[name removed]"]
    assert activity.progress.get().text == "[name removed] began"


@pytest.mark.parametrize("form", list(PRINTS))
def test_a_report_that_names_them_is_restated_once_and_prints_the_same_from_then_on(
    form: str, helen: User, priya: User, frozen: Report
) -> None:
    before = render(frozen.content, form)
    erase(priya, helen)
    restated = Report.objects.get()
    after = render(restated.content, form)
    assert after != before
    assert render(Report.objects.get().content, form) == after
    assert restated.digest == digest(restated.content)
    assert restated.content["names_removed_on"] == ["2011-09-19"]
    assert "Priya" not in json.dumps(restated.content)


@pytest.mark.parametrize("form", list(PRINTS))
def test_a_report_that_does_not_name_them_prints_byte_for_byte_as_before(
    form: str, helen: User, jim: User, frozen: Report
) -> None:
    before = render(frozen.content, form)
    erase(jim, helen)
    assert render(Report.objects.get().content, form) == before


def test_but_for_the_name_a_restated_report_says_what_it_said(
    helen: User, priya: User, frozen: Report
) -> None:
    told = json.dumps(frozen.content).replace("Priya Nair", "[name removed]")
    erase(priya, helen)
    content = Report.objects.get().content
    assert content == json.loads(told) | {"names_removed_on": ["2011-09-19"]}
    assert restatement(Report.objects.get()) == []


@pytest.mark.parametrize("form", ["pdf", "highlights-pdf"])
def test_the_paper_says_that_a_name_was_taken_out(
    form: str, helen: User, priya: User, frozen: Report
) -> None:
    erase(priya, helen)
    paper = PdfReader(BytesIO(render(Report.objects.get().content, form)))
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert "A name was taken out on 19 September 2011." in text


def test_the_page_says_so_and_its_fingerprint_holds(
    helen: User, priya: User, frozen: Report, signed_in: Any
) -> None:
    address = f"/programme/reports/{frozen.pk}/"
    assert "A name was taken out" not in signed_in(helen).get(address).content.decode()
    erase(priya, helen)
    page = signed_in(helen).get(address).content.decode()
    assert "A name was taken out on 19 September 2011." in page
    assert "no longer as it was frozen" not in page


def test_a_report_that_they_froze_names_a_former_member(
    helen: User, amara: User, frozen: Report, signed_in: Any
) -> None:
    network.erase_person(by=amara, person=helen.person, reason=ASKED)
    page = signed_in(amara).get(f"/programme/reports/{frozen.pk}/").content.decode()
    assert "Frozen on 30 June 2011 by A former member" in page


PAGE = (
    "Work Programme 2012-13\n\tActivity\tTargets\tLead\n"
    "\tHold a seminar\tHold 2 seminars by June 12\tPriya Nair\n"
)


def test_a_document_that_was_not_imported_goes_whole(
    helen: User, priya: User, tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    actions.receive_document(by=helen, name="next.txt", content=PAGE.encode())
    with django_capture_on_commit_callbacks(execute=True):
        erase(priya, helen)
    assert not ImportedDocument.objects.exists()
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


def test_of_an_imported_document_the_file_goes(
    helen: User, priya: User, tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    received = actions.receive_document(by=helen, name="next.txt", content=PAGE.encode())
    document = Document.from_json(received.document)
    actions.import_document(by=helen, received=received, document=document)
    with django_capture_on_commit_callbacks(execute=True):
        erase(priya, helen)
    received.refresh_from_db()
    assert "Priya" not in json.dumps(received.document)
    assert "[name removed]" in json.dumps(received.document)
    assert (received.file.name, list((tmp_path / "files").rglob("*.txt"))) == ("", [])
