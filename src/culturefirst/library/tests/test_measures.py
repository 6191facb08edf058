"""What the website counts: each entry once, by its own day, and no slip."""

from datetime import date, timedelta
from typing import Any

import pytest

from culturefirst.kit import clock
from culturefirst.library.models import Entry, EntryService, EntryTopic, Visit
from culturefirst.library.tests.make import case_study, news, published
from culturefirst.measures.core import Question, Window
from culturefirst.measures.figures import figure
from culturefirst.measures.register import MEASURES
from culturefirst.network.models import SubRegion, Topic, User
from culturefirst.programme.tests.test_measures_figures import check_every_measure

DAY = date(2011, 9, 19)
MONTH = Window(date(2011, 9, 1), date(2011, 9, 30))


def counted(key: str, window: Window = MONTH, **scope: Any) -> float:
    return figure(Question(f"library.{key}", window, scope)).numerator


def test_an_entry_counts_by_its_kind_from_the_day_it_was_published(helen: User) -> None:
    published(case_study(), helen)
    published(news(), helen)
    case_study("A draft")
    assert (counted("case_studies"), counted("news"), counted("briefings")) == (1, 1, 0)
    assert counted("case_studies", Window(DAY + timedelta(1), MONTH.ends)) == 0


@pytest.mark.parametrize(("days", "counts"), [(0, 0), (1, 0), (2, 1)])
def test_what_went_again_within_a_day_was_a_slip(helen: User, days: int, counts: int) -> None:
    page = published(case_study(), helen)
    with clock.standing(DAY + timedelta(days)):
        page.unpublish(user=helen)
    assert counted("case_studies") == counts


def test_a_slip_that_is_published_after_all_counts_from_its_first_day(helen: User) -> None:
    page = published(case_study(), helen)
    page.unpublish(user=helen)
    with clock.standing(DAY + timedelta(20)):
        published(page, helen)
    assert counted("case_studies") == 1


def test_an_entry_of_two_topics_counts_once(helen: User, norfolk: SubRegion) -> None:
    page = case_study(sub_region=norfolk)
    for name in ("Arts", "Sport"):
        topic = Topic.objects.create(name=name, slug=name.lower(), position=1)
        page.entry_topics.add(EntryTopic(topic=topic))
    page.entry_services.add(EntryService(service="arts"))
    published(page, helen)
    asked = {"topic": topic.pk, "service": "arts", "sub_region": norfolk.pk}
    assert (counted("case_studies"), counted("case_studies", **asked)) == (1, 1)
    assert counted("case_studies", **asked | {"service": "parks"}) == 0


def test_visits_are_added_up_over_the_days(helen: User) -> None:
    page = Entry.objects.get(pk=published(news(), helen).pk)
    for day, times in ((18, 2), (19, 3)):
        Visit.objects.create(entry=page, on=date(2011, 9, day), times=times)
    assert counted("visits") == 5
    assert counted("visits", Window(DAY, DAY)) == 3


def test_a_list_that_strangers_read_names_nothing_that_is_for_members(helen: User) -> None:
    page = published(case_study("Ours", for_members=True), helen)
    measure = MEASURES["library.case_studies"]
    [shown] = [measure.show(row) for row in measure.rows(MONTH, {})]
    assert (shown.label, shown.url, shown.on) == ("A page for members", "", page.published_on)


def test_figures_in_bulk_are_the_counts_of_their_records(helen: User, norfolk: SubRegion) -> None:
    topic = Topic.objects.create(name="Arts", slug="arts", position=1)
    for day, make in ((1, case_study), (15, news), (20, case_study)):
        page = make(f"Page {day}", sub_region=norfolk if day > 1 else None)
        page.entry_topics.add(EntryTopic(topic=topic))
        page.entry_services.add(EntryService(service="arts"))
        with clock.standing(date(2011, 6, day)):
            page = published(page, helen)
        entry = Entry.objects.get(pk=page.pk)
        Visit.objects.create(entry=entry, on=date(2011, 7, day), times=day)
    page.unpublish(user=helen)
    check_every_measure()
