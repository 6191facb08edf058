"""Questions of a list that are alike get one answer, and can be asked again until the import."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from culturefirst.intelligence import actions
from culturefirst.intelligence.models import Asset
from culturefirst.intelligence.places import groups
from culturefirst.intelligence.places.plan import planned
from culturefirst.intelligence.tests.asset_places import brought, library, loaded, written
from culturefirst.kit.errors import DomainError

pytestmark = pytest.mark.django_db
HEADS = "Library name,Library type,Post code,Eastings,Northings,Seats"


@pytest.fixture
def kinds(helen):
    return loaded(helen)


def towns(helen, many, called="{} Central Library"):
    """Libraries a kilometre from each other, of which a list may speak by shorter names."""
    for at in range(many):
        name, east = called.format(f"Town{at:02}"), 554000 + 1000 * at
        library(helen, name=name, postcode="", easting=east, northing=280000)


def listed(helen, tmp_path, *rows):
    return brought(helen, written(tmp_path / "list.csv", HEADS, *rows))


def rows(many, off=50, name="Town{:02} Library"):
    return [f"{name.format(at)},library,,{554000 + 1000 * at + off},280000,9" for at in range(many)]


def told(found):
    return [(group.key, len(group.rows)) for group in found]


def test_questions_are_grouped_by_how_sure_one_may_be(helen, kinds, tmp_path):
    towns(helen, 3)
    library(helen, name="Soham Library", postcode="CB7 5AA", easting=None, northing=None)
    given = [*rows(2, off=99), *rows(3, off=300)[2:]]
    given += ["Soham Town Library,library,CB7 5AA,,,4", "Mere,library,,600000,300000,"]
    given += ["Mere,library,,600000,300000,"]
    found = groups.of_questions(planned(listed(helen, tmp_path, *given)))
    assert told(found) == [("postcode", 1), ("near", 2), ("around", 1), ("twin", 1)]
    assert (
        found[1].samples[0] == "Row 2: Town00 Library – Town00 Central Library, at 554000, 280000"
    )


def test_all_of_a_group_are_the_same_places_with_one_answer(helen, kinds, tmp_path):
    towns(helen, 50)
    found = listed(helen, tmp_path, *rows(50))
    assert len(planned(found).open_questions) == 50
    found = actions.answer_asset_rows(by=helen, brought=found, group="near", answer="same", seen=50)
    plan = planned(found)
    assert (len(plan.changed), plan.new, plan.open_questions) == (50, [], [])
    actions.import_assets(by=helen, brought=found)
    assert (Asset.objects.count(), Asset.objects.filter(capacity=9).count()) == (50, 50)


def test_all_of_a_group_are_other_places_with_one_answer(helen, kinds, tmp_path):
    towns(helen, 3)
    found = listed(helen, tmp_path, *rows(3))
    found = actions.answer_asset_rows(by=helen, brought=found, group="near", answer="new", seen=3)
    assert [row.name for row in planned(found).new] == [f"Town0{at} Library" for at in range(3)]


def test_two_rows_never_become_one_place_by_one_answer(helen, kinds, tmp_path):
    towns(helen, 1)
    given = [*rows(1), *rows(1, off=60, name="Town{:02} New Library")]
    found = listed(helen, tmp_path, *given)
    found = actions.answer_asset_rows(by=helen, brought=found, group="near", answer="same", seen=2)
    plan = planned(found)
    assert ([each.row.row for each in plan.changed], plan.faults) == ([2], [])
    assert [row.row for row in plan.new] == [3]


def test_answers_are_taken_back_until_the_import(helen, kinds, tmp_path):
    towns(helen, 2)
    found = listed(helen, tmp_path, *rows(2))
    found = actions.answer_asset_rows(by=helen, brought=found, group="near", answer="leave", seen=2)
    assert told(groups.answered(found.decisions)) == [("said-leave", 2)]
    found = actions.answer_asset_rows(
        by=helen, brought=found, group="said-leave", answer="ask", seen=2
    )
    assert (found.decisions, len(planned(found).open_questions)) == ({}, 2)


@pytest.mark.parametrize(
    ("group", "answer", "seen", "says"),
    [
        ("near", "same", 3, "There are other rows of that sort by now"),
        ("no such group", "same", 2, "There are other rows of that sort by now"),
        ("near", "burn", 2, "Choose one of the answers that the page offers"),
    ],
)
def test_an_answer_to_what_was_not_shown_changes_nothing(
    helen, kinds, tmp_path, group, answer, seen, says
):
    towns(helen, 2)
    found = listed(helen, tmp_path, *rows(2))
    with pytest.raises(DomainError, match=says):
        actions.answer_asset_rows(by=helen, brought=found, group=group, answer=answer, seen=seen)
    found.refresh_from_db()
    assert found.decisions == {}


FAULTY = [
    "A,library,nowhere,554050,280250,1", "B,library,n.w.h.r.,554050,290250,1",
    "C,library,CB7 4LB,554050,,1", "D,library,CB7 4LC,554050,300250,many",
    ",library,CB7 4LD,554050,310250,1",
]  # fmt: skip


def test_cells_that_are_not_understood_are_taken_as_empty_by_column(helen, kinds, tmp_path):
    found = listed(helen, tmp_path, *FAULTY)
    assert told(groups.of_faults(planned(found))) == [
        ("cell-postcode", 2), ("cell-northing", 1), ("cell-capacity", 1), ("cell-name", 1),
    ]  # fmt: skip
    for group, answer, seen in [
        ("cell-postcode", "empty", 2), ("cell-northing", "empty", 1), ("cell-capacity", "leave", 1),
        ("cell-name", "leave", 1),
    ]:  # fmt: skip
        found = actions.answer_asset_rows(
            by=helen, brought=found, group=group, answer=answer, seen=seen
        )
    plan = planned(found)
    assert ([row.name for row in plan.new], plan.faults) == (["A", "B", "C"], [])
    assert [row.left_out for row in plan.left] == ["left out by hand"] * 2
    assert len(plan.notes) == 3


def test_a_row_without_a_name_cannot_be_taken_as_empty(helen, kinds, tmp_path):
    found = listed(helen, tmp_path, FAULTY[-1])
    with pytest.raises(DomainError, match="Choose one of the answers"):
        actions.answer_asset_rows(
            by=helen, brought=found, group="cell-name", answer="empty", seen=1
        )


def test_an_importer_who_would_bring_too_much_at_once_is_told_what_to_do(
    helen, kinds, tmp_path, monkeypatch
):
    monkeypatch.setattr("culturefirst.intelligence.places.plan.MOST_AT_ONCE", 1)
    found = listed(helen, tmp_path, *rows(2))
    with pytest.raises(DomainError, match="would add or change 2 places; 1 are imported at once"):
        actions.import_assets(by=helen, brought=found)
    assert not Asset.objects.exists()


def test_the_preview_asks_for_no_more_of_fifty_questions_than_of_two(
    signed_in, helen, kinds, tmp_path
):
    towns(helen, 50)
    page = signed_in(helen)
    asked = []
    for many in (2, 50):
        address = reverse("asset_list", args=[listed(helen, tmp_path, *rows(many)).pk])
        page.get(address)
        with CaptureQueriesContext(connection) as queries:
            answer = page.get(address)
        assert f"{many} rows to be decided" in answer.content.decode()
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_one_button_of_the_preview_answers_for_all(signed_in, helen, kinds, tmp_path):
    towns(helen, 2)
    found = listed(helen, tmp_path, *rows(2))
    page, decide = signed_in(helen), reverse("asset_list_decide", args=[found.pk])
    answer = page.get(reverse("asset_list", args=[found.pk]))
    assert 'value="near:same:2"' in answer.content.decode()
    answer = page.post(decide, {"all": "near:same:2"}, follow=True)
    assert "Import 2 changed places" in answer.content.decode()
    answer = page.post(decide, {"all": "said-same:ask:2"}, follow=True)
    assert "2 rows to be decided" in answer.content.decode()


def test_words_of_which_nothing_is_said_get_what_is_said_of_the_rest(
    signed_in, helen, kinds, tmp_path
):
    given = [f"Room {word},{word},CB7 4L{word[-1]},,,1" for word in ("hallA", "hallB", "hallD")]
    found = listed(helen, tmp_path, *given)
    page, decide = signed_in(helen), reverse("asset_list_decide", args=[found.pk])
    page.post(
        decide, {"kind-hallA": "library", "kind-hallB": "", "kind-hallD": "", "rest": "leave"}
    )
    found.refresh_from_db()
    plan = planned(found)
    assert ([row.name for row in plan.new], len(plan.left)) == (["Room hallA"], 2)
    page.post(decide, {"kind-halla": ""})
    found.refresh_from_db()
    assert planned(found).unknown_kinds == {"hallA": 1}
