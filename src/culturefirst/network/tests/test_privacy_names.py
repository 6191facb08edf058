"""Where others' texts name somebody who is erased: found, decided by a person, and taken out."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from culturefirst.kit import audit, outbox
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.attention import needs
from culturefirst.kit.errors import DomainError
from culturefirst.kit.holdings import Whom
from culturefirst.kit.models import AuditEvent
from culturefirst.kit.uploads import Upload
from culturefirst.network import actions
from culturefirst.network.models import (
    Audience,
    Group,
    NameRemoved,
    Organisation,
    Paper,
    Person,
    Unsettled,
    User,
)
from culturefirst.network.privacy import apart, erasure, naming

PASSWORD = "correct horse battery staple"
ASKED = "They wrote on Monday and asked for it."
TODAY = date(2011, 9, 19)
SignIn = Callable[[Any], Client]


@pytest.fixture(autouse=True)
def folders(tmp_path: Any, settings: Any) -> None:
    settings.VAR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"


@pytest.fixture
def forum(helen: User) -> Group:
    """A group whose terms name Priya and a colleague."""
    terms = "Priya Nair and Anna Lee meet. Write to PRIYA  NAIR (priya@example.org)."
    return actions.add_group(by=helen, name="Museums forum", kind="forum", terms=terms)


def anew(client: Client) -> Client:
    """The same client, with the password given again, as whoever erases somebody is asked to."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def known(*names: str, addresses: tuple[str, ...] = ()) -> Whom:
    return Whom(None, (), (), frozenset(addresses), frozenset(names))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Anne Lee's plan", "[name removed]'s plan"),
        ("ANNE\n lee spoke", "[name removed] spoke"),
        ("Joanne Lee spoke", "Joanne Lee spoke"),
        ("Anne Leeds spoke", "Anne Leeds spoke"),
        ("Anne spoke", "Anne spoke"),
        ("mail anne.lee@example.org now", "mail [address removed] now"),
        ("mail joanne.lee@example.org now", "mail joanne.lee@example.org now"),
    ],
)
def test_whole_names_and_addresses_go_and_nothing_like_them(text: str, left: str) -> None:
    anne = known("Anne Lee", addresses=("anne.lee@example.org",))
    assert naming.without(anne, text) == left


def test_an_apostrophe_is_found_however_it_was_written() -> None:
    nora = known("Nora O'Dea")
    for text in ("Nora O'Dea", "Nora O’Dea", "Nora O&#x27;Dea"):
        assert naming.without(nora, f"By {text}.") == "By [name removed]."


@pytest.mark.parametrize("name", ["Zoë Ångström", "Ólöf Æsa", "王 伟", "Jürgen Lee"])
def test_names_of_other_letters_are_found_on_any_database(helen: User, name: str) -> None:
    person = actions.add_person(by=SYSTEM, name=name)
    actions.add_group(by=helen, name="Forum", kind="forum", terms=f"Led by {name.upper()}.")
    words = [place.words for place in erasure.places(person, by=helen)]
    assert f"Led by {name.upper()}." in words


def test_the_team_sees_each_place_with_the_words_around_it(
    helen: User, priya: User, forum: Group
) -> None:
    outbox.send(key="k", to=helen.email, subject="Hello", text="Priya Nair came.", kind="notice")
    told = {place.what: place.words for place in erasure.places(priya.person, by=helen)}
    assert told["Group, terms"].startswith("Priya Nair and Anna Lee meet.")
    assert told["Message, text"] == ""  # a letter to somebody else is counted, not quoted
    assert Person.objects.get(pk=priya.person_id).name == "Priya Nair"  # to look changes nothing


def test_the_name_goes_where_that_was_ticked_and_the_address_everywhere(
    helen: User, priya: User, forum: Group
) -> None:
    other = actions.add_group(by=helen, name="Play", kind="forum", terms="As Priya Nair said.")
    decided = {f"network.group:{forum.pk}:terms": True, f"network.group:{other.pk}:terms": False}
    before = forum.version
    told = erasure.places(priya.person, by=helen)
    rest = {place.key: True for place in told} | decided
    actions.erase_person(by=helen, person=priya.person, reason=ASKED, decided=rest)
    forum.refresh_from_db()
    other.refresh_from_db()
    assert forum.terms == (
        "[name removed] and Anna Lee meet. Write to [name removed] ([address removed])."
    )
    assert forum.version == before + 2  # for the address and for the name
    assert other.terms == "As Priya Nair said."
    assert not Unsettled.objects.exists()


def test_the_trail_loses_the_name_and_its_chain_holds(
    helen: User, priya: User, forum: Group
) -> None:
    actions.edit_group(by=helen, group=forum, changes={"meets": "At Priya Nair's office"})
    decided = {place.key: True for place in erasure.places(priya.person, by=helen)}
    actions.erase_person(by=helen, person=priya.person, reason=ASKED, decided=decided)
    told = " ".join(f"{e.before}{e.after}{e.reason}" for e in AuditEvent.objects.all())
    assert "priya" not in told.lower()
    assert "At [name removed]'s office" in told
    assert audit.broken_at() is None


def test_why_things_were_done_about_them_goes_and_why_they_did_things_stays(
    helen: User, priya: User, jim: User
) -> None:
    post = priya.person.posts.get()
    actions.end_post(by=helen, post=post, on=TODAY, reason="Long illness")
    actions.close_account(by=helen, user=priya, reason="Dismissed")
    actions.close_account(by=helen, user=jim, reason="Retired")
    actions.erase_person(by=helen, person=priya.person, reason=ASKED)
    reasons = dict(AuditEvent.objects.exclude(reason="").values_list("pk", "reason"))
    assert sorted(reasons.values()) == sorted(
        ["[reason removed]", "[reason removed]", "Retired", ASKED]
    )
    assert audit.broken_at() is None


def test_a_reason_that_names_them_is_refused(helen: User, priya: User) -> None:
    for reason in ("Priya Nair asked.", "Letter of priya@example.org"):
        with pytest.raises(DomainError, match="without naming them"):
            actions.erase_person(by=helen, person=priya.person, reason=reason)


def test_what_is_named_after_somebody_gets_another_address(helen: User, priya: User) -> None:
    question = {"all": {"role": ["officer"]}}
    made = actions.save_audience(by=helen, name="Friends of Priya Nair", question=question)
    assert made.slug == "friends-of-priya-nair"
    decided = {place.key: True for place in erasure.places(priya.person, by=helen)}
    actions.erase_person(by=helen, person=priya.person, reason=ASKED, decided=decided)
    made = Audience.objects.get()
    assert (made.name, made.slug) == (
        f"Friends of [name removed] {made.pk}",
        f"removed-{made.pk}",
    )


def test_a_body_is_no_longer_found_by_the_name(helen: User, priya: User) -> None:
    kind = Organisation.Kind.CIVIL_SOCIETY
    body = actions.add_organisation(by=helen, name="Priya Nair Dance", kind=kind)
    decided = {place.key: True for place in erasure.places(priya.person, by=helen)}
    actions.erase_person(by=helen, person=priya.person, reason=ASKED, decided=decided)
    body.refresh_from_db()
    assert "Priya" not in body.name
    assert sorted(body.words.values_list("word", flat=True)) == [
        str(body.pk), "dance", "name", "removed",
    ]  # fmt: skip


def test_somebody_who_erases_themselves_leaves_the_names_to_the_team(
    helen: User, priya: User, forum: Group
) -> None:
    actions.erase_person(by=priya, person=priya.person)
    forum.refresh_from_db()
    assert forum.terms == (
        "Priya Nair and Anna Lee meet. Write to PRIYA  NAIR ([address removed])."
    )
    [waiting] = Unsettled.objects.all()
    assert (waiting.names, waiting.on) == (["Priya Nair"], TODAY)
    [need] = [each for each in needs(helen, TODAY) if each.url.startswith("/privacy/names/")]
    assert (need.what, need.due) == ("Texts name somebody who was erased", date(2011, 10, 19))


def test_nobody_wipes_words_by_taking_them_for_a_name(
    helen: User, priya: User, forum: Group
) -> None:
    actions.edit_profile(by=priya, person=priya.person, changes={"name": "meet"})
    actions.erase_person(by=priya, person=priya.person)
    forum.refresh_from_db()
    assert "Anna Lee meet. Write" in forum.terms


def test_without_a_mention_nothing_is_left_to_settle(helen: User, priya: User) -> None:
    assert erasure.places(priya.person, by=helen) == []
    actions.erase_person(by=priya, person=priya.person)
    assert not Unsettled.objects.exists()


def test_the_page_settles_a_name_and_forgets_it(
    helen: User, priya: User, forum: Group, signed_in: SignIn
) -> None:
    actions.erase_person(by=priya, person=priya.person)
    waiting = Unsettled.objects.get()
    client, url = signed_in(helen), f"/privacy/names/{waiting.pk}/"
    page = client.get(url).content.decode()
    assert "Group, terms: “Priya Nair and Anna Lee meet." in page
    shown = [place.key for place in places_of(waiting, helen)]
    answer = client.post(url, {"shown": " ".join(shown), "take": shown})
    assert answer["Location"] == "/my-work/"
    forum.refresh_from_db()
    assert forum.terms.startswith("[name removed] and Anna Lee")
    assert not Unsettled.objects.exists()
    assert client.get(url).status_code == 404


def places_of(waiting: Unsettled, by: User) -> Any:
    from culturefirst.network.privacy import removing

    return removing.places(erasure.unsettled_names(waiting), by=by)


def test_what_came_to_be_since_the_page_was_shown_stays_to_be_settled(
    helen: User, priya: User, forum: Group, signed_in: SignIn
) -> None:
    actions.erase_person(by=priya, person=priya.person)
    waiting = Unsettled.objects.get()
    shown = [place.key for place in places_of(waiting, helen)]
    later = actions.add_group(by=helen, name="Play", kind="forum", terms="For Priya Nair.")
    url = f"/privacy/names/{waiting.pk}/"
    signed_in(helen).post(url, {"shown": " ".join(shown), "take": shown})
    left = {place.key for place in places_of(Unsettled.objects.get(), helen)}
    assert f"network.group:{later.pk}:terms" in left
    assert f"network.group:{forum.pk}:terms" not in left


def test_a_manager_erases_with_the_ticks_of_the_page(
    helen: User, priya: User, forum: Group, signed_in: SignIn
) -> None:
    client, url = anew(signed_in(helen)), f"/people/{priya.person_id}/erase/"
    page = client.get(url).content.decode()
    key = f"network.group:{forum.pk}:terms"
    assert f'value="{key}"' in page
    assert "checked" in page
    shown = [place.key for place in erasure.places(priya.person, by=helen)]
    sent = {"reason": ASKED, "word": "erase", "shown": " ".join(shown), "take": shown}
    assert client.post(url, sent)["Location"] == "/people/"
    forum.refresh_from_db()
    assert forum.terms.startswith("[name removed] and Anna Lee")


def test_where_somebody_else_has_the_name_nothing_is_ticked(
    helen: User, priya: User, forum: Group, signed_in: SignIn
) -> None:
    actions.add_person(by=SYSTEM, name="priya nair")
    client = anew(signed_in(helen))
    page = client.get(f"/people/{priya.person_id}/erase/").content.decode()
    assert "Somebody else here has the same name" in page
    assert "checked" not in page
    actions.erase_person(by=helen, person=priya.person, reason=ASKED)
    assert Person.objects.standing().filter(name="priya nair").exists()


def packed(words: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as file:
        file.writestr("word/document.xml", f"<w:t>{words}</w:t>" * 50)
    return made.getvalue()


def test_a_paper_that_they_put_up_goes_with_its_file_where_it_names_them(
    helen: User, priya: User, forum: Group, tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    actions.add_to_group(by=helen, group=forum, person=priya.person)
    actions.change_part(by=helen, group=forum, person=priya.person, part="secretary")
    for number, words in enumerate(("By Priya Nair", "By Anna Lee")):
        upload = Upload(f"{number}.docx", packed(words), "application/zip", f"{number}")
        actions.add_paper(by=priya, group=forum, title=f"Minutes {number}", upload=upload)
    told = erasure.places(priya.person, by=helen)
    assert [p.words for p in told if p.what == "Paper, file"] == ["Minutes 0"]
    decided = {place.key: True for place in told}
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase_person(by=helen, person=priya.person, reason=ASKED, decided=decided)
    assert [paper.title for paper in Paper._base_manager.all()] == ["Minutes 1"]
    assert sorted(path.name for path in (tmp_path / "files/papers").iterdir()) == ["1.docx"]


def test_a_councillors_paper_is_counted_and_not_named_to_the_team(
    helen: User, jim: User, norfolk_county: Organisation
) -> None:
    space = actions.add_group(
        by=SYSTEM, name="Space", kind="network", access="private", only_role="councillor",
        convenor=jim.person,
    )  # fmt: skip
    upload = Upload("a.txt", b"By Jim Gotts", "text/plain", "d")
    actions.add_paper(by=jim, group=space, title="Secret of Jim Gotts", upload=upload)
    told = erasure.places(jim.person, by=helen)
    papers = [
        (place.what, place.words, len(place.spots)) for place in told if "Paper" in place.what
    ]
    assert sorted(papers) == [("Paper, file", "", 1), ("Paper, title", "", 1)]


def test_a_restore_takes_the_name_out_of_the_same_texts_and_asks_of_others(
    helen: User, priya: User, forum: Group, django_capture_on_commit_callbacks: Any
) -> None:
    other = actions.add_group(by=helen, name="Play", kind="forum", terms="As Priya Nair said.")
    at = datetime(2011, 9, 19, 12, tzinfo=UTC)
    place = f"network.group:{forum.pk}:terms"
    for told in ({"digest": "a"}, {"digest": "", "place": place}):
        with apart.path().open("a") as log:
            log.write(apart.json.dumps({"person": priya.person_id, "at": at.isoformat()} | told))
            log.write("\n")
    apart.replay(at - timedelta(days=1))
    forum.refresh_from_db()
    other.refresh_from_db()
    assert forum.terms.startswith("[name removed] and Anna Lee")
    assert other.terms == "As Priya Nair said."
    assert Unsettled.objects.get().names == ["Priya Nair"]
    assert audit.broken_at() is None


def test_where_names_were_taken_out_is_written_into_the_log_without_them(
    helen: User, priya: User, forum: Group, django_capture_on_commit_callbacks: Any
) -> None:
    decided = {place.key: True for place in erasure.places(priya.person, by=helen)}
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase_person(by=helen, person=priya.person, reason=ASKED, decided=decided)
    logged = [line.place for line in apart.lines() if line.place]
    assert logged == list(NameRemoved.objects.order_by("pk").values_list("place", flat=True))
    assert f"network.group:{forum.pk}:terms" in logged
    assert "riya" not in apart.path().read_text()


def test_a_thousand_texts_of_one_kind_are_decided_at_once(helen: User, priya: User) -> None:
    for number in range(21):
        actions.add_group(by=helen, name=f"G{number}", kind="forum", terms="For Priya Nair")
    told = {place.key: len(place.spots) for place in erasure.places(priya.person, by=helen)}
    assert told["network.group:*:terms"] == 21
    assert told["kit.auditevent:*:after"] == 21
