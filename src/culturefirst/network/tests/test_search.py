"""What of the network is found, by whom, and that the index is in step with the records."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError
from culturefirst.kit.search import checking
from culturefirst.kit.search.models import SearchEntry, SearchText
from culturefirst.kit.search.question import Asked, ask
from culturefirst.kit.uploads import checked
from culturefirst.network import actions
from culturefirst.network.models import (
    Group,
    Interest,
    Organisation,
    OrganisationName,
    Person,
    Post,
    ServiceRun,
    SubRegion,
    Succession,
    Topic,
    User,
)
from culturefirst.network.tests.searching import answer, found, instead, whole_index

TODAY = date(2011, 9, 19)


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def a_group(by: User, name: str = "Museums forum", **said: Any) -> Group:
    return actions.add_group(by=by, name=name, kind="forum", **said)


def put_up(by: User, group: Group, title: str, words: str = "We met.") -> Any:
    upload = checked("notes.txt", words.encode())
    return actions.add_paper(by=by, group=group, title=title, upload=upload)


# What is found


def test_a_person_is_found_by_name_post_body_and_own_words(priya: User, jim: User) -> None:
    words = {"profile": "I look after the archives of the docks."}
    actions.edit_profile(by=priya, person=priya.person, changes=words)
    for asked in ("priya nair", "culture officer ipswich", "dock archive"):
        assert found(jim, asked) == ["Priya Nair"]


def test_a_person_is_found_by_the_posts_of_today_only(
    priya: User, jim: User, helen: User, norfolk_county: Organisation
) -> None:
    post = Post.objects.get(person=priya.person)
    assert found(jim, "culture officer", kind="network.person") == ["Priya Nair"]
    actions.move_post(
        by=helen,
        post=post,
        organisation=norfolk_county,
        title="Librarian",
        role="officer",
        on=TODAY,
    )
    assert found(jim, "culture officer", kind="network.person") == []
    assert found(jim, "norfolk librarian") == ["Priya Nair"]


def test_a_post_that_passes_on_is_found_with_the_one_and_not_with_the_other(
    priya: User, jim: User, helen: User
) -> None:
    other = actions.add_person(by=SYSTEM, name="Ana Wells")
    post = Post.objects.get(person=priya.person)
    post.person = other
    post.save()
    assert found(jim, "culture officer") == ["Ana Wells"]


def test_a_body_is_found_by_former_names_and_narrowed_by_its_services(
    helen: User, nobody: Any, ipswich: Organisation
) -> None:
    actions.add_other_name(by=helen, organisation=ipswich, name="Gippeswick Corporation")
    actions.set_services(by=helen, organisation=ipswich, services=["museums"], on=TODAY)
    assert found(nobody, "gippeswick") == ["Ipswich Borough Council"]
    assert found(nobody, "council", facets={"service": "museums"}) == ["Ipswich Borough Council"]
    assert found(nobody, "council", facets={"service": "parks"}) == []
    assert found(nobody, "council", facets={"place": "suffolk"}) == ["Ipswich Borough Council"]


def test_when_a_body_gets_another_name_its_people_are_found_by_it(
    helen: User, priya: User, ipswich: Organisation
) -> None:
    actions.rename_organisation(by=helen, organisation=ipswich, name="Orwell District", on=TODAY)
    assert set(found(helen, "orwell")) == {"Orwell District", "Priya Nair"}


def test_topics_that_somebody_follows_narrow_people(priya: User, jim: User, helen: User) -> None:
    museums = actions.add_topic(by=helen, name="Museums")
    actions.set_interests(by=priya, person=priya.person, topics=[museums])
    assert answer(jim, "culture").counts["topic"] == {"museums": 1}
    assert found(jim, "culture", facets={"topic": "museums"}) == ["Priya Nair"]
    actions.set_interests(by=priya, person=priya.person, topics=[])
    assert answer(jim, "culture").counts["topic"] == {}


def test_a_paper_is_found_by_the_words_of_its_file_until_it_is_withdrawn(
    helen: User, priya: User
) -> None:
    paper = put_up(helen, a_group(helen), "Notes of June", "The swimming pools of Diss stay open.")
    assert found(priya, "swimming pool") == ["Notes of June"]
    assert found(priya, "diss", since=TODAY, until=TODAY) == ["Notes of June"]
    assert found(priya, "diss", until=TODAY - timedelta(days=1)) == []
    actions.withdraw_paper(by=helen, paper=paper)
    assert found(priya, "swimming pool") == []
    actions.restore_paper(by=helen, paper=paper)
    assert found(priya, "swimming pool") == ["Notes of June"]


def test_merged_people_are_found_as_one_and_as_two_when_that_is_taken_back(
    helen: User, priya: User
) -> None:
    other = actions.add_person(by=SYSTEM, name="P. Nair")
    merge = actions.merge_people(by=helen, kept=priya.person, merged=other)
    assert found(helen, "nair") == ["Priya Nair"]
    actions.undo_merge(by=helen, merge=merge)
    assert set(found(helen, "nair")) == {"Priya Nair", "P. Nair"}
    assert checking.faults() == []


def test_when_a_succession_is_taken_back_the_posts_are_found_as_before(
    helen: User, priya: User, ipswich: Organisation, norfolk_county: Organisation
) -> None:
    actions.record_succession(
        by=helen, predecessors=[ipswich], successors=[norfolk_county], how="merged", on=TODAY
    )  # fmt: skip
    actions.undo_succession(by=helen, succession=Succession.objects.get())
    assert found(helen, "officer ipswich") == ["Priya Nair"]
    assert checking.faults() == []


# In which order


def test_a_title_comes_before_a_text_however_often_the_text_says_it(
    helen: User, nobody: Any
) -> None:
    said = " ".join(["heritage"] * 30)
    a_group(helen, "Talks", terms=said, starts=TODAY)
    a_group(helen, "Heritage", terms="We meet in June. " * 40, starts=date(2001, 1, 1))
    assert found(nobody, "heritage") == ["Heritage", "Talks"]


def test_of_two_alike_the_newer_comes_first(helen: User, nobody: Any) -> None:
    for year in (2009, 2011, 2010):
        a_group(helen, f"Forum {year}", terms="Heritage in towns", starts=date(year, 1, 1))
    assert found(nobody, "heritage") == ["Forum 2011", "Forum 2010", "Forum 2009"]


def test_newer_does_not_outweigh_better(helen: User, nobody: Any) -> None:
    a_group(helen, "Old", terms="Heritage. Heritage open days.", starts=date(2001, 1, 1))
    a_group(helen, "New", terms="Heritage and much more of this and that.", starts=TODAY)
    assert found(nobody, "heritage") == ["Old", "New"]


def test_phrases_and_what_must_not_be_there(helen: User, nobody: Any) -> None:
    a_group(helen, "One", terms="A shared service for parks")
    a_group(helen, "Two", terms="A service that is shared by two museums")
    assert set(found(nobody, "shared service")) == {"One", "Two"}
    assert found(nobody, '"shared service"') == ["One"]
    assert found(nobody, "shared service -museums") == ["One"]
    assert found(nobody, 'shared -"shared service"') == ["Two"]
    assert found(nobody, "-museums") == []


def test_pages_go_on_where_the_one_before_ended(helen: User, nobody: Any) -> None:
    for n in range(45):
        a_group(helen, f"Forum {n}", terms="Heritage")
    pages = [found(nobody, "heritage", page=page) for page in (1, 2, 3, 99)]
    assert [len(page) for page in pages] == [20, 20, 5, 5]
    assert len({title for page in pages for title in page}) == 45
    assert answer(nobody, "heritage", page=99).page == 3


# Slips


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("volonteering", "volunteering"),
        ("libarary", "libraries"),
        ("athelete", "athlete"),
        ("volonteering libarary", "volunteering libraries"),
        ('volonteering -"sports club"', 'volunteering -"sports club"'),
        ("volunteer", ""),
        ("vol", "vol*"),
        ("zzzzz", ""),
    ],
)
def test_a_slip_finds_what_was_meant(helen: User, nobody: Any, typed: str, meant: str) -> None:
    a_group(helen, "Volunteering", terms="The athlete in the libraries")
    assert instead(nobody, typed) == meant
    assert found(nobody, typed) == ([] if typed == "zzzzz" else ["Volunteering"])


def test_a_word_that_is_there_is_never_taken_for_another(helen: User, nobody: Any) -> None:
    a_group(helen, "Arts", terms="Art and arts")
    a_group(helen, "Carts", terms="Old carts")
    assert found(nobody, "carts") == ["Carts"]
    assert instead(nobody, "carts") == ""


def test_the_word_that_finds_more_is_meant_where_two_are_as_near(helen: User, nobody: Any) -> None:
    for n in range(3):
        a_group(helen, f"Forum {n}", terms="The stadium")
    a_group(helen, "Forum of stadia", terms="The stadiua")
    assert instead(nobody, "stadiux") == "stadium"


def test_asked_exactly_nothing_is_mended(helen: User, nobody: Any) -> None:
    a_group(helen, "Volunteering")
    assert found(nobody, "volonteering", exactly=True) == []


def test_where_words_find_nothing_together_it_is_said_what_each_finds(
    helen: User, nobody: Any
) -> None:
    a_group(helen, "Volunteering")
    a_group(helen, "Stadium")
    got = answer(nobody, "volunteering stadium")
    assert [(str(term), n) for term, n in got.alone] == [("volunteering", 1), ("stadium", 1)]
    assert (got.instead, got.total) == ((), 0)


# Who finds what


@pytest.fixture
def space(jim: User) -> Group:
    """A private group of councillors with a word of its own in each field."""
    group = actions.add_group(
        by=SYSTEM, name="Aardvark circle", terms="The capybara question", kind="network",
        access="private", only_role="councillor", convenor=jim.person,
    )  # fmt: skip
    put_up(jim, group, "Echidna notes", "Of the pangolin we say nothing.")
    return group


CANARIES = ("aardvark", "capybara", "echidna", "pangolin")


@pytest.mark.usefixtures("space")
def test_a_councillors_space_is_found_by_its_councillors(jim: User) -> None:
    for word in CANARIES:
        assert answer(jim, word).total > 0


@pytest.mark.usefixtures("space")
@pytest.mark.parametrize("who", ["nobody", "priya", "dee", "tom"])
def test_an_outsider_is_told_the_same_whether_it_is_there_or_not(
    who: str, request: pytest.FixtureRequest
) -> None:
    """Neither found, nor counted, nor proposed: each answer is that of a world without it."""
    user = request.getfixturevalue(who)
    asked = [*CANARIES, "aardvrak", "capibara", "echdina", "pang", "pango*", "notes", "question"]
    with_it = [answer(user, words) for words in asked]
    Group.objects.all().delete()
    assert with_it == [answer(user, words) for words in asked]


@pytest.mark.usefixtures("space")
def test_the_team_finds_the_group_and_none_of_its_papers(helen: User, amara: User) -> None:
    for user in (helen, amara):
        assert found(user, "aardvark") == ["Aardvark circle"]
        assert answer(user, "echidna").total == answer(user, "pangolin").total == 0
        assert instead(user, "pangoiln") == ""


@pytest.mark.usefixtures("space")
def test_a_hidden_word_neither_hides_nor_moves_a_slip_that_leads_to_an_open_one(
    helen: User, nobody: Any, jim: User
) -> None:
    """“pangolin” is hidden and nearer to what is typed than “pangoling”, which is not."""
    a_group(helen, "Pangoling")
    assert instead(nobody, "pangolinn") == "pangoling"
    assert instead(jim, "pangolinn") == "pangolin"


def test_who_loses_the_role_or_leaves_finds_no_paper_the_same_day(
    space: Group, jim: User, helen: User
) -> None:
    assert found(jim, "pangolin") == ["Echidna notes"]
    Post.objects.filter(person=jim.person).update(ends=TODAY)
    again = User.objects.get(pk=jim.pk)
    assert found(again, "pangolin") == []


def test_a_closed_groups_papers_are_for_its_members_and_the_team(
    helen: User, priya: User, jim: User, nobody: Any
) -> None:
    group = a_group(helen, access="closed", convenor=jim.person)
    put_up(jim, group, "Echidna notes")
    assert found(nobody, "museums forum") == ["Museums forum"]
    assert found(priya, "echidna") == found(nobody, "echidna") == []
    assert found(jim, "echidna") == found(helen, "echidna") == ["Echidna notes"]


def test_people_are_for_members_and_nobody_is_found_by_how_to_reach_them(
    priya: User, jim: User, nobody: Any
) -> None:
    words = {"telephone": "01473 909090", "profile": "Pottery"}
    actions.edit_profile(by=priya, person=priya.person, changes=words)
    assert found(nobody, "pottery") == found(nobody, "priya") == []
    assert found(jim, "pottery") == ["Priya Nair"]
    for private in ("909090", "priya@example.org", '"priya example"'):
        assert found(jim, private) == found(priya, private) == []
    told = "".join(SearchText.objects.values_list("text", flat=True))
    assert "909090" not in told and "@" not in told


def test_entries_cannot_be_read_without_saying_who_reads(helen: User) -> None:
    a_group(helen)
    assert SearchEntry.objects.count() == 0
    assert SearchEntry.objects.visible_to(helen).count() > 0


# The index and the records


def test_what_an_action_undoes_is_not_indexed(helen: User, nobody: Any) -> None:
    before = whole_index()
    with pytest.raises(DomainError), transaction.atomic():
        a_group(helen, "Museums forum")
        raise DomainError("Not so.")
    assert whole_index() == before


def test_the_index_is_written_in_the_transaction_that_saved_the_record(
    helen: User, nobody: Any
) -> None:
    with transaction.atomic():
        a_group(helen, "Museums forum")
        assert found(nobody, "museums") == ["Museums forum"]
        transaction.set_rollback(True)
    assert found(nobody, "museums") == []


def test_an_index_that_lost_something_is_told_of_and_mended(helen: User, nobody: Any) -> None:
    kept, changed, _ = (a_group(helen, f"Forum {word}") for word in ("ash", "elm", "oak"))
    SearchEntry._base_manager.filter(kind="network.group", object_id=kept.pk).delete()
    Group.objects.filter(pk=changed.pk).update(name="Forum yew")
    SearchEntry._base_manager.create(kind="network.group", object_id=999)
    SearchText.objects.create(entry=SearchEntry._base_manager.last(), title="Ghost")
    remedy = "Run: culturefirst search rebuild"
    assert checking.faults() == [
        f"Search does not find 1 record of network.group. {remedy}",
        f"Search has old words of 1 record of network.group. {remedy}",
        f"Search has words of 1 record of network.group that should not be found. {remedy}",
        f"The words by which slips are corrected are not those of search. {remedy}",
    ]
    assert len(checking.mend()) == 4
    assert checking.faults() == checking.mend() == checking.rebuild() == []
    assert set(found(nobody, "forum")) == {"Forum ash", "Forum yew", "Forum oak"}


def test_entries_of_a_room_that_is_gone_are_taken_out(helen: User) -> None:
    SearchEntry._base_manager.create(kind="gone.thing", object_id=1)
    SearchText.objects.create(entry=SearchEntry._base_manager.last(), title="Ghost")
    checking.rebuild()
    assert not SearchEntry._base_manager.filter(kind="gone.thing").exists()
    assert checking.faults() == []


DEEDS = ("rename", "describe", "post", "end", "follow", "service", "name", "access", "delete")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(DEEDS), st.integers(0, 2), st.sampled_from(["elm ash", "oak", "ash ash é"])
    ),
    max_size=12,
)


@given(STEPS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_saved_and_deleted_the_index_is_what_a_rebuild_makes_of_it(
    db: None, steps: list[tuple[str, int, str]]
) -> None:
    with transaction.atomic(), clock.standing(TODAY):
        things = _things()
        for deed, which, word in steps:
            _do(things, deed, which, word)
        before = whole_index()
        assert checking.faults() == []
        assert checking.rebuild() == []
        assert whole_index() == before
        transaction.set_rollback(True)


def _things() -> dict[str, list[Any]]:
    place = SubRegion.objects.create(name="Fenland", slug="fenland")
    bodies = [Organisation(name=f"Body {n}", slug=f"body-{n}", kind="county") for n in range(3)]
    bodies[0].sub_region = place
    people = [Person(name=f"Person {n}") for n in range(3)]
    groups = [Group(name=f"Group {n}", slug=f"group-{n}", kind="forum") for n in range(3)]
    topics = [Topic(name=f"Topic {n}", slug=f"topic-{n}") for n in range(3)]
    for row in (*bodies, *people, *groups, *topics):
        row.save()
    return {"bodies": bodies, "people": people, "groups": groups, "topics": topics}


def _do(things: dict[str, list[Any]], deed: str, which: int, word: str) -> None:
    body, person = things["bodies"][which], things["people"][which]
    group, topic = things["groups"][which], things["topics"][which]
    body.name, group.name, person.profile = f"{body.name} {word}", f"{group.name} {word}", word
    deeds: dict[str, Callable[[], Any]] = {
        "rename": lambda: (body.save(), group.save()),
        "describe": person.save,
        "post": lambda: Post.objects.create(
            person=person, organisation=body, title=word, role="officer", starts=TODAY
        ),
        "end": lambda: [post.delete() for post in Post.objects.filter(person=person)],
        "follow": lambda: Interest.objects.get_or_create(
            person=person, topic=topic, defaults={"since": TODAY}
        ),
        "service": lambda: ServiceRun.objects.get_or_create(organisation=body, service="parks"),
        "name": lambda: OrganisationName.objects.get_or_create(organisation=body, name=word),
        "access": lambda: Group.objects.filter(pk=group.pk).delete(),
        "delete": lambda: Interest.objects.filter(person=person).delete(),
    }
    deeds[deed]()


def test_nothing_of_the_words_of_a_deleted_record_is_left(helen: User) -> None:
    before = whole_index()
    group = a_group(helen, "Zebrafish circle")
    assert whole_index() != before
    group.delete()
    assert whole_index() == before


# What it costs


@pytest.mark.parametrize(("words", "statements"), [("forum", 2), ("fourm", 6), ("zzzz", 4)])
def test_a_question_asks_as_much_of_one_find_as_of_many(
    words: str, statements: int, helen: User, jim: User
) -> None:
    def counted() -> int:
        with CaptureQueriesContext(connection) as asked:
            ask(jim, Asked(words))
        return len(asked)

    assert jim.roles
    a_group(helen, "Forum of one")
    assert counted() == statements
    for n in range(30):
        a_group(helen, f"Forum {n}", terms="The forum of forums")
    assert counted() == statements
