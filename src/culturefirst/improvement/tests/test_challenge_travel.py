"""Travel times in place of km, and bodies alike in what describes their areas."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.models import RoundEntry, Traits, TravelTime
from culturefirst.improvement.queries.pairing import field_of_round
from culturefirst.improvement.queries.travel import Journey, planned
from culturefirst.improvement.tests import make_challenges as make
from culturefirst.improvement.views.figure_common import sealed
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import NotAllowed
from culturefirst.kit.sheets import Row, Sheet
from culturefirst.network.models import BoundaryCode, Organisation, User

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]
HEADS = ["organisation", "other organisation", "minutes"]


@pytest.fixture
def four(ipswich: Organisation) -> list[User]:
    """Who leads four districts of one place."""
    names = ("Ann Alder", "Bea Birch", "Cyd Cedar", "Dan Dale")
    bodies = [make.a_body(f"Council {name.split()[1]}", ipswich) for name in names]
    return [make.somebody_at(body, name) for body, name in zip(bodies, names, strict=True)]


def minutes(one: User, other: User, count: int | None) -> None:
    journey = Journey(make.body_of(one), make.body_of(other), count)
    actions.load_travel_times(by=SYSTEM, rows=[journey])


def known() -> list[tuple[str, str, int]]:
    return list(TravelTime.objects.values_list("one__name", "other__name", "minutes"))


def sheet(*lines: tuple[str, str, str]) -> Sheet:
    return Sheet(HEADS, [Row(at, list(line)) for at, line in enumerate(lines, 2)], "times.csv")


def described(user: User, residents: int | None) -> None:
    Traits.objects.create(
        organisation=make.body_of(user), year=2011, values={"Residents": residents},
        loaded_on=clock.today(),
    )  # fmt: skip


def test_there_is_as_back_and_a_line_without_minutes_takes_it_out(four: list[User]) -> None:
    ann, bea = four[:2]
    minutes(bea, ann, 75)
    minutes(ann, bea, 80)
    assert known() == [("Council Alder", "Council Birch", 80)]
    minutes(ann, bea, None)
    assert known() == []


def test_bad_lines_are_told_with_their_place_and_remedy(four: list[User]) -> None:
    plan = planned(
        sheet(
            ("Council Alder", "Council Birch", "75"),
            ("Council Birch", "Council Alder", "75"),
            ("Council Birch", "Council Alder", "90"),
            ("Council Alder", "Atlantis", "60"),
            ("Council Cedar", "Council Cedar", "60"),
            ("Council Cedar", "Council Dale", "1:15"),
            ("Council Cedar", "Council Dale", "0"),
        )
    )
    assert plan.faults == [
        "Row 4: Council Birch and Council Alder are there already in row 2 with other minutes. "
        "There is as back: keep one of the two.",
        "Row 5, other organisation: “Atlantis” is not an organisation of the network. Write its "
        "name as it stands there, or its code.",
        "Row 6: Council Cedar stands there twice. Name two organisations.",
        "Row 7, minutes: “1:15” is no number of minutes from 1 to 1,440. Write whole minutes, "
        "such as 75; leave it empty to take out what is known.",
        "Row 8, minutes: “0” is no number of minutes from 1 to 1,440. Write whole minutes, "
        "such as 75; leave it empty to take out what is known.",
    ]
    assert len(plan.rows) == 1


def test_the_team_loads_a_file_after_it_saw_what_it_says(
    four: list[User], helen: User, signed_in: SignIn
) -> None:
    minutes(four[0], four[1], 75)
    minutes(four[0], four[2], 40)
    team, where = signed_in(helen), reverse("challenge_travel_load")
    text = (
        "organisation,other organisation,minutes\nCouncil Birch,Council Alder,90\n"
        "Council Alder,Council Cedar,\nCouncil Dale,Council Cedar,30\n"
    )
    got = team.post(where, {"file": SimpleUploadedFile("times.csv", text.encode())})
    shown = got.content.decode()
    assert "1 new, 1 changed, 1 taken out." in shown
    assert len(known()) == 2
    team.post(where, {"told": got.context["seal"]})
    assert known() == [
        ("Council Alder", "Council Birch", 90), ("Council Cedar", "Council Dale", 30)
    ]  # fmt: skip
    table = team.get(reverse("challenge_travel")).content.decode()
    assert "Council Birch" in table
    with pytest.raises(NotAllowed):
        minutes_by(four[0])


def test_a_table_of_bodies_that_are_gone_is_read_again(
    four: list[User], helen: User, signed_in: SignIn
) -> None:
    seal = sealed([[make.body_of(four[0]).pk, 999_999, 40, ""]], "travel")
    got = signed_in(helen).post(reverse("challenge_travel_load"), {"told": seal}, follow=True)
    assert "1 organisation of the table left the network since" in got.content.decode()
    assert known() == []


def minutes_by(user: User) -> None:
    actions.load_travel_times(by=user, rows=[])


def test_minutes_stand_in_place_of_km_where_they_are_known_and_the_reason_says_so(
    four: list[User],
) -> None:
    ann, bea, cyd = four[:3]
    for user, code in ((ann, "E07000202"), (bea, "E07000148"), (cyd, "E07000202")):
        BoundaryCode.objects.create(
            organisation=make.body_of(user), code=code, starts=clock.today()
        )
    found = make.a_round()
    make.entered(found, *four)
    minutes(ann, bea, 60)
    field = field_of_round(found)
    keys = [make.body_of(user).pk for user in four]
    by_time, by_map = field.reason(keys[0], keys[1]), field.reason(keys[1], keys[2])
    assert "60 minutes apart by the table of travel times" in by_time["says"]
    assert "65 km apart as the crow flies" in by_map["says"]
    assert (by_time["minutes"], by_map["minutes"]) == (60, None)
    assert by_time["worth"] - by_map["worth"] == 500 * 180 // 240 - 500 * 135 // 200
    RoundEntry._base_manager.filter(organisation=keys[0]).update(farthest_minutes=45)
    assert field_of_round(found).against(keys[0], keys[1]) == [
        "60 minutes apart, longer than one of them travels (45 minutes)"
    ]


def test_bodies_alike_in_the_chosen_traits_are_paired_and_told_how_alike(
    four: list[User],
) -> None:
    for user, residents in zip(four, (100_000, 400_000, 110_000, 390_000), strict=True):
        described(user, residents)
    found = make.a_round(traits=["Residents"])
    make.entered(found, *four)
    round_ = actions.pair_round(by=SYSTEM, round=found)
    ann, bea, cyd, dan = (make.body_of(user).pk for user in four)
    assert {frozenset(link) for link in round_.draft} == {
        frozenset((ann, cyd)), frozenset((bea, dan))
    }  # fmt: skip
    says = field_of_round(found).reason(ann, cyd)["says"]
    assert "more alike in residents than 80 per cent of the pairs" in says


def test_who_is_not_described_stands_in_the_middle_and_is_told_so(four: list[User]) -> None:
    for user, residents in zip(four, (100_000, 400_000, 110_000, None), strict=True):
        described(user, residents)
    found = make.a_round(traits=["Residents"])
    make.entered(found, *four)
    field = field_of_round(found)
    ann, bea, cyd, dan = (make.body_of(user).pk for user in four)
    assert "how alike they are in residents is not known" in field.reason(ann, dan)["says"]
    worth = {two: field.reason(*two)["worth"] for two in ((ann, cyd), (ann, dan), (ann, bea))}
    assert worth[ann, cyd] > worth[ann, dan] > worth[ann, bea]


def test_another_choice_of_traits_drops_the_draft_and_the_framework_stays_once_entered(
    four: list[User], framework_of_another: Any
) -> None:
    found = make.a_round()
    make.entered(found, *four)
    round_ = actions.pair_round(by=SYSTEM, round=found)
    round_ = actions.edit_round(by=SYSTEM, round=round_, changes={"traits": ["Residents"]})
    assert (round_.state, round_.draft) == ("open", [])
    with pytest.raises(ValidationError, match="Make another round"):
        actions.edit_round(by=SYSTEM, round=round_, changes={"framework": framework_of_another})


@pytest.fixture
def framework_of_another() -> Any:
    """A framework beside that of the round."""
    from culturefirst.improvement.tests.make import a_framework

    return a_framework(key="another").framework


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_asks_as_often_for_one_line_as_for_three(
    four: list[User], helen: User, signed_in: SignIn, count: int
) -> None:
    for other in four[1 : 1 + count]:
        minutes(four[0], other, 60)
    client = signed_in(helen)
    with CaptureQueriesContext(connection) as found:
        shown = client.get(reverse("challenge_travel")).content.decode()
    assert shown.count("Council Alder") == count
    assert len([each for each in found if "traveltime" in each["sql"]]) == 2
