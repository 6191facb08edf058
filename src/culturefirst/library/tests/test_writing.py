"""A member writes a case study: nothing half-done is lost, and somebody answers."""

from datetime import date
from typing import Any

import pytest
from django.core import mail

from culturefirst.kit import links, starts
from culturefirst.kit.attention import needs
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.outbox.models import Message
from culturefirst.library import actions, drafts
from culturefirst.library.measures import published as counted
from culturefirst.library.models import CaseStudyPage, Entry
from culturefirst.network.models import Topic, User
from tests.actions.stage import Stage

DAY = date(2011, 9, 19)
WHOLE = {
    "title": "Two districts, one arts team",
    "summary": "What the first year taught.",
    "challenge": "Money.\n\n- Less of it\n- Each year",
    "done": "One team.",
    "outcomes": "**More** for less.",
}


def begun(by: User, **changes: Any) -> CaseStudyPage:
    return actions.begin_case_study(by=by, changes=WHOLE | changes)


def handed_in(by: User, **changes: Any) -> CaseStudyPage:
    return actions.hand_in_case_study(by=by, page=begun(by, **changes))


def waiting(user: User) -> list[str]:
    return [f"{need.what} {need.url}" for need in needs(user, DAY) if need.room == "library"]


def fresh(page: CaseStudyPage) -> CaseStudyPage:
    return CaseStudyPage.objects.get(pk=page.pk)


def test_a_draft_is_kept_with_nothing_but_a_title(priya: User) -> None:
    page = actions.begin_case_study(by=priya, changes={"title": "An idea"})
    assert (page.live, page.slug, page.owner, page.written_by) == (
        False, "an-idea", priya, priya.person,
    )  # fmt: skip
    assert drafts.standing(page).words == "A draft, not handed in"
    assert waiting(priya) == [f"“An idea” /learn/write/{page.pk}/"]


def test_without_a_title_nothing_is_kept(priya: User) -> None:
    with pytest.raises(DomainError, match="Give it a title"):
        actions.begin_case_study(by=priya, changes={"title": " "})
    assert not CaseStudyPage.objects.exists()


def test_what_was_written_is_in_the_draft_and_in_nothing_else(priya: User) -> None:
    topic = Topic.objects.create(name="Reading", slug="reading", position=91)
    page = begun(priya, topics=[topic], services=["libraries"], name_me=True, cost=None)
    draft = drafts.draft_of(page)
    assert draft.challenge == "<p>Money.</p><ul><li>Less of it</li><li>Each year</li></ul>"
    assert draft.outcomes == "<p><b>More</b> for less.</p>"
    assert [row.topic for row in draft.entry_topics.all()] == [topic]
    assert [row.service for row in draft.entry_services.all()] == ["libraries"]
    assert draft.contact == priya.person
    stored = fresh(page)
    assert (stored.challenge, stored.contact, stored.entry_topics.count()) == ("", None, 0)
    assert "Money" not in str(AuditEvent.objects.values_list("before", "after"))


def test_a_change_on_an_old_version_is_refused_with_both_texts(priya: User) -> None:
    page = begun(priya)
    seen = page.latest_revision_id
    page = actions.save_case_study(by=priya, page=page, changes={"basis": "Wages."}, seen=seen)
    with pytest.raises(Conflict) as refused:
        actions.save_case_study(by=priya, page=page, changes={"basis": "Rent."}, seen=seen)
    assert refused.value.theirs == {"basis": "Wages."}
    assert drafts.draft_of(fresh(page)).basis == "Wages."


def test_the_address_follows_the_title_until_readers_know_it(helen: User, priya: User) -> None:
    page = begun(priya)
    page = actions.save_case_study(by=priya, page=page, changes={"title": "One team"})
    assert (page.slug, page.url) == ("one-team", "/learn/case-studies/one-team/")
    other = begun(priya, title="One team")
    assert other.slug == "one-team-2"
    actions.hand_in_case_study(by=priya, page=page)
    page = actions.accept_case_study(by=helen, page=page)
    page = actions.save_case_study(by=priya, page=page, changes={"title": "One team, later"})
    assert (page.slug, page.title, page.draft_title) == (
        "one-team", "One team", "One team, later",
    )  # fmt: skip


@pytest.mark.parametrize("name", sorted(drafts.NEEDED))
def test_what_lacks_something_is_not_handed_in(name: str, priya: User) -> None:
    page = begun(priya)
    if name == "title":
        with pytest.raises(DomainError, match="Give it a title"):
            actions.save_case_study(by=priya, page=page, changes={"title": ""})
        return
    page = actions.save_case_study(by=priya, page=page, changes={name: ""})
    with pytest.raises(DomainError) as refused:
        actions.hand_in_case_study(by=priya, page=page)
    assert str(refused.value) == drafts.NEEDED[name]
    assert drafts.standing(fresh(page)).key == "draft"


def test_a_saving_without_its_basis_is_not_handed_in(priya: User) -> None:
    with pytest.raises(DomainError, match="worked out"):
        handed_in(priya, saving=40_000)
    assert drafts.standing(handed_in(priya, saving=40_000, basis="Wages.")).waits


def test_what_is_handed_in_comes_to_publishers_by_letter_and_in_their_work(
    helen: User, amara: User, tom: User, priya: User
) -> None:
    page = handed_in(priya)
    at = f"“{WHOLE['title']}” waits /learn/write/{page.pk}/"
    assert [waiting(user) for user in (helen, amara, tom, priya)] == [[at], [at], [], []]
    told = Message.objects.get(to=helen.email)
    assert told.subject == f"“{WHOLE['title']}” waits to be looked at"
    assert f"/learn/write/{page.pk}/" in told.text
    stands = drafts.standing(page)
    assert (stands.words, stands.since) == ("Waits to be looked at", DAY)
    assert mail.outbox == []


def test_what_waits_is_not_written_on_before_it_is_taken_back(priya: User) -> None:
    page = handed_in(priya)
    with pytest.raises(DomainError, match="Take it back first"):
        actions.save_case_study(by=priya, page=page, changes={"basis": "Wages."})
    with pytest.raises(DomainError, match="Take it back first"):
        actions.hand_in_case_study(by=priya, page=page)
    page = fresh(actions.take_back_case_study(by=priya, page=page))
    actions.save_case_study(by=priya, page=page, changes={"basis": "Wages."})
    assert drafts.standing(fresh(page)).key == "draft"
    with pytest.raises(DomainError, match="does not wait"):
        actions.take_back_case_study(by=priya, page=fresh(page))


def test_what_is_accepted_is_published_and_counted_and_its_writer_hears(
    helen: User, priya: User
) -> None:
    page = handed_in(priya)
    before = counted().count()
    page = actions.accept_case_study(by=helen, page=page, said="Well told.")
    assert (page.live, page.published_on, page.challenge[:13]) == (True, DAY, "<p>Money.</p>")
    assert counted().count() == before + 1
    letter = Message.objects.get(to=priya.email)
    assert letter.subject == f"“{WHOLE['title']}” was approved"
    assert "They say: Well told." in letter.text
    assert page.url in letter.text
    assert [waiting(user) for user in (helen, priya)] == [[], []]
    verbs = AuditEvent.objects.filter(verb__startswith="library.").order_by("pk")
    assert list(verbs.values_list("verb", "actor"))[-2:] == [
        ("library.note_published", helen.pk),
        ("library.accept_case_study", helen.pk),
    ]


def test_what_is_sent_back_comes_to_its_writer_who_hands_it_in_once_more(
    helen: User, priya: User
) -> None:
    page = handed_in(priya)
    actions.send_back_case_study(by=helen, page=page, said="Which districts?")
    stands = drafts.standing(fresh(page))
    assert (stands.key, stands.said, stands.who) == ("back", "Which districts?", "Helen Marsh")
    assert stands.since == DAY
    letter = Message.objects.get(to=priya.email)
    assert "They say: Which districts?" in letter.text
    assert f"/learn/write/{page.pk}/" in letter.text
    assert waiting(priya) == [f"“{WHOLE['title']}” /learn/write/{page.pk}/"]
    page = actions.save_case_study(by=priya, page=fresh(page), changes={"done": "Ely and Diss."})
    page = actions.hand_in_case_study(by=priya, page=page)
    page = actions.accept_case_study(by=helen, page=fresh(page))
    assert (page.live, page.done) == (True, "<p>Ely and Diss.</p>")


def test_nobody_publishes_what_they_have_not_seen(helen: User, priya: User) -> None:
    page = begun(priya)
    seen = page.latest_revision_id
    page = actions.save_case_study(by=priya, page=page, changes={"done": "Nothing."})
    page = actions.hand_in_case_study(by=priya, page=page)
    for answer in (actions.accept_case_study, actions.send_back_case_study):
        with pytest.raises(DomainError, match="changed since you opened"):
            answer(by=helen, page=page, said="Good.", seen=seen)
    assert not fresh(page).live


def test_an_answer_is_given_once(helen: User, amara: User, priya: User) -> None:
    page = handed_in(priya)
    page = actions.accept_case_study(by=helen, page=page)
    for answer in (actions.accept_case_study, actions.send_back_case_study):
        with pytest.raises(DomainError, match="does not wait any more"):
            answer(by=amara, page=page, said="No.")


def test_a_change_to_what_is_published_goes_the_same_way(helen: User, priya: User) -> None:
    page = actions.accept_case_study(by=helen, page=handed_in(priya))
    with pytest.raises(DomainError, match="published as it stands"):
        actions.hand_in_case_study(by=priya, page=page)
    page = actions.save_case_study(by=priya, page=page, changes={"done": "Two teams."})
    assert (fresh(page).done, drafts.standing(page).key) == ("<p>One team.</p>", "changed")
    page = actions.hand_in_case_study(by=priya, page=page)
    page = actions.accept_case_study(by=helen, page=page)
    assert (page.done, page.published_on, counted().count()) == ("<p>Two teams.</p>", DAY, 1)


def test_only_what_was_never_published_is_thrown_away(helen: User, priya: User) -> None:
    page = begun(priya)
    actions.discard_case_study(by=priya, page=page)
    assert not Entry.objects.filter(pk=page.pk).exists()
    page = handed_in(priya)
    with pytest.raises(DomainError, match="Take it back first"):
        actions.discard_case_study(by=priya, page=page)
    actions.send_back_case_study(by=helen, page=page, said="Not now.")
    actions.discard_case_study(by=priya, page=fresh(page))
    page = actions.accept_case_study(by=helen, page=handed_in(priya))
    with pytest.raises(DomainError, match="was published"):
        actions.discard_case_study(by=priya, page=page)


def test_nobody_writes_at_what_somebody_else_wrote(helen: User, priya: User, dee: User) -> None:
    page = begun(priya)
    for user in (dee, helen):
        for deed in (actions.hand_in_case_study, actions.discard_case_study):
            with pytest.raises(NotAllowed):
                deed(by=user, page=page)
        with pytest.raises(NotAllowed):
            actions.save_case_study(by=user, page=page, changes={"done": "x"})
    with pytest.raises(NotAllowed):
        actions.accept_case_study(by=priya, page=page)


def test_drafts_are_read_by_whoever_wrote_them_and_by_publishers(
    helen: User, tom: User, priya: User, dee: User, nobody: Any
) -> None:
    page = begun(priya)
    seen = [drafts.readable(user).filter(pk=page.pk).exists()
            for user in (priya, helen, tom, dee, nobody)]  # fmt: skip
    assert seen == [True, True, False, False, False]
    assert Entry.objects.visible_to(helen).filter(pk=page.pk).count() == 0


def test_what_grows_out_of_an_activity_leads_to_it(
    helen: User, priya: User, request: pytest.FixtureRequest
) -> None:
    activity = Stage(request).activity
    found = starts.start(priya, f"programme.activity:{activity.pk}")
    assert found is not None
    assert (found.title, found.serves) == (activity.title, activity.pk)
    page = actions.begin_case_study(by=priya, changes=WHOLE | {"serves": activity}, start=found)
    assert [link.kind for link in links.from_(activity)] == ["became a case study"]
    assert [link.target for link in links.from_(activity)] == [page]
    assert [each.title for each in starts.grown_from(priya, page)] == [activity.title]
    page = actions.hand_in_case_study(by=priya, page=page)
    page = actions.accept_case_study(by=helen, page=page)
    assert page.serves == activity
