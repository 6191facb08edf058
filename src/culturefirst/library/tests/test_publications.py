"""What is published may be told of, to whom it is open."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from culturefirst.kit.publications import published as told
from culturefirst.library.tests.make import case_study, news, published
from culturefirst.network.models import User

MAY, OCTOBER = date(2011, 5, 1), date(2011, 10, 31)


def test_what_was_published_is_offered_the_latest_first(helen: User, priya: User) -> None:
    first = published(news("A first"), helen)
    second = published(case_study("A second"), helen)
    news("A draft")
    assert [(each.key, each.kind, each.url) for each in told(priya, MAY, OCTOBER)] == [
        (f"library.entry:{second.pk}", "Case study", "/learn/case-studies/a-second/"),
        (f"library.entry:{first.pk}", "News", "/learn/news/a-first/"),
    ]


def test_what_is_for_members_is_offered_to_nobody_else(
    helen: User, priya: User, nobody: AnonymousUser
) -> None:
    published(news("For us", for_members=True), helen)
    assert [each.open_to_all for each in told(priya, MAY, OCTOBER)] == [False]
    assert told(nobody, MAY, OCTOBER) == []


def test_what_was_published_outside_the_days_is_not_offered(helen: User) -> None:
    published(news(), helen)
    assert told(helen, date(2011, 9, 20), OCTOBER) == []
    assert told(helen, MAY, date(2011, 9, 18)) == []
