"""Editing in place: who may, what is saved, what two people at once are told, and undoing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from culturefirst.kit.tests.filling import filled
from culturefirst.network.models import SubRegion, User
from culturefirst.programme import actions
from culturefirst.programme.models import Progress, Target
from culturefirst.programme.tests.test_pages_programme import text

SignIn = Callable[[Any], Client]
EDITS = ("target_edit", "activity_edit", "priority_edit", "strand_edit", "programme_edit")


def fields(target: Target, **changes: Any) -> dict[str, Any]:
    """What the target's form sends."""
    shown = {
        "text": target.text,
        "kind": target.kind,
        "quantity": "4",
        "unit": target.unit,
        "per": "",
        "starts": "",
        "due": "",
        "baseline": "",
        "goal": "",
        "direction": "",
        "seen": target.version,
    }
    return shown | changes


def undo_in(client: Client, page: str) -> str:
    """Where the first link that takes a change back leads."""
    address = next(part for part in page.split('"') if part.endswith("/undo/"))
    return str(client.get(address).headers.get("Location", address))


def addresses(target: Target) -> dict[str, str]:
    activity = target.activity
    programme = activity.programme
    records = {
        "target_edit": target,
        "activity_edit": activity,
        "priority_edit": programme.priority,
        "strand_edit": programme,
        "programme_edit": programme.priority.work_programme,
    }
    return {name: reverse(name, args=[record.pk]) for name, record in records.items()}


@pytest.mark.parametrize("name", EDITS)
def test_managers_may_edit_and_others_may_not(
    name: str, sessions: Target, signed_in: SignIn, helen: User, tom: User, nobody: Any
) -> None:
    address = addresses(sessions)[name]
    assert signed_in(helen).get(address).status_code == 200
    assert signed_in(tom).get(address).status_code == 403
    assert signed_in(nobody).get(address).headers["Location"].startswith("/accounts/login/")


def test_a_saved_edit_comes_back_to_the_page_with_an_undo(
    sessions: Target, signed_in: SignIn, helen: User
) -> None:
    client = signed_in(helen)
    response = client.post(
        reverse("target_edit", args=[sessions.pk]),
        fields(sessions, text="Hold 5 training sessions", quantity="5"),
        follow=True,
    )
    sessions.refresh_from_db()
    assert (sessions.text, sessions.quantity, sessions.version) == (
        "Hold 5 training sessions",
        5.0,
        2,
    )
    assert response.redirect_chain == [(reverse("target", args=[sessions.pk]), 302)]
    assert "Saved. Undo" in text(response)


def test_an_undone_edit_stands_as_before(sessions: Target, signed_in: SignIn, helen: User) -> None:
    client = signed_in(helen)
    client.post(
        reverse("target_edit", args=[sessions.pk]),
        fields(sessions, text="Hold 5 sessions", quantity="5", due="2011-12-31"),
    )
    page = client.get(reverse("target", args=[sessions.pk])).content.decode()
    undo = undo_in(client, page)
    assert "Hold 5 sessions" in text(client.get(undo))
    client.post(undo)
    sessions.refresh_from_db()
    assert (sessions.text, sessions.quantity, sessions.due) == (
        "Host 4 training sessions",
        4.0,
        None,
    )


def test_a_change_that_was_changed_again_is_not_taken_back(
    sessions: Target, signed_in: SignIn, helen: User
) -> None:
    client = signed_in(helen)
    address = reverse("target_edit", args=[sessions.pk])
    client.post(address, fields(sessions, text="Hold 5 sessions"))
    page = client.get(reverse("target", args=[sessions.pk])).content.decode()
    undo = undo_in(client, page)
    sessions.refresh_from_db()
    client.post(address, fields(sessions, text="Hold 6 sessions"))
    response = client.post(undo)
    assert response.status_code == 422
    assert "This has been changed again since" in text(response)


def test_two_people_at_once_are_shown_both_texts_and_can_go_on(
    sessions: Target, signed_in: SignIn, helen: User, amara: User
) -> None:
    address = reverse("target_edit", args=[sessions.pk])
    first, second = signed_in(helen), signed_in(amara)
    hers, theirs = first.get(address), second.get(address)
    first.post(address, filled(hers, text="Hers"))
    response = second.post(address, filled(theirs, text="The director's"))
    assert response.status_code == 409
    assert "As it stands now Hers" in text(response)
    assert "Your words, not saved The director&#x27;s" in text(response)
    assert "Before either of you: Host 4 training sessions" in text(response)
    sessions.refresh_from_db()
    assert sessions.text == "Hers"
    second.post(address, filled(response))
    sessions.refresh_from_db()
    assert (sessions.text, sessions.version) == ("The director's", 3)


def test_what_only_the_other_person_changed_is_no_conflict_and_is_kept(
    sessions: Target, signed_in: SignIn, helen: User, amara: User
) -> None:
    address = reverse("activity_edit", args=[sessions.activity.pk])
    first, second = signed_in(helen), signed_in(amara)
    hers, theirs = first.get(address), second.get(address)
    first.post(address, filled(hers, leads="Network Director\nLGID"))
    response = second.post(address, filled(theirs, outcomes="Savings are found"))
    assert response.status_code == 409
    shown = text(response)
    assert "You changed different things, so both can stand." in shown
    assert "As it stands now" not in shown
    assert "Changed by them alone Kept when you save. Lead" in shown
    assert "Changed by you alone So that" in shown
    second.post(address, filled(response))
    activity = sessions.activity
    activity.refresh_from_db()
    assert activity.leads == ["Network Director", "LGID"]
    assert activity.outcomes == ["Savings are found"]


def test_the_same_change_by_both_is_nobodys_conflict(
    sessions: Target, signed_in: SignIn, helen: User, amara: User
) -> None:
    address = reverse("target_edit", args=[sessions.pk])
    first, second = signed_in(helen), signed_in(amara)
    hers, theirs = first.get(address), second.get(address)
    first.post(address, filled(hers, text="Hold 4 sessions"))
    response = second.post(address, filled(theirs, text="Hold 4 sessions", quantity="5"))
    assert "As it stands now" not in text(response)
    assert "Changed by you alone How many?" in text(response)


def test_nothing_changed_is_said_and_not_stored(
    sessions: Target, signed_in: SignIn, helen: User
) -> None:
    response = signed_in(helen).post(
        reverse("target_edit", args=[sessions.pk]), fields(sessions), follow=True
    )
    sessions.refresh_from_db()
    assert "Nothing was changed." in text(response)
    assert sessions.version == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": ""}, "Please fill this in."),
        ({"quantity": ""}, "Say how many: this kind of target counts to a number."),
        ({"kind": "recurring"}, "Say whether it is so many a year, a quarter or a month."),
        ({"kind": "change"}, "Say whether it should go up or down."),
        ({"starts": "2011-06-01", "due": "2011-05-01"}, "It must not be due before it starts."),
        ({"due": "yesterday"}, "Write the day as 19/09/2011 or 19 September 2011."),
        ({"due": "0011-05-01"}, "That year cannot be right. Write it in four figures."),
    ],
)
def test_what_a_target_still_needs_is_said_beside_its_field(
    changes: dict[str, str], sentence: str, sessions: Target, signed_in: SignIn, helen: User
) -> None:
    response = signed_in(helen).post(
        reverse("target_edit", args=[sessions.pk]), fields(sessions, **changes)
    )
    assert response.status_code == 422
    assert sentence in text(response)


def test_an_activity_is_edited_line_by_line(
    sessions: Target, signed_in: SignIn, helen: User, cambridgeshire: SubRegion
) -> None:
    activity = sessions.activity
    signed_in(helen).post(
        reverse("activity_edit", args=[activity.pk]),
        {
            "title": activity.title,
            "actions": "Ask the councils\n\n  Hold the day ",
            "outcomes": "\n".join(activity.outcomes),
            "leads": "\n".join(activity.leads),
            "notes": "",
            "sub_regions": [cambridgeshire.pk],
            "seen": activity.version,
        },
    )
    activity.refresh_from_db()
    assert activity.actions == ["Ask the councils", "Hold the day"]
    assert list(activity.sub_regions.all()) == [cambridgeshire]


def test_improvement_managers_write_and_remove_notes_on_progress(
    sessions: Target, signed_in: SignIn, tom: User
) -> None:
    client = signed_in(tom)
    client.post(
        reverse("progress_add", args=[sessions.activity.pk]),
        {"text": "Peers met in Ely", "on": "2011-06-02"},
    )
    note = Progress.objects.get(text="Peers met in Ely")
    assert note.on == date(2011, 6, 2)
    client.post(reverse("progress_remove", args=[note.pk]))
    note.refresh_from_db()
    assert note.removed_on == date(2011, 9, 19)


def test_who_may_write_a_note_may_take_its_change_back(
    sessions: Target, signed_in: SignIn, tom: User
) -> None:
    note, client = Progress.objects.get(), signed_in(tom)
    said = {"text": "Three came to look", "on": "2011-05-03", "value": "3", "seen": note.version}
    response = client.post(reverse("progress_edit", args=[note.pk]), said, follow=True)
    undo = undo_in(client, response.content.decode())
    client.post(undo)
    note.refresh_from_db()
    assert (note.text, note.value) == ("Two came to look", 2.0)


def test_a_removed_target_is_put_back_from_the_changes(
    sessions: Target, signed_in: SignIn, helen: User
) -> None:
    client = signed_in(helen)
    programme = sessions.activity.programme.priority.work_programme
    client.post(reverse("target_remove", args=[sessions.pk]), {"reason": "Written twice"})
    assert "Host 4 training sessions" not in text(
        client.get(reverse("programme", args=[programme.pk]))
    )
    changes = client.get(reverse("programme_changes", args=[programme.pk]))
    assert "Helen Marsh removed a target" in text(changes)
    assert "Written twice" in text(changes)
    undo = next(p for p in changes.content.decode().split('"') if p.endswith("/undo/"))
    client.post(undo)
    sessions.refresh_from_db()
    assert sessions.removed_on is None


def test_changes_show_before_and_after_and_filter_by_person_and_day(
    sessions: Target, signed_in: SignIn, helen: User, amara: User
) -> None:
    actions.edit_target(by=amara, target=sessions, changes={"due": date(2011, 12, 31)}, seen=1)
    programme = sessions.activity.programme.priority.work_programme
    client, address = signed_in(helen), reverse("programme_changes", args=[programme.pk])
    shown = text(client.get(address))
    assert "Amara Okafor changed a target" in shown
    assert "Due by 31 December 2011" in shown
    only = text(client.get(address, {"by": amara.pk}))
    assert "made a work programme" not in only
    assert "No change fits." in text(client.get(address, {"until": "2011-09-18"}))
    assert "changed a target" in text(client.get(address, {"since": "2011-09-19"}))


def test_every_change_that_can_be_taken_back_says_so_on_its_link(
    sessions: Target, signed_in: SignIn, helen: User
) -> None:
    actions.edit_target(by=helen, target=sessions, changes={"text": "Hold 4 sessions"})
    programme = sessions.activity.programme.priority.work_programme
    page = signed_in(helen).get(reverse("programme_changes", args=[programme.pk]))
    assert "Take it back Hold 4 sessions" in text(page)


def test_a_stranger_to_a_draft_cannot_tell_it_from_nothing(
    make_programme: Any, signed_in: SignIn, helen: User, nobody: Any
) -> None:
    from culturefirst.programme.reading import document as printed

    make_programme(printed.Target("Open a forum", "milestone"), state="draft")
    target = Target.objects.get()
    there = signed_in(nobody).get(reverse("target", args=[target.pk]))
    missing = signed_in(nobody).get(reverse("target", args=[target.pk + 1]))
    assert there.status_code == missing.status_code == 404
