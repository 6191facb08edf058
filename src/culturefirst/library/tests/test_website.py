"""The website is read by whoever may, and its editor opens to whoever edits it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from culturefirst.kit import clock
from culturefirst.library.editors import bring_into_line
from culturefirst.library.models import CaseStudyPage, Entry, Kind, NewsPage, SectionPage
from culturefirst.library.tests.make import case_study, news, published
from culturefirst.network.models import User


def test_there_is_a_section_of_each_kind(db: None) -> None:
    assert {s.kind: s.url for s in SectionPage.objects.all()} == {
        kind.value: f"/learn/{kind.value}/" for kind in Kind
    }


def test_a_draft_is_nobody_elses(db: None, nobody: AnonymousUser) -> None:
    page = news()
    assert list(Entry.objects.visible_to(nobody)) == []
    assert Client().get(page.url).status_code == 404


def test_a_page_counts_from_the_networks_own_day(helen: User) -> None:
    page = published(news(), helen)
    assert page.published_on == date(2011, 9, 19)
    assert Client().get("/learn/news/ely-opens-its-archive/").status_code == 200


def test_a_later_change_moves_no_day(helen: User) -> None:
    page = published(news(), helen)
    with clock.standing(date(2011, 9, 30)):
        page.summary = "Put right."
        again = published(page, helen)
    assert (again.summary, again.published_on) == ("Put right.", date(2011, 9, 19))


def test_a_draft_of_before_the_publishing_moves_no_day(helen: User) -> None:
    page = published(news(), helen)
    with clock.standing(date(2011, 9, 30)):
        draft = page.get_latest_revision_as_object()
        draft.summary = "Put right."
        again = published(draft, helen)
    assert (again.summary, again.published_on) == ("Put right.", date(2011, 9, 19))


def test_a_copy_was_never_published(helen: User) -> None:
    page = published(news(), helen)
    copied = page.copy(update_attrs={"slug": "a-copy"}, keep_live=False, user=helen)
    assert (copied.live, copied.published_on) == (False, None)


def test_what_is_taken_back_keeps_both_days(helen: User) -> None:
    page = published(news(), helen)
    with clock.standing(date(2011, 9, 19) + timedelta(days=3)):
        page.unpublish(user=helen)
    page = NewsPage.objects.get(pk=page.pk)
    assert (page.published_on, page.withdrawn_on) == (date(2011, 9, 19), date(2011, 9, 22))


def test_what_is_for_members_looks_to_others_like_nothing(
    helen: User, priya: User, signed_in: Callable[[Any], Client]
) -> None:
    page = published(news(for_members=True), helen)
    missing = Client().get("/learn/news/not-there/")
    hidden = Client().get(page.url)
    assert (hidden.status_code, hidden.content) == (404, missing.content)
    assert signed_in(priya).get(page.url).status_code == 200
    assert "Ely opens" not in Client().get("/learn/news/").content.decode()


def test_a_case_study_shows_its_fixed_parts(helen: User) -> None:
    page = published(case_study(saving=47000, basis="Two posts fewer."), helen)
    seen = Client().get(page.url).content.decode()
    for part in ("The challenge", "What was done", "£47", "Two posts fewer.", "What came of it"):
        assert part in seen


def test_a_saving_needs_its_basis(helen: User) -> None:
    from django.core.exceptions import ValidationError

    page = CaseStudyPage(title="One", summary="Two", saving=5)
    with pytest.raises(ValidationError, match="Say how the cost and the saving were worked out"):
        page.validate_constraints()


@pytest.mark.parametrize(
    ("who", "status"),
    [("nobody", 302), ("dee", 403), ("jim", 403), ("priya", 403), ("tom", 200), ("helen", 200)],
)
def test_the_editor_opens_to_whoever_edits(
    who: str, status: int, request: pytest.FixtureRequest, signed_in: Callable[[Any], Client]
) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert client.get("/cms/").status_code == status
    assert client.get("/cms/pages/").status_code == status


def test_the_editors_own_sign_in_leads_to_ours(db: None) -> None:
    for path in ("/cms/login/", "/cms/password_reset/"):
        assert Client().get(path).headers["Location"].startswith("/accounts/login/")


def test_rights_in_the_editor_follow_from_the_posts(helen: User, tom: User, priya: User) -> None:
    for user, groups in ((helen, ["Moderators"]), (tom, ["Editors"]), (priya, [])):
        bring_into_line(user)
        assert list(user.groups.values_list("name", flat=True)) == groups
