"""Saying how things stand: milestones, declarations, overrides, commentary, closing, binding."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from culturefirst.kit.errors import DomainError
from culturefirst.kit.tests.filling import filled
from culturefirst.network.models import SubRegion, User
from culturefirst.programme import actions
from culturefirst.programme.models import Milestone, Remark, Target
from culturefirst.programme.reading import document as printed
from culturefirst.programme.tests.conftest import MakeProgramme
from culturefirst.programme.tests.test_pages_editing import undo_in
from culturefirst.programme.tests.test_pages_programme import text

SignIn = Callable[[Any], Client]
DEEDS = {
    "target_milestone": {"helen", "tom"},
    "target_declare": {"helen", "tom"},
    "target_comment": {"helen", "tom"},
    "target_note": {"helen", "tom"},
    "target_override": {"helen"},
    "target_close": {"helen"},
    "target_remove": {"helen"},
    "target_bind": {"helen"},
}


@pytest.fixture
def declared(make_programme: MakeProgramme) -> Target:
    """Four case studies by the end of May, which nothing counts."""
    make_programme(printed.Target("4 case studies", "count", 4, due=date(2011, 5, 31)))
    return Target.objects.get()


@pytest.mark.parametrize("name", DEEDS)
def test_each_form_is_for_those_who_may(
    name: str,
    declared: Target,
    signed_in: SignIn,
    helen: User,
    tom: User,
    priya: User,
    nobody: Any,
) -> None:
    address = reverse(name, args=[declared.pk])
    for who, person in (("helen", helen), ("tom", tom), ("priya", priya)):
        expected = 200 if who in DEEDS[name] else 403
        assert signed_in(person).get(address).status_code == expected, who
    assert signed_in(nobody).get(address).status_code == 302


def test_a_form_sent_twice_records_once(
    sessions: Target, signed_in: SignIn, tom: User, cambridgeshire: SubRegion
) -> None:
    client, address = signed_in(tom), reverse("target_milestone", args=[sessions.pk])
    said = {
        "title": "Session in Ely",
        "on": "2011-05-04",
        "sub_region": cambridgeshire.pk,
        "organisation": "",
        "evidence": "Sign-in sheet",
        "once": "the-same-key",
    }
    answers = [client.post(address, said), client.post(address, said)]
    assert [answer.headers["Location"] for answer in answers] == [
        f"/programme/targets/{sessions.pk}/"
    ] * 2
    made = Milestone.objects.get()
    assert (made.title, made.on, made.target, made.sub_region) == (
        "Session in Ely",
        date(2011, 5, 4),
        sessions,
        cambridgeshire,
    )


def test_an_improvement_manager_records_at_home_only(
    sessions: Target, signed_in: SignIn, tom: User, norfolk: SubRegion
) -> None:
    response = signed_in(tom).post(
        reverse("target_milestone", args=[sessions.pk]),
        {"title": "Session in Diss", "on": "2011-05-04", "sub_region": norfolk.pk},
    )
    assert response.status_code == 403
    assert "You may record milestones in your own sub-region only." in text(response)
    assert not Milestone.objects.exists()


def test_a_target_that_another_room_counts_takes_no_entry_and_says_what_moves_it(
    sessions: Target, signed_in: SignIn, helen: User
) -> None:
    actions.bind(by=helen, target=sessions, measure="network.registered_users", filters={})
    client = signed_in(helen)
    page = client.get(reverse("target", args=[sessions.pk]))
    assert "Record something done" not in text(page)
    response = client.post(
        reverse("target_milestone", args=[sessions.pk]), {"title": "Soon", "on": "2011-09-01"}
    )
    assert "it moves where that work is done, and not by an entry here." in text(response)
    assert not Milestone.objects.exists()


def test_nothing_is_recorded_for_a_day_to_come(
    sessions: Target, signed_in: SignIn, helen: User
) -> None:
    response = signed_in(helen).post(
        reverse("target_milestone", args=[sessions.pk]), {"title": "Soon", "on": "2011-09-20"}
    )
    assert response.status_code == 422
    assert "That day has not come yet. Give the day it happened." in text(response)


def test_a_withdrawn_milestone_no_longer_counts(
    sessions: Target, signed_in: SignIn, helen: User
) -> None:
    client = signed_in(helen)
    client.post(
        reverse("target_milestone", args=[sessions.pk]),
        {"title": "Session in Ely", "on": "2011-05-04"},
    )
    page = reverse("target", args=[sessions.pk])
    assert "1 of 4" in text(client.get(page))
    made = Milestone.objects.get()
    client.post(reverse("milestone_withdraw", args=[made.pk]), {"reason": "It was cancelled"})
    assert "0 of 4" in text(client.get(page))


def test_a_withdrawn_milestone_is_put_back_by_undo(
    sessions: Target, signed_in: SignIn, helen: User
) -> None:
    client = signed_in(helen)
    recorded(sessions, helen)
    made = Milestone.objects.get()
    address = reverse("milestone_withdraw", args=[made.pk])
    response = client.post(address, {"reason": "A slip"}, follow=True)
    assert "It can be put back from the list of changes. Undo" in text(response)
    client.post(undo_in(client, response.content.decode()))
    made.refresh_from_db()
    assert (made.withdrawn_on, made.withdrawn_because) == (None, "")


def test_a_milestone_is_corrected_and_the_correction_taken_back(
    sessions: Target, signed_in: SignIn, helen: User, cambridgeshire: SubRegion
) -> None:
    client = signed_in(helen)
    made = recorded(sessions, helen)
    address = reverse("milestone_edit", args=[made.pk])
    put_right = {"title": "Session in Soham", "on": "2011-05-05", "sub_region": cambridgeshire.pk}
    response = client.post(address, filled(client.get(address), **put_right), follow=True)
    made.refresh_from_db()
    assert (made.title, made.on, made.sub_region) == (
        "Session in Soham",
        date(2011, 5, 5),
        cambridgeshire,
    )
    client.post(undo_in(client, response.content.decode()))
    made.refresh_from_db()
    assert (made.title, made.on, made.sub_region) == ("Session in Ely", date(2011, 5, 4), None)


def test_correcting_what_somebody_else_corrected_shows_both(
    sessions: Target, signed_in: SignIn, helen: User
) -> None:
    client = signed_in(helen)
    made = recorded(sessions, helen)
    address = reverse("milestone_edit", args=[made.pk])
    page = client.get(address)
    actions.edit_milestone(by=helen, milestone=made, changes={"title": "Session in March"})
    response = client.post(address, filled(page, title="Session in Wisbech"))
    assert response.status_code == 409
    assert "As it stands now Session in March" in text(response)


def test_an_improvement_manager_may_not_move_an_entry_out_of_their_sub_region(
    sessions: Target, signed_in: SignIn, helen: User, tom: User, norfolk: SubRegion
) -> None:
    client = signed_in(tom)
    made = recorded(sessions, helen)
    address = reverse("milestone_edit", args=[made.pk])
    response = client.post(address, filled(client.get(address), sub_region=norfolk.pk))
    assert response.status_code == 403
    made.refresh_from_db()
    assert made.sub_region is None


def test_a_withdrawn_declaration_no_longer_says_where_it_stands_and_can_be_put_back(
    declared: Target, signed_in: SignIn, helen: User
) -> None:
    client, page = signed_in(helen), reverse("target", args=[declared.pk])
    said = actions.declare(by=helen, target=declared, why="All are out", value=4)
    assert "✓ Met" in text(client.get(page))
    address = reverse("remark_withdraw", args=[said.pk])
    response = client.post(address, {"reason": "Two were drafts"}, follow=True)
    assert "✓ Met" not in text(response)
    assert "withdrawn 19 September 2011" in text(response)
    client.post(undo_in(client, response.content.decode()))
    assert "✓ Met" in text(client.get(page))


def test_an_override_is_withdrawn_by_its_own_page_only(sessions: Target, helen: User) -> None:
    said = actions.override(by=helen, target=sessions, standing="met", reason="Agreed")
    with pytest.raises(DomainError, match="Go back to the status worked out instead"):
        actions.withdraw_remark(by=helen, remark=said, reason="Not so")


def recorded(target: Target, by: User) -> Milestone:
    return actions.record_milestone(
        by=by, activity=target.activity, target=target, title="Session in Ely", on=date(2011, 5, 4)
    )


def test_a_declaration_needs_a_figure_or_a_standing(
    declared: Target, signed_in: SignIn, helen: User
) -> None:
    client, address = signed_in(helen), reverse("target_declare", args=[declared.pk])
    bare = client.post(address, {"on": "2011-05-30", "why": "All are out"})
    assert bare.status_code == 422
    assert "Give a figure, or choose how it stands below." in text(bare)
    client.post(address, {"on": "2011-05-30", "why": "All are out", "value": "4"})
    shown = text(client.get(reverse("target", args=[declared.pk])))
    assert "✓ Met" in shown
    assert "All are out (Helen Marsh, 30 May 2011)" in shown


def test_names_of_members_are_not_for_strangers(
    declared: Target, signed_in: SignIn, helen: User, nobody: Any
) -> None:
    signed_in(helen).post(
        reverse("target_declare", args=[declared.pk]),
        {"on": "2011-05-30", "why": "All are out", "value": "4"},
    )
    shown = text(signed_in(nobody).get(reverse("target", args=[declared.pk])))
    assert "All are out" in shown
    assert "Helen Marsh" not in shown


def test_an_override_shows_both_statuses_and_can_be_withdrawn(
    declared: Target, signed_in: SignIn, helen: User
) -> None:
    client = signed_in(helen)
    client.post(
        reverse("target_override", args=[declared.pk]),
        {"standing": "on_track", "reason": "The printer holds all four"},
    )
    page = reverse("target", args=[declared.pk])
    shown = text(client.get(page))
    assert "▸ On track" in shown
    assert "Worked out from the figure, it would be At risk . The printer holds all four" in shown
    remark = Remark.objects.get()
    client.post(reverse("override_withdraw", args=[remark.pk]))
    assert "▲ At risk" in text(client.get(page))


def test_commentary_is_asked_for_until_it_is_given(
    declared: Target, signed_in: SignIn, helen: User
) -> None:
    client, page = signed_in(helen), reverse("target", args=[declared.pk])
    assert "say why, and what comes next" in text(client.get(page))
    client.post(
        reverse("target_comment", args=[declared.pk]),
        {"why": "Two authors left", "next": "Out by November"},
    )
    shown = text(client.get(page))
    assert "say why, and what comes next" not in shown
    assert "Why: Two authors left Next: Out by November" in shown


@pytest.mark.parametrize(
    ("said", "led"),
    [
        ("/programme/1/?status=missed#target-1", "/programme/1/?status=missed#target-1"),
        ("https://elsewhere.example/", "/programme/targets/{}/"),
        ("//elsewhere.example/", "/programme/targets/{}/"),
        ("/\\elsewhere.example/", "/programme/targets/{}/"),
    ],
)
def test_a_form_leads_back_to_a_page_of_ours_only(
    said: str, led: str, declared: Target, signed_in: SignIn, helen: User
) -> None:
    response = signed_in(helen).post(
        reverse("target_comment", args=[declared.pk]),
        {"why": "Two authors left", "next": "Out by November", "back": said},
    )
    assert response.headers["Location"] == led.format(declared.pk)


def test_a_closed_target_says_why_and_can_be_reopened(
    declared: Target, signed_in: SignIn, helen: User
) -> None:
    client, page = signed_in(helen), reverse("target", args=[declared.pk])
    client.post(reverse("target_close", args=[declared.pk]), {"reason": "The board dropped it"})
    assert "Closed on 19 September 2011: The board dropped it" in text(client.get(page))
    client.post(reverse("target_reopen", args=[declared.pk]))
    declared.refresh_from_db()
    assert declared.closed_on is None


def test_a_target_is_bound_to_a_measure_in_two_steps(
    declared: Target, signed_in: SignIn, helen: User, norfolk: SubRegion
) -> None:
    client, address = signed_in(helen), reverse("target_bind", args=[declared.pk])
    assert "Registered users" in text(client.get(address))
    second = client.get(address, {"measure": "programme.milestones"})
    assert "Entries in the programme" in text(second)
    said = {"measure": "programme.milestones", "by_sub_region": norfolk.pk, "seen": 1}
    client.post(address, said | {"by_target": declared.pk})
    declared.refresh_from_db()
    assert declared.measure == "programme.milestones"
    assert declared.filters == {"target": declared.pk, "sub_region": norfolk.pk}
    client.post(address, {"measure": "", "seen": 2})
    declared.refresh_from_db()
    assert (declared.measure, declared.filters) == ("", {})


def test_binding_what_somebody_else_changed_shows_both_choices_and_can_go_on(
    declared: Target, signed_in: SignIn, helen: User
) -> None:
    client, address = signed_in(helen), reverse("target_bind", args=[declared.pk])
    page = client.get(address, {"measure": "programme.milestones"})
    actions.edit_target(by=helen, target=declared, changes={"text": "Another wording"})
    response = client.post(address, filled(page))
    assert response.status_code == 409
    assert "As it stands now Nothing counts it" in text(response)
    assert "Your words, not saved Milestones recorded" in text(response)
    client.post(address, filled(response))
    declared.refresh_from_db()
    assert (declared.text, declared.measure) == ("Another wording", "programme.milestones")


def test_an_unknown_measure_leads_back_to_the_list(
    declared: Target, signed_in: SignIn, helen: User
) -> None:
    response = signed_in(helen).get(
        reverse("target_bind", args=[declared.pk]), {"measure": "library.loans"}
    )
    assert "What counts this target?" in text(response)


def test_the_target_page_says_its_definition_and_lists_its_records(
    sessions: Target, signed_in: SignIn, helen: User
) -> None:
    client = signed_in(helen)
    client.post(
        reverse("target_milestone", args=[sessions.pk]),
        {"title": "Session in Ely", "on": "2011-05-04", "evidence": "Sign-in sheet"},
    )
    shown = text(client.get(reverse("target", args=[sessions.pk])))
    assert "Promised 4 training sessions" in shown
    assert "Time none named, so the programme" in shown
    assert "Narrowed to what is recorded of this target" in shown
    assert (
        "Session in Ely 4 May 2011 correct Session in Ely withdraw Session in Ely Sign-in" in shown
    )
    assert "sheet" in shown


def test_a_new_target_is_added_to_an_activity(
    sessions: Target, signed_in: SignIn, helen: User
) -> None:
    signed_in(helen).post(
        reverse("target_add", args=[sessions.activity.pk]),
        {"text": "Open a forum by May 12", "kind": "milestone", "due": "2012-05-31"},
    )
    made = Target.objects.get(text="Open a forum by May 12")
    assert (made.kind, made.due, made.position, made.unit) == (
        "milestone",
        date(2012, 5, 31),
        2,
        "",
    )


def test_a_form_sent_twice_shows_its_undo_twice(
    sessions: Target, signed_in: SignIn, helen: User
) -> None:
    client, address = signed_in(helen), reverse("target_close", args=[sessions.pk])
    said = {"reason": "The money went", "once": "a-key"}
    client.post(address, said)
    response = client.post(address, said, follow=True)
    assert "Closed. You can reopen it on this page. Undo" in text(response)
    assert "&lt;a" not in response.content.decode()
