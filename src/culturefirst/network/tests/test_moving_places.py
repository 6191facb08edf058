"""A body moves to another sub-region on a day; figures of before count it where it was."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.kit.tests.filling import filled
from culturefirst.measures.core import Question, Window, ids
from culturefirst.measures.figures import figures
from culturefirst.measures.register import MEASURES
from culturefirst.network import actions
from culturefirst.network.models import GroupMember, Organisation, SubRegion
from culturefirst.network.queries import places as queries
from culturefirst.network.queries.belonging import belonged_to

DAY = date(2011, 6, 1)
EVE = date(2011, 5, 31)
TODAY = date(2011, 9, 19)
# Every measure of the network that can be asked by sub-region, as at the end of a time.
BY_PLACE = [
    "network.member_organisations",
    "network.authorities_covered",
    "network.posts_filled",
    "network.registered_users",
    "network.active_users",
    "network.group_memberships",
    "network.people_in_groups",
]


@pytest.fixture
def moved(helen, priya, ipswich, norfolk):
    """Ipswich, in Norfolk from June on."""
    return actions.move_to_sub_region(by=helen, organisation=ipswich, sub_region=norfolk, on=DAY)


def counted(key, place, day):
    """The figure of a place as at a day, after checking that the rows behind it agree."""
    window, scope = Window(ends=day), {"sub_region": place.pk}
    [found] = figures([Question(key, window, scope)])
    assert len(ids(MEASURES[key].rows(window, scope))) == found.numerator
    return found.numerator


def test_every_measure_that_knows_places_is_looked_at_here():
    known = {
        each.key
        for each in MEASURES
        if each.key.startswith("network.") and "sub_region" in each.dimensions
    }
    assert known - set(BY_PLACE) == {"network.sign_ups", "network.portfolio_holders"}


@pytest.mark.parametrize("key", BY_PLACE)
def test_a_figure_of_before_counts_it_where_it_belonged(key, moved, helen, priya, suffolk, norfolk):
    group = actions.add_group(by=helen, name="Forum", kind="forum")
    GroupMember(group=group, person=priya.person, starts=date(2011, 1, 1)).save()
    priya.active_days.create(on=date(2011, 1, 2))
    assert (counted(key, suffolk, EVE), counted(key, norfolk, EVE)) == (1, 0)
    assert (counted(key, suffolk, DAY), counted(key, norfolk, DAY)) == (0, 1)


def test_a_sign_up_stays_where_the_body_was_on_its_day(moved, priya, suffolk, norfolk):
    key = "network.sign_ups"
    assert (counted(key, suffolk, TODAY), counted(key, norfolk, TODAY)) == (1, 0)


def test_the_denominator_follows(moved, suffolk, norfolk):
    asked = [
        Question("network.authorities_covered", Window(ends=day), {"sub_region": place})
        for place in (suffolk, norfolk)
        for day in (EVE, DAY)
    ]
    assert [found.denominator for found in figures(asked)] == [1, 0, 0, 1]


def test_coverage_of_a_past_day_tells_where_it_belonged_then(signed_in, nobody, moved):
    assert [str(each.place) for each in queries.authorities(EVE)] == ["Suffolk"]
    assert [str(each.place) for each in queries.authorities(DAY)] == ["Norfolk"]
    answer = signed_in(nobody).get("/coverage/?as_at=2011-05-31&format=csv&table=coverage")
    assert "Ipswich Borough Council,District council,Suffolk,yes" in answer.content.decode()


def test_a_move_is_taken_back_and_only_the_last_one(helen, moved, suffolk, cambridgeshire):
    first = moved.former_places.get()
    actions.move_to_sub_region(by=helen, organisation=moved, sub_region=cambridgeshire)
    with pytest.raises(DomainError, match="moved otherwise since"):
        actions.take_back_move(by=helen, organisation=moved, former_place=first)
    for _ in range(2):
        last = moved.former_places.first()
        actions.take_back_move(by=helen, organisation=moved, former_place=last)
    moved.refresh_from_db()
    assert (moved.sub_region, moved.former_places.count()) == (suffolk, 0)


def test_a_second_move_on_one_day_takes_the_place_of_the_first(
    helen, moved, suffolk, cambridgeshire
):
    def move(there):
        actions.move_to_sub_region(by=helen, organisation=moved, sub_region=there, on=DAY)
        moved.refresh_from_db()
        return [(str(each), each.ends) for each in moved.former_places.all()]

    assert move(cambridgeshire) == [("Suffolk", DAY)]
    assert move(suffolk) == []


def test_senseless_moves_are_refused(helen, moved, norfolk, suffolk):
    def move(there, on):
        actions.move_to_sub_region(by=helen, organisation=moved, sub_region=there, on=on)

    with pytest.raises(DomainError, match="belongs to Norfolk already"):
        move(norfolk, TODAY)
    with pytest.raises(DomainError, match="moved last on 1 June 2011"):
        move(suffolk, EVE)
    with pytest.raises(DomainError, match="a day that has come"):
        move(suffolk, date(2011, 9, 20))
    actions.edit_organisation(by=helen, organisation=moved, changes={"founded_on": TODAY})
    with pytest.raises(DomainError, match="was founded on 19 September 2011"):
        move(suffolk, TODAY)


def test_a_sub_region_to_which_a_body_belonged_is_not_taken_away(helen, moved, suffolk):
    with pytest.raises(DomainError, match="1 former organisation belong to it"):
        actions.remove_sub_region(by=helen, sub_region=suffolk)


def test_a_slip_is_put_right_without_a_trace(helen, ipswich, norfolk):
    actions.edit_organisation(by=helen, organisation=ipswich, changes={"sub_region": norfolk})
    assert not ipswich.former_places.exists()
    assert counted("network.authorities_covered", norfolk, EVE) == 0
    assert queries.authorities(EVE)[0].place == norfolk


def test_a_body_is_moved_and_back_by_its_page(signed_in, helen, ipswich, norfolk):
    client, page = signed_in(helen), "/organisations/ipswich-borough-council/"
    form = filled(client.get(f"{page}move/"), sub_region=str(norfolk.pk), on="2011-06-01")
    answer = client.post(f"{page}move/", form, follow=True).content.decode()
    assert "District council in Norfolk." in answer
    assert 'Suffolk <span class="soft">until 1 June 2011</span>' in answer
    undo = f"/organisations/moves/{ipswich.former_places.get().pk}/undo/"
    answer = client.post(undo, filled(client.get(undo)), follow=True).content.decode()
    assert "District council in Suffolk." in answer


def test_an_import_moves_from_today_and_says_so(signed_in, helen, ipswich, suffolk):
    rows = [{"row": 2, "name": "Ipswich Borough Council", "sub_region": "Norfolk"}]
    brought = actions.bring_organisations(by=helen, name="a.csv", rows=rows)
    page = signed_in(helen).get(f"/import/organisations/{brought.pk}/").content.decode()
    assert "Norfolk (from 19 September 2011)" in page
    actions.import_organisations(by=helen, brought=brought)
    ipswich.refresh_from_db()
    assert (str(ipswich.sub_region), ipswich.former_places.get().sub_region) == ("Norfolk", suffolk)


MOVES = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 2)), max_size=5)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=MOVES, day=st.integers(-2, 302))
def test_on_every_day_a_body_belongs_to_one_place_the_last_it_moved_to(moves, day, db):
    start = date(2010, 11, 1)
    places = [SubRegion.objects.get_or_create(name=n, slug=n)[0] for n in ("a", "b", "c")]
    body = Organisation(name="Ely", slug="ely", kind="district", sub_region=places[0])
    Organisation.objects.filter(name="Ely").delete()
    body.save()
    history = {-9999: places[0]}
    for after, place in sorted(moves, key=lambda move: move[0]):
        try:
            actions.move_to_sub_region(
                by=SYSTEM, organisation=body, sub_region=places[place],
                on=start + timedelta(after),
            )  # fmt: skip
        except DomainError:
            continue
        history[after] = places[place]
    then = history[max(each for each in history if each <= day)]
    asked = start + timedelta(day)
    found = [p for p in places if Organisation.objects.filter(belonged_to(p, asked)).exists()]
    assert found == [then]
