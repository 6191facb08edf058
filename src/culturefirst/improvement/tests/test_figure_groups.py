"""Comparison groups: kept by a person or an organisation, found again, and compared with."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.models import ComparisonGroup
from culturefirst.improvement.queries.figure_groups import kept
from culturefirst.improvement.tests.make_figures import (
    a_collection,
    a_return,
    bodies,
    body_of,
    members_read,
    some_returns,
)
from culturefirst.improvement.tests.test_figures_pages import at, text_of
from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError, NotAllowed


def names(user):
    return [str(each) for each in kept(user)]


def test_a_group_is_found_by_whoever_keeps_it_or_by_all_at_an_organisation(
    priya, colleague, jim, helen, nobody
):
    four = bodies(4)
    actions.keep_group(by=priya, name="Mine", kind="picked", bodies=four)
    ours = body_of(priya)
    actions.keep_group(by=priya, name="Ours", kind="nearest", traits=["Age"], organisation=ours)
    told = [names(user) for user in (priya, colleague, jim, helen, nobody)]
    assert told == [["Mine", "Ours"], ["Ours"], [], [], []]
    assert list(ComparisonGroup.objects.all()) == []
    with pytest.raises(NotAllowed):
        actions.keep_group(by=jim, name="Theirs", kind="nearest", organisation=ours)
    (mine,) = kept(priya).filter(name="Mine")
    with pytest.raises(NotAllowed):
        actions.drop_group(by=colleague, group=mine)
    actions.drop_group(by=priya, group=mine)
    assert names(priya) == ["Ours"]


def test_the_same_name_once_more_replaces_what_was_kept(priya):
    first = actions.keep_group(by=priya, name="Like us", kind="picked", bodies=bodies(5))
    again = actions.keep_group(by=priya, name=" Like us ", kind="nearest", traits=["Age"])
    assert again.pk == first.pk
    assert (again.kind, again.traits, again.bodies.count()) == ("nearest", ["Age"], 0)


def test_what_makes_no_group_is_refused_with_a_remedy(priya):
    for given, says in (
        ({"name": " ", "kind": "nearest"}, "Give the group a name"),
        ({"name": "All", "kind": "all"}, "Choose organisations, or traits"),
        ({"name": "Few", "kind": "picked", "bodies": bodies(3)}, "Choose 4 organisations or more"),
    ):
        with pytest.raises(DomainError, match=says):
            actions.keep_group(by=priya, **given)
    with pytest.raises(DomainError, match="for which organisation"):
        actions.keep_group(by=SYSTEM, name="Nobody's", kind="nearest")
    assert names(priya) == []


def test_the_database_refuses_a_group_of_nobody_and_of_two(priya):
    group = actions.keep_group(by=priya, name="Like us", kind="nearest")
    rows = ComparisonGroup._base_manager.filter(pk=group.pk)
    for wrong in ({"person": None}, {"organisation": body_of(priya)}):
        with transaction.atomic(), pytest.raises(IntegrityError):
            rows.update(**wrong)


def test_a_group_is_kept_from_a_comparison_and_chosen_again(priya, jim, signed_in):
    collection = a_collection()
    a_return(collection, body_of(priya))
    others = [each.organisation for each in some_returns(collection, 6)][:4]
    client = signed_in(priya)
    picked = "group=picked&" + "&".join(f"body={body.pk}" for body in others)
    with members_read():
        page = client.get(at("compare", collection) + f"?{picked}")
        assert "Keep this group" in text_of(page)
        keep = at("group_keep", collection) + f"?{picked}"
        assert "District 1, District 2, District 3, District 4" in text_of(client.get(keep))
        assert "Choose 4 organisations or more" in text_of(
            client.post(at("group_keep", collection) + "?group=picked", {"name": "None"})
        )
        done = client.post(keep, {"name": "Four like us"})
        group = ComparisonGroup._base_manager.get()
        assert done.url == at("compare", collection) + f"?group=kept-{group.pk}"
        page = client.get(done.url)
        assert (page.context["group"].words, page.context["n"]) == ("Four like us", 5)
        assert page.context["choice"].kind == f"kept-{group.pk}"
        assert "Found by you alone" in text_of(client.get(reverse("figures_groups")))
        # Another's group is none, as one that was never there.
        other = signed_in(jim).get(done.url)
        assert other.context["group"].words == "All who sent figures"
        assert "Four like us" not in text_of(signed_in(jim).get(reverse("figures_groups")))
        client.post(at("group_drop", group))
        assert not ComparisonGroup._base_manager.exists()


def test_the_list_of_groups_asks_as_much_of_one_as_of_three(priya, signed_in):
    four, client = bodies(4), signed_in(priya)

    def asked():
        client.get(reverse("figures_groups"))
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse("figures_groups")).status_code == 200
        return len(found)

    actions.keep_group(by=priya, name="One", kind="picked", bodies=four)
    one = asked()
    for name in ("Two", "Three"):
        actions.keep_group(by=priya, name=name, kind="picked", bodies=four)
    assert asked() == one
    assert ComparisonGroup._base_manager.first().kept_on == clock.today()
