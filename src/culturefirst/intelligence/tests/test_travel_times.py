"""Minutes of a routing tool: brought, what is wrong with them, kept as one compact table."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from culturefirst.intelligence import actions
from culturefirst.intelligence.models import AreaSet, PeopleFile, TravelTimes
from culturefirst.intelligence.queries.travel import by_place, times_of
from culturefirst.intelligence.tests.make_people import (
    SAID,
    a_travel_table,
    an_area_set,
    brought,
    example,
    faults,
    imported,
    places_of_the_vales,
)
from culturefirst.kit.errors import DomainError
from culturefirst.network.models import User

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]
ABOUT = SAID | {"name": "Ways", "day": "2011-09-19", "places_by": "key"}


def of_vales(text: str, **said: Any) -> PeopleFile:
    """A file of minutes of the vales and their two places."""
    areas = AreaSet.objects.filter(name="Vales").first() or an_area_set()
    return brought("times", text, ABOUT | {"area_set": areas.pk} | said)


def test_the_example_is_kept_as_one_table_of_both_modes() -> None:
    found = a_travel_table(an_area_set())
    assert (found.areas, found.places, found.pairs) == (40, 2, 158)
    assert [(each["mode"], each["pairs"]) for each in found.modes] == [("transit", 78), ("car", 80)]
    times = times_of(found)
    assert (times.areas[0], len(times), times.frozen().digest) == ("V001", 158, found.digest)


def test_the_same_again_is_nothing_new_and_other_minutes_are_another_version() -> None:
    areas = an_area_set()
    a_travel_table(areas, "Ways")
    text = example("times").decode()
    assert of_vales(text).found["says"] == ["Minutes of pairs: 158 as here"]
    other = of_vales(text.replace("car,61", "car,62"))
    assert faults(other) == [
        "Name of the table: a table of this name and day is here, with other minutes. Give this "
        "one another name or day."
    ]
    assert not of_vales(text.replace("car,61", "car,62"), day="2012-01-01").found["faulty"]


def test_each_bad_row_is_told_with_its_place_and_remedy() -> None:
    an_area_set()
    places_of_the_vales()
    text = (
        "from,to,mode,minutes\nV001,X7,car,12\nV999,X7,car,12\nV002,X9,car,12\n"
        "V003,X7,car,-3\nV004,X7,car,soon\nV005,X7,car,3600\nV006,X7,boat,9\n,X7,car,4\n"
    )
    remedy = "Write minutes of 0 or more, or leave out rows of pairs without a way."
    here = "Correct the code, or leave out rows of areas and places that are not here."
    assert faults(of_vales(text)) == [
        f"Row 3, from: no area of “Vales” has the code V999. {here}",
        "Row 9, from: the code is missing. Give each row one.",
        f"Row 4, to: no place here has the key X9. {here}",
        "Row 8, mode: “boat” is no mode of travel that is known here. Write walking, public "
        "transport or car.",
        f"Row 5, minutes: -3 is no time to travel. {remedy}",
        f"Row 6, minutes: “soon” is no number. {remedy}",
        f"Row 7, minutes: 3600 is more than a day: are these seconds. {remedy}",
    ]


def test_a_pair_told_twice_must_have_the_same_minutes() -> None:
    an_area_set()
    places_of_the_vales()
    twice = "from,to,minutes\nV001,X7,12\nV002,X7,5\nV001,X7,12\n"
    assert "1 row told again, with the same minutes." in of_vales(twice).found["notes"]
    assert faults(of_vales(f"{twice}V002,X7,6\n")) == [
        "Row 5, From, to: row 3 tells 5 minutes of the same pair. Leave one of the two."
    ]


def test_areas_and_places_without_any_minutes_are_told() -> None:
    an_area_set()
    places_of_the_vales()
    notes = of_vales("from,to,minutes\nV001,X7,12\nV002,X7,NA\n").found["notes"]
    assert notes == [
        "1 row without minutes: no way was found there.",
        "39 areas of “Vales” with no minutes to any place: a study by this table leaves them out "
        "and says so (V002, V003, V004, V005, V006 and 34 more).",
        "1 place of the same kinds with no minutes from any area: a study by this table leaves "
        "them out and says so (Meadow).",
    ]
    asked_all = of_vales("from,to,minutes\nV001,X7,12\nV001,X8,9\n", whole=True).found["notes"]
    assert "they are out of reach of all places" in asked_all[0]


def test_rows_of_what_is_not_here_can_be_left_out_and_seconds_become_minutes() -> None:
    an_area_set()
    first, _ = places_of_the_vales()
    text = f"from_id,to_id,travel_time_p50\nV001,{first.pk},600\nV999,{first.pk},60\n"
    areas = AreaSet.objects.get()
    said = {"leave_out": True, "unit": "seconds", "places_by": "", "area_set": areas.pk}
    imported("times", text, ABOUT | said)
    times = times_of(TravelTimes.objects.get())
    assert (times.areas, times.places, times.minutes.tolist()) == (
        ("V001",),
        (str(first.pk),),
        [10],
    )


def test_a_million_pairs_are_read_and_kept_in_few_bytes() -> None:
    """No row a pair: the table of 40 areas and two places many times over is one record."""
    an_area_set()
    places_of_the_vales()
    text = example("times").decode()
    head, body = text.split("\n", 1)
    imported("times", f"{head}\n{body * 500}", ABOUT | {"area_set": AreaSet.objects.get().pk})
    found = TravelTimes.objects.get()
    assert (found.pairs, len(bytes(found.content)) < 2_000) == (158, True)


def test_tables_are_taken_away_by_the_team_only(helen: User, priya: User) -> None:
    found = a_travel_table(an_area_set())
    with pytest.raises(DomainError):
        actions.remove_travel_times(by=priya, travel_times=found)
    with pytest.raises(DomainError, match="is used by"):
        actions.remove_area_set(by=helen, area_set=found.area_set)
    actions.remove_travel_times(by=helen, travel_times=found)
    assert not TravelTimes.objects.exists()


def test_its_page_tells_modes_and_how_far_each_place_is(helen: User, signed_in: SignedIn) -> None:
    found = a_travel_table(an_area_set())
    client = signed_in(helen)
    page = client.get(found.get_absolute_url()).content.decode()
    for words in ("Public transport", "Minutes of 158 pairs", "from 40 of 40 areas", "Meadow"):
        assert words in page
    [hall, _] = by_place(found, helen)
    assert (hall["name"], hall["areas"]) == ("Hall", 40)
    listed = client.get(reverse("people_sets")).content.decode()
    assert "158 pairs of 40 areas and 2 places, by public transport, car" in listed


def test_points_for_a_routing_tool_are_given_in_degrees(helen: User, signed_in: SignedIn) -> None:
    areas = an_area_set()
    [first, _] = places_of_the_vales()
    client = signed_in(helen)
    places = client.get(reverse("travel_points", args=["places"])).content.decode("utf-8-sig")
    assert places.splitlines()[:2] == ["id,lon,lat", f"{first.pk},0.120352,52.202062"]
    url = reverse("travel_points", args=["areas"])
    west = client.get(f"{url}?set={areas.pk}").content.decode("utf-8-sig").splitlines()
    assert (len(west), west[1].split(",")[0], west[1].split(",")[1][:5]) == (41, "V001", "-0.37")
    assert client.get(url).status_code == 404


def test_a_file_of_minutes_is_brought_and_imported_through_the_pages(
    helen: User, signed_in: SignedIn
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    areas = an_area_set()
    places_of_the_vales()
    client = signed_in(helen)
    upload = SimpleUploadedFile("ways.csv", example("times"))
    sent = client.post(reverse("people_bring"), {"what": "times", "file": upload})
    url = sent["Location"]
    said = {"look": "1", "area_set": areas.pk, "name": "Ways", "day": "2011-09-19",
            "source": "A tool", "licence": "CC0", "places_by": "key", "column_area": "from",
            "column_place": "to", "column_minutes": "minutes", "column_mode": "mode"}  # fmt: skip
    assert client.post(url, said).status_code == 302
    page = client.get(url)
    assert "Import 158 new" in page.content.decode()
    client.post(url, {"agreed": page.context["found"]["digest"]})
    assert TravelTimes.objects.get().name == "Ways"
