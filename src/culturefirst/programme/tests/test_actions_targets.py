"""What may be done to targets, by whom, and what a lost update gets."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent
from culturefirst.network.models import SubRegion, User
from culturefirst.programme import actions
from culturefirst.programme.models import Activity, Milestone, Target
from culturefirst.programme.queries import programme_view, target_view
from culturefirst.programme.reading import document as printed

pytestmark = pytest.mark.django_db


def status(target: Target) -> str:
    return target_view(Target.objects.get(pk=target.pk)).line.standing.status.value


def test_a_counted_target_is_narrowed_to_what_is_logged_of_it(sessions: Target) -> None:
    assert (sessions.measure, sessions.filters) == (
        "programme.milestones",
        {"target": sessions.pk},
    )


def test_recording_milestones_moves_the_figure(helen: User, sessions: Target) -> None:
    for day in (1, 2, 3, 4):
        actions.record_milestone(
            by=helen,
            activity=sessions.activity,
            target=sessions,
            title="A session held",
            on=date(2011, 5, day),
        )
    stands = target_view(sessions).line.standing
    assert (stands.status, stands.sentence) == ("met", "4 of 4")


def test_a_withdrawn_milestone_no_longer_counts(helen: User, sessions: Target) -> None:
    made = record(helen, sessions)
    assert target_view(sessions).line.standing.done == 1
    actions.withdraw_milestone(by=helen, milestone=made, reason="It was cancelled")
    assert target_view(sessions).line.standing.done == 0
    assert Milestone.objects.get().withdrawn_because == "It was cancelled"


def test_a_milestone_is_withdrawn_once(helen: User, sessions: Target) -> None:
    made = record(helen, sessions)
    actions.withdraw_milestone(by=helen, milestone=made, reason="It was cancelled")
    with pytest.raises(DomainError, match="withdrawn already"):
        actions.withdraw_milestone(by=helen, milestone=made, reason="Again")


def test_a_milestone_to_come_is_refused(helen: User, sessions: Target) -> None:
    with pytest.raises(DomainError, match="its day cannot be to come"):
        record(helen, sessions, on=date(2011, 9, 20))


def test_a_milestone_of_another_activitys_target_is_refused(helen: User, sessions: Target) -> None:
    other = actions.add_activity(
        by=helen, programme=sessions.activity.programme, title="Another activity"
    )
    with pytest.raises(DomainError, match="belongs to another activity"):
        actions.record_milestone(
            by=helen, activity=other, target=sessions, title="x", on=date(2011, 5, 1)
        )


def test_an_improvement_manager_records_at_home_and_where_no_place_is_named(
    tom: User, sessions: Target, cambridgeshire: SubRegion
) -> None:
    assert record(tom, sessions, sub_region=cambridgeshire).sub_region == cambridgeshire
    assert record(tom, sessions).sub_region is None


def test_an_improvement_manager_does_not_record_elsewhere(
    tom: User, sessions: Target, norfolk: SubRegion
) -> None:
    with pytest.raises(NotAllowed, match="in your own sub-region only"):
        record(tom, sessions, sub_region=norfolk)
    assert Milestone.objects.count() == 0


@pytest.mark.parametrize("who", ["priya", "jim", "dee", "nobody"])
def test_others_record_nothing(who: str, sessions: Target, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        record(request.getfixturevalue(who), sessions)


DEEDS: dict[str, Callable[[Any, Target], Any]] = {
    "edit": lambda by, t: actions.edit_target(by=by, target=t, changes={"text": "x"}),
    "add": lambda by, t: actions.add_target(by=by, activity=t.activity, target=printed.Target("x")),
    "bind": lambda by, t: actions.bind(by=by, target=t, measure=""),
    "close": lambda by, t: actions.close_target(by=by, target=t, reason="x"),
    "remove": lambda by, t: actions.remove_target(by=by, target=t, reason="x"),
    "override": lambda by, t: actions.override(by=by, target=t, standing="met", reason="x"),
    "edit_activity": lambda by, t: actions.edit_activity(
        by=by, activity=t.activity, changes={"title": "x"}
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", ["tom", "priya", "jim", "dee", "nobody"])
def test_only_the_director_and_managers_change_the_programme(
    deed: str, who: str, sessions: Target, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(who)
    events = AuditEvent.objects.count()
    with pytest.raises(NotAllowed):
        DEEDS[deed](person, sessions)
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize("deed", DEEDS)
def test_the_director_may_do_all_of_it_and_each_is_in_the_trail(
    deed: str, amara: User, sessions: Target
) -> None:
    before = AuditEvent.objects.count()
    DEEDS[deed](amara, sessions)
    event = AuditEvent.objects.order_by("pk").last()
    assert AuditEvent.objects.count() == before + 1
    assert event is not None
    assert (event.actor, event.about) == (amara.pk, sessions.about)


def test_a_changed_target_rises_a_version_and_counts_as_looked_at(
    helen: User, activity: Activity
) -> None:
    guessed = actions.add_target(
        by=helen, activity=activity, target=printed.Target("Perhaps 3", "count", 3, sure=False)
    )
    changed = actions.edit_target(by=helen, target=guessed, changes={"quantity": 5}, seen=1)
    assert (changed.quantity, changed.version, changed.sure) == (5, 2, True)


def test_the_trail_keeps_before_and_after(helen: User, sessions: Target) -> None:
    actions.edit_target(by=helen, target=sessions, changes={"text": "Host four sessions"})
    event = AuditEvent.objects.order_by("pk").last()
    assert event is not None
    assert event.before["text"] == "Host 4 training sessions"
    assert event.after["text"] == "Host four sessions"


def test_a_lost_update_is_refused_with_both_texts(
    helen: User, amara: User, sessions: Target
) -> None:
    actions.edit_target(by=amara, target=sessions, changes={"text": "Hers"}, seen=1)
    with pytest.raises(Conflict) as caught:
        actions.edit_target(by=helen, target=sessions, changes={"text": "Mine"}, seen=1)
    assert (caught.value.theirs, caught.value.yours["text"]) == (
        {"text": "Hers", "sure": True},
        "Mine",
    )
    assert Target.objects.get().text == "Hers"


def test_only_a_targets_own_fields_can_be_changed(helen: User, sessions: Target) -> None:
    with pytest.raises(DomainError, match="This cannot be changed here: measure"):
        actions.edit_target(by=helen, target=sessions, changes={"measure": "x"})


def test_a_count_without_a_quantity_is_refused(helen: User, sessions: Target) -> None:
    with pytest.raises(ValidationError):
        actions.edit_target(by=helen, target=sessions, changes={"quantity": None})


def test_binding_to_no_measure_makes_a_target_declared(helen: User, sessions: Target) -> None:
    actions.bind(by=helen, target=sessions, measure="")
    line = target_view(Target.objects.get()).line
    assert (line.source, line.figure, line.question) == ("declared", None, None)


def test_binding_takes_a_place_by_its_name(
    helen: User, sessions: Target, cambridgeshire: SubRegion
) -> None:
    bound = actions.bind(
        by=helen,
        target=sessions,
        measure="network.registered_users",
        filters={"sub_region": "Cambridgeshire"},
    )
    assert bound.filters == {"sub_region": cambridgeshire.pk}


def test_binding_to_an_unknown_measure_or_filter_is_refused(helen: User, sessions: Target) -> None:
    with pytest.raises(DomainError, match=r"There is no measure “library\.poems”"):
        actions.bind(by=helen, target=sessions, measure="library.poems")
    with pytest.raises(DomainError, match="Milestones recorded cannot be narrowed by colour"):
        actions.bind(
            by=helen, target=sessions, measure="programme.milestones", filters={"colour": "red"}
        )


def test_a_target_keeps_a_kind_that_its_measure_can_speak_of(helen: User, sessions: Target) -> None:
    actions.bind(by=helen, target=sessions, measure="network.registered_users")
    with pytest.raises(DomainError, match="bind the target to another measure first"):
        actions.edit_target(by=helen, target=sessions, changes={"kind": "milestone"})
    assert Target.objects.get().kind == "count"


def test_how_many_there_are_is_asked_before_the_targets_time_begins(
    helen: User, sessions: Target
) -> None:
    actions.bind(by=helen, target=sessions, measure="network.registered_users")
    actions.edit_target(by=helen, target=sessions, changes={"starts": date(2012, 1, 1)})
    line = target_view(Target.objects.get()).line
    assert line.standing.status == "not_started"
    assert line.figure is not None
    assert line.figure.numerator == 1
    assert line.question is not None
    assert line.question.window.starts == line.question.window.ends == date(2011, 9, 19)


def test_a_measure_that_is_gone_leaves_the_target_declared_with_a_note(
    helen: User, sessions: Target
) -> None:
    Target.objects.update(measure="library.poems", filters={"author": "Clare"})
    line = target_view(Target.objects.get()).line
    assert line.source == "declared"
    assert line.note == (
        "The measure “library.poems” is no longer offered, "
        "so this target is declared until it is bound anew."
    )


def test_a_measured_target_cannot_be_declared(helen: User, sessions: Target) -> None:
    with pytest.raises(DomainError, match="measured from records"):
        actions.declare(by=helen, target=sessions, why="I know", value=4)


def test_a_declaration_gives_a_declared_target_its_figure(helen: User, sessions: Target) -> None:
    actions.bind(by=helen, target=sessions, measure="")
    actions.declare(by=helen, target=sessions, on=date(2011, 9, 1), why="Counted by hand", value=3)
    line = target_view(Target.objects.get()).line
    assert (line.standing.sentence, line.source) == ("3 of 4, 2 expected by now", "declared")
    assert line.remark is not None
    assert (line.remark.why, line.remark.by) == ("Counted by hand", helen.person)


def test_a_declaration_says_something_and_not_of_a_day_to_come(
    helen: User, sessions: Target
) -> None:
    actions.bind(by=helen, target=sessions, measure="")
    with pytest.raises(DomainError, match="give a figure or a standing"):
        actions.declare(by=helen, target=sessions, why="Hm")
    with pytest.raises(DomainError, match="Say why"):
        actions.declare(by=helen, target=sessions, why=" ", value=1)
    with pytest.raises(DomainError, match="in the future"):
        actions.declare(by=helen, target=sessions, why="x", value=1, on=date(2011, 9, 20))


def test_an_override_shows_until_it_is_withdrawn(helen: User, sessions: Target) -> None:
    assert status(sessions) == "at_risk"
    made = actions.override(
        by=helen, target=sessions, standing="on_track", reason="Booked for October"
    )
    line = target_view(Target.objects.get()).line
    assert (line.standing.status, line.standing.worked_out) == ("on_track", "at_risk")
    assert (line.standing.overridden, line.remark) == (True, made)
    actions.withdraw_override(by=helen, remark=made)
    assert status(sessions) == "at_risk"


def test_off_track_asks_for_a_word_until_one_is_given(helen: User, sessions: Target) -> None:
    assert target_view(sessions).line.overdue_commentary is True
    actions.comment(by=helen, target=sessions, why="Trainer ill", next="Two dates in October")
    line = target_view(sessions).line
    assert line.overdue_commentary is False
    assert line.commentary is not None
    assert line.commentary.next == "Two dates in October"


def test_a_commentary_says_what_comes_next(helen: User, sessions: Target) -> None:
    with pytest.raises(DomainError, match="Say what comes next"):
        actions.comment(by=helen, target=sessions, why="Trainer ill", next=" ")


def test_a_closed_target_is_closed_until_reopened(helen: User, sessions: Target) -> None:
    actions.close_target(by=helen, target=sessions, reason="No money")
    assert status(sessions) == "closed"
    actions.reopen_target(by=helen, target=sessions)
    assert status(sessions) == "at_risk"


def test_a_removed_target_leaves_the_programme_and_can_come_back(
    helen: User, sessions: Target
) -> None:
    work_programme = sessions.activity.programme.priority.work_programme
    actions.remove_target(by=helen, target=sessions, reason="Printed twice")
    assert programme_view(work_programme).lines == []
    actions.restore_target(by=helen, target=sessions)
    assert [line.target for line in programme_view(work_programme).lines] == [sessions]


def test_progress_is_written_changed_removed_and_restored(helen: User, activity: Activity) -> None:
    made = actions.add_progress(
        by=helen, activity=activity, text="Sixteen came", on=date(2011, 6, 1)
    )
    assert made.position == 2
    changed = actions.edit_progress(
        by=helen, progress=made, changes={"text": "Seventeen came"}, seen=1
    )
    actions.remove_progress(by=helen, progress=changed)
    work_programme = activity.programme.priority.work_programme
    assert len(programme_view(work_programme).activities[0].progress) == 1
    actions.restore_progress(by=helen, progress=changed)
    texts = [entry.text for entry in programme_view(work_programme).activities[0].progress]
    assert texts == ["Two came to look", "Seventeen came"]


def record(by: Any, target: Target, *, on: date = date(2011, 5, 1), **more: Any) -> Milestone:
    return actions.record_milestone(
        by=by, activity=target.activity, target=target, title="A session", on=on, **more
    )
