"""A document comes in: kept, read, looked at, and imported whole or not at all."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.measures.core import Figure
from culturefirst.network.models import SubRegion, User
from culturefirst.programme import actions
from culturefirst.programme.actions import documents
from culturefirst.programme.binding import Proposal, proposals
from culturefirst.programme.models import Activity, ImportedDocument, Target, WorkProgramme
from culturefirst.programme.queries import as_document
from culturefirst.programme.reading import Document
from culturefirst.programme.reading import document as printed
from culturefirst.programme.rules import Span
from culturefirst.programme.tests.conftest import written

pytestmark = pytest.mark.django_db
REAL = Path(__file__).resolve().parents[5] / "shared" / "work-programme-2011-12.txt"
SMALL = b"""Work Programme 2011-12
\tPriority 1: Improve services
\tActivity Detail
\tAction
\tOutcomes
\tTargets and Timescale
\tLead
\tProgress
\tTrain people in Norfolk
\tFind trainers
\tPeople know more
\tHost 2 training sessions Feb 11
Reach 100 registered users by March 12
\tManager
\t
"""
YEAR = Span(date(2011, 4, 1), date(2012, 3, 31))


@pytest.fixture
def real() -> bytes:
    if not REAL.exists():
        pytest.skip("../shared is not here, which holds the real document")
    return REAL.read_bytes()


def test_a_document_is_kept_and_read(helen: User) -> None:
    received = actions.receive_document(by=helen, name="plan.txt", content=SMALL)
    assert (received.state, received.fault, received.name) == ("waiting", "", "plan.txt")
    assert Path(received.file.path).read_bytes() == SMALL
    document = Document.from_json(received.document)
    assert [target.text for target in document.activities[0].targets] == [
        "Host 2 training sessions Feb 11",
        "Reach 100 registered users by March 12",
    ]


def test_what_is_no_document_is_refused_with_a_sentence_and_kept(helen: User) -> None:
    received = actions.receive_document(by=helen, name="holiday.docx", content=b"PK\x03\x04 no")
    assert (received.state, received.document) == ("refused", {})
    assert received.fault.endswith(".")
    assert "Traceback" not in received.fault
    assert Path(received.file.path).read_bytes() == b"PK\x03\x04 no"


def test_a_refused_file_can_be_tried_again(helen: User) -> None:
    refused = actions.receive_document(by=helen, name="a.txt", content=b"nothing here")
    again = actions.receive_document(by=helen, name="a.txt", content=b"nothing here")
    assert (again.pk, again.state) == (refused.pk, "refused")
    assert actions.read_again(by=helen, received=refused).state == "refused"


@pytest.mark.parametrize("who", ["tom", "priya", "jim", "dee", "nobody"])
def test_only_the_director_and_managers_bring_documents_in(
    who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotAllowed):
        actions.receive_document(by=request.getfixturevalue(who), name="plan.txt", content=SMALL)
    assert ImportedDocument.objects.count() == 0


def test_a_file_is_read_before_the_lock_is_taken(
    helen: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside: list[bool] = []
    outer = len(connection.savepoint_ids)
    monkeypatch.setattr(
        documents,
        "understood",
        lambda *given, **more: inside.append(len(connection.savepoint_ids) > outer) or written([]),
    )
    actions.receive_document(by=helen, name="plan.txt", content=SMALL)
    assert inside == [False]


def test_a_name_with_strange_letters_is_kept_under_a_plain_one(helen: User) -> None:
    received = actions.receive_document(by=helen, name="a/../plan.t\0xt", content=SMALL)
    assert received.name == "plan.txt"
    assert received.file.name.startswith(f"programmes/{received.sha256}")
    assert received.file.name.endswith(".txt")


def test_an_agreed_document_becomes_a_programme_once(helen: User) -> None:
    received = actions.receive_document(by=helen, name="plan.txt", content=SMALL)
    document = Document.from_json(received.document)
    made = actions.import_document(by=helen, received=received, document=document)
    assert (made.title, made.state) == ("Work Programme 2011-12", "draft")
    again = actions.receive_document(by=helen, name="renamed.txt", content=SMALL)
    assert (again.state, again.work_programme) == ("imported", made)
    with pytest.raises(DomainError, match="already become the work programme “Work Programme"):
        actions.import_document(by=helen, received=again, document=document)
    assert WorkProgramme.objects.count() == 1


def test_an_import_with_one_fault_imports_nothing(helen: User) -> None:
    received = actions.receive_document(by=helen, name="plan.txt", content=SMALL)
    document = Document.from_json(received.document)
    document.activities[0].targets[-1].quantity = None
    with pytest.raises(DomainError, match="“Train people in Norfolk: Reach 100 registered users"):
        actions.import_document(by=helen, received=received, document=document)
    assert (WorkProgramme.objects.count(), Activity.objects.count()) == (0, 0)
    assert ImportedDocument.objects.get().state == "waiting"


def test_an_activity_is_placed_where_its_words_say(helen: User, norfolk: SubRegion) -> None:
    received = actions.receive_document(by=helen, name="plan.txt", content=SMALL)
    actions.import_document(
        by=helen, received=received, document=Document.from_json(received.document)
    )
    assert list(Activity.objects.get().sub_regions.all()) == [norfolk]


def test_proposals_show_todays_figure_in_one_statement_a_measure(
    helen: User, django_assert_max_num_queries: object
) -> None:
    document = written(
        [
            printed.Target(
                "Reach 5 users", "count", 5, "users", measure="network.registered_users"
            ),
            printed.Target("A launch", "milestone", measure="programme.milestones"),
            printed.Target("Poems", "count", 2, "poems", measure="library.poems"),
        ]
    )
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        made = proposals(document, year=YEAR, as_at=date(2011, 9, 19))
    users, launch, poems = made
    assert isinstance(users, Proposal)
    assert (users.figure_today, users.standing.sentence) == (
        Figure(1.0),
        "1 of 5, 2 expected by now",
    )
    assert (launch.figure_today, launch.standing.status) == (Figure(0.0), "on_track")
    assert (poems.measure, poems.figure_today) == (None, None)


def test_a_survey_of_users_is_one_thing_done_and_counted_by_the_surveys_run(helen: User) -> None:
    text = SMALL.replace(
        b"Reach 100 registered users by March 12", b"Annual survey of network users Jan 12"
    )
    received = actions.receive_document(by=helen, name="plan.txt", content=text)
    target = Document.from_json(received.document).activities[0].targets[-1]
    assert (target.kind, target.measure) == ("milestone", "surveys.waves_run")
    made = actions.create_programme(by=helen, document=written([target]))
    assert made.priorities.exists()


def test_a_measure_that_cannot_say_it_is_refused(helen: User) -> None:
    wrong = printed.Target("A launch", "milestone", measure="network.registered_users")
    with pytest.raises(DomainError, match="says nothing of one thing being done"):
        actions.create_programme(by=helen, document=written([wrong]))


def test_a_programme_gives_the_document_that_made_it(helen: User) -> None:
    document = written(
        [
            printed.Target(
                "Host 2 sessions", "count", 2, "sessions", measure="programme.milestones"
            ),
            printed.Target(
                "From 48 %", "change", unit="%", baseline=48, direction="up", sure=False
            ),
            printed.Target("Poems", "ongoing", measure="library.poems"),
        ],
        notes=["In draft"],
    )
    made = actions.create_programme(by=helen, document=document)
    assert as_document(made).to_json() == document.to_json()


def test_a_place_leaves_by_its_name_and_comes_back_as_itself(
    helen: User, cambridgeshire: SubRegion
) -> None:
    named = printed.Target(
        "Users in Cambridgeshire",
        "count",
        50,
        "users",
        measure="network.registered_users",
        filters={"sub_region": "Cambridgeshire"},
    )
    made = actions.create_programme(by=helen, document=written([named]))
    assert Target.objects.get().filters == {"sub_region": cambridgeshire.pk}
    target = as_document(made).activities[0].targets[0]
    assert target.filters == {"sub_region": "Cambridgeshire"}


def test_the_real_document_is_imported_whole(helen: User, real: bytes) -> None:
    received = actions.receive_document(by=helen, name="programme.txt", content=real)
    read = Document.from_json(received.document)
    made = actions.import_document(by=helen, received=received, document=read, state="current")
    kept = as_document(made)
    assert (len(kept.priorities), len(kept.activities), len(kept.targets)) == (4, 13, 33)
    bare = read.to_json()
    kept_json = kept.to_json() | {"cells": bare["cells"]}
    for each in (bare, kept_json):
        for target in _targets(each):
            target["filters"] = {}
    assert kept_json == bare


def _targets(document: dict[str, list[dict[str, object]]]) -> list[dict[str, object]]:
    return [
        target
        for priority in document["priorities"]
        for programme in priority["programmes"]  # type: ignore[attr-defined]
        for activity in programme["activities"]
        for target in activity["targets"]
    ]
