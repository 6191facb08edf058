"""Events made from others: patterns of days, series, and last year's once more."""

from datetime import date

import pytest

from culturefirst.events import actions
from culturefirst.events.actions.series import times
from culturefirst.events.models import Event, Series, State
from culturefirst.events.patterns import Pattern
from culturefirst.events.tests.make import announced, at, draft
from culturefirst.events.when import in_words
from culturefirst.kit import links, starts
from culturefirst.kit.errors import DomainError
from culturefirst.network.models import Organisation, User


def days(**said: object) -> list[str]:
    return [f"{day:%a %d %b %Y}" for day in Pattern(**said).days()]  # type: ignore[arg-type]


def test_every_second_tuesday_until_a_day() -> None:
    found = days(starts=date(2011, 9, 20), every=2, unit="weeks", on=1, until=date(2011, 11, 1))
    assert found == ["Tue 20 Sep 2011", "Tue 04 Oct 2011", "Tue 18 Oct 2011", "Tue 01 Nov 2011"]


def test_the_last_friday_of_each_month_so_many_times() -> None:
    pattern = Pattern(date(2011, 12, 1), every=1, unit="months", on=4, nth=-1, times=3)
    assert pattern.days() == [date(2011, 12, 30), date(2012, 1, 27), date(2012, 2, 24)]
    assert pattern.says == "each month on the last Friday"


def test_the_first_thursday_of_each_quarter() -> None:
    pattern = Pattern(date(2012, 1, 1), every=3, unit="months", on=3, nth=1, times=4)
    assert [day.isoformat() for day in pattern.days()] == [
        "2012-01-05",
        "2012-04-05",
        "2012-07-05",
        "2012-10-04",
    ]
    assert pattern.says == "every 3 months on the first Thursday"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Say either until when, or how often."),
        ({"times": 3, "until": date(2012, 1, 1)}, "Say either until when, or how often."),
        ({"until": date(2011, 9, 1)}, "It ends before it begins: give a later last day."),
        ({"until": date(2020, 1, 1)}, "That makes more than 60 events."),
        ({"until": date(2011, 9, 19)}, "No such day comes between 19 September 2011 and 19"),
    ],
)
def test_what_makes_no_days_is_told_so(said: dict[str, object], words: str) -> None:
    with pytest.raises(DomainError) as refusal:
        days(starts=date(2011, 9, 19), every=1, unit="weeks", on=1, **said)
    assert str(refusal.value).startswith(words)


def test_a_series_keeps_its_time_when_the_clocks_change(helen: User) -> None:
    pattern = Pattern(date(2011, 10, 26), every=1, unit="weeks", on=2, times=2)
    found = times(pattern, at(2011, 10, 26, 10), at(2011, 10, 26, 12))
    assert [begins.isoformat() for begins, _ in found] == [
        "2011-10-26T09:00:00+00:00",
        "2011-11-02T10:00:00+00:00",
    ]
    assert [in_words(Event(starts_at=a, ends_at=b)) for a, b in found] == [
        "Wednesday 26 October 2011, 10 am to noon",
        "Wednesday 2 November 2011, 10 am to noon",
    ]


def test_a_series_makes_a_draft_a_day_and_nothing_where_one_of_them_cannot_be(
    helen: User,
) -> None:
    said = {"kind": "meeting", "title": "Surgery", "summary": "Ask what you like."}
    pattern = Pattern(date(2011, 9, 21), every=1, unit="weeks", on=2, times=3)
    made = actions.make_series(
        by=helen,
        pattern=pattern,
        starts_at=at(2011, 9, 21),
        ends_at=at(2011, 9, 21, 12),
        **said,
    )
    assert (made.says, made.events.count()) == ("each week on Wednesday", 3)
    assert set(made.events.values_list("state", flat=True)) == {State.DRAFT}
    sundays = Pattern(date(2012, 3, 18), every=1, unit="weeks", on=6, times=2)
    with pytest.raises(DomainError, match="There is no 01:30 on 25 March 2012"):
        actions.make_series(
            by=helen,
            pattern=sundays,
            starts_at=at(2012, 3, 18, 1, 30),
            ends_at=at(2012, 3, 18, 4),
            **said,
        )
    assert (Series.objects.count(), Event.objects.count()) == (1, 3)


def test_a_copy_takes_over_what_stays_and_moves_the_days(
    helen: User, ipswich: Organisation
) -> None:
    first = announced(helen, places=40, books_until=at(2011, 11, 2, 17))
    actions.add_session(
        by=helen,
        event=first,
        title="Welcome",
        starts_at=at(2011, 11, 9, 10),
        ends_at=at(2011, 11, 9, 11),
    )
    actions.add_partner(by=helen, event=first, organisation=ipswich)
    actions.set_quotas(by=helen, event=first, quotas={"councillor": 15})
    actions.add_speaker(by=helen, event=first, name="Ola Berg")
    made = actions.clone_event(by=helen, event=first, on=date(2012, 7, 4))
    assert in_words(made) == "Wednesday 4 July 2012, 10 am to 4 pm"
    assert (made.state, made.places, made.books_until) == (
        State.DRAFT,
        40,
        at(2012, 6, 27, 17),
    )
    session = made.sessions.get()
    assert (session.title, session.starts_at) == ("Welcome", at(2012, 7, 4, 10))
    assert [str(each) for each in made.partners.all()] == ["Ipswich Borough Council"]
    assert [str(each) for each in made.quotas.all()] == ["Councillor: 15"]
    assert made.speakers.count() == 0
    assert [start.record for start in starts.grown_from(helen, made)] == [first]
    assert links.from_(first).get().target == made


def test_a_copy_on_the_same_day_is_refused(helen: User) -> None:
    first = draft(helen)
    with pytest.raises(DomainError, match="That is the day of the first one"):
        actions.clone_event(by=helen, event=first, on=date(2011, 11, 9))
