"""Who fits a question is who fits it in plain Python, on any small network."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from culturefirst.network.models import (
    Group,
    GroupBody,
    GroupMember,
    Interest,
    Organisation,
    Person,
    Post,
    Registration,
    SubRegion,
    Topic,
    User,
)
from culturefirst.network.queries.audiences import first_people, people_of, reached

DAY = date(2011, 9, 19)
ROLES = ["officer", "councillor", "partner"]
PLACES = ["norfolk", "suffolk"]
KINDS = ["county", "district"]
TOPICS = ["museums", "libraries"]
GROUPS = ["forum", "councillors"]  # the second is for one role only
FOR_ROLE = {"councillors": "councillor"}
PARTS = {"forum": 0, "councillors": 1}  # which body takes part in it
BODIES = [(kind, place) for kind in KINDS for place in PLACES]


@dataclass(frozen=True)
class Held:
    """A post as drawn."""

    role: str
    body: int
    seconded: str | None
    past: bool


@dataclass(frozen=True)
class Drawn:
    """A person as drawn; whose account is away left on the day and comes back the next."""

    posts: tuple[Held, ...]
    topics: frozenset[str]
    groups: frozenset[str]
    account: str
    erased: bool


HELD = st.builds(
    Held,
    st.sampled_from(ROLES),
    st.integers(0, len(BODIES) - 1),
    st.sampled_from([None, *PLACES]),
    st.booleans(),
)
DRAWN = st.builds(
    Drawn,
    st.lists(HELD, max_size=2).map(tuple),
    st.frozensets(st.sampled_from(TOPICS)),
    st.frozensets(st.sampled_from(GROUPS)),
    st.sampled_from(["none", "open", "away"]),
    st.booleans(),
)


def some(values):
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)


PART = st.fixed_dictionaries(
    {},
    optional={
        "role": some(ROLES),
        "sub_region": some(PLACES),
        "kind": some(KINDS),
        "topic": some(TOPICS),
        "group": some(GROUPS),
        "registered": some(["yes", "no"]),
    },
)
OF_POST = {
    "role": lambda held, values: held.role in values,
    "sub_region": lambda held, values: (held.seconded or BODIES[held.body][1]) in values,
    "kind": lambda held, values: BODIES[held.body][0] in values,
}


def now(drawn):
    return [held for held in drawn.posts if not held.past]


def one_post_fits(drawn, parts):
    return any(all(OF_POST[key](held, parts[key]) for key in parts) for held in now(drawn))


def registered(drawn):
    return "yes" if drawn.account == "open" else "no"


def is_in(drawn, group):
    """Sitting in it, or working for a body that takes part; of one role's group only that role."""
    held = [post for post in now(drawn) if post.role == FOR_ROLE.get(group, post.role)]
    sits = group in drawn.groups and (group not in FOR_ROLE or bool(held))
    return sits or any(post.body == PARTS[group] for post in held)


def fits(drawn, parts):
    of_post = {key: parts[key] for key in parts if key in OF_POST}
    return (
        (not of_post or one_post_fits(drawn, of_post))
        and ("topic" not in parts or bool(drawn.topics & set(parts["topic"])))
        and ("group" not in parts or any(is_in(drawn, group) for group in parts["group"]))
        and ("registered" not in parts or registered(drawn) in parts["registered"])
    )


def expected(people, question):
    return [
        (f"Person {number}", drawn)
        for number, drawn in enumerate(people)
        if not drawn.erased
        and fits(drawn, question["all"])
        and not any(fits(drawn, {key: values}) for key, values in question["none"].items())
    ]


def tallied(people, where):
    """How many of these people are where their posts of today say; each once a place."""
    counted = Counter(place for drawn in people for place in {where(held) for held in now(drawn)})
    return dict(counted)


def make(people):
    places = {name: SubRegion.objects.create(name=name.title(), slug=name) for name in PLACES}
    topics = {name: Topic.objects.create(name=name.title(), slug=name) for name in TOPICS}
    bodies = [
        Organisation.objects.create(
            name=f"Body {n}", slug=f"body-{n}", kind=kind, sub_region=places[place]
        )
        for n, (kind, place) in enumerate(BODIES)
    ]
    groups = {
        name: Group.objects.create(
            name=name, slug=name, kind="forum", only_role=FOR_ROLE.get(name, "")
        )
        for name in GROUPS
    }
    for name, group in groups.items():
        GroupBody.objects.create(
            group=group, organisation=bodies[PARTS[name]], starts=date(2010, 1, 1)
        )
    for number, drawn in enumerate(people):
        person = Person.objects.create(
            name=f"Person {number}", erased_on=DAY if drawn.erased else None
        )
        for held in drawn.posts:
            Post.objects.create(
                title="A post",
                role=held.role,
                person=person,
                organisation=bodies[held.body],
                sub_region=places[held.seconded] if held.seconded else None,
                starts=date(2010, 1, 1),
                ends=DAY if held.past else None,
            )
        for name in drawn.topics:
            Interest.objects.create(person=person, topic=topics[name], since=date(2011, 1, 1))
        for name in drawn.groups:
            GroupMember.objects.create(group=groups[name], person=person, starts=date(2010, 1, 1))
        if drawn.account != "none":
            signed_up = date(2011, 1, 1)
            user = User.objects.create(
                email=f"p{number}@example.org", person=person, registered_on=signed_up
            )
            away = drawn.account == "away"
            Registration.objects.create(user=user, starts=signed_up, ends=DAY if away else None)
            if away:
                Registration.objects.create(user=user, starts=DAY + timedelta(days=1))


class Member:
    """Somebody who may see the people of the network and is none of them."""

    is_authenticated = True
    person_id = None
    roles = frozenset({"manager"})


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(people=st.lists(DRAWN, max_size=5), wanted=PART, unwanted=PART)
def test_people_of_gives_whom_plain_python_gives(people, wanted, unwanted):
    everything = (Interest, GroupMember, GroupBody, Group, Post, User, Person, Topic)
    for kind in (*everything, Organisation, SubRegion):
        kind._base_manager.all().delete()
    make(people)
    question = {"all": wanted, "none": unwanted}
    wanted_people = expected(people, question)
    names, who = [name for name, _ in wanted_people], [drawn for _, drawn in wanted_people]
    rows = people_of(question, DAY, Member())
    assert [person.name for person in rows] == names
    count, first = first_people(rows, 2, DAY)
    assert (count, [person.name for person in first]) == (len(names), names[:2])
    found = reached(rows, DAY)
    assert [person.name for person in found.people[0:9]] == names
    in_places = tallied(who, lambda held: (held.seconded or BODIES[held.body][1]).title())
    of_kinds = tallied(who, lambda held: f"{BODIES[held.body][0].title()} council")
    assert (dict(found.places), dict(found.kinds)) == (in_places, of_kinds)
