"""What people follow, and what they agreed to be written to about."""

from collections.abc import Iterable, Iterator
from datetime import date
from random import Random

from culturefirst.demo.people import Member
from culturefirst.demo.stage import Event, Happening, Stage
from culturefirst.network import actions
from culturefirst.network.models import Topic
from culturefirst.network.queries.topics import wording_for

WHEN_JOINING = "when joining"
# What people in a post mostly follow, by a word of its title; the rest is chance.
NEAR_THE_POST = {
    "Archives": ("Archives", "Heritage"),
    "Arts": ("Arts", "Funding"),
    "Events": ("Events", "Tourism"),
    "Heritage": ("Heritage", "Museums"),
    "Libraries": ("Libraries", "Outcomes and evidence"),
    "Museums": ("Museums", "Volunteering"),
    "Parks": ("Parks", "Play"),
    "Portfolio": ("Briefings for councillors", "National policy"),
    "Sports": ("Sport", "Commissioning"),
}
BESIDES = ("Shared services", "Efficiency", "Funding", "Events and training", "National policy")


def offered(founded: date) -> Iterator[Event]:
    """The topics that the network began with."""
    yield Event(founded, _usual)


def events(members: Iterable[Member]) -> Iterator[Event]:
    """Each chooses as they join."""
    for member in members:
        yield Event(member.registered, _chooses(member))


def followed(member: Member) -> tuple[list[str], list[str]]:
    """What somebody follows, and of that what they agreed to letters about."""
    chance = Random(f"topics of {member.name}")  # noqa: S311  (a story, not a secret)
    near = [topic for word, of in NEAR_THE_POST.items() if word in member.title for topic in of]
    other = [topic for topic in BESIDES if topic not in near]
    follows = near + chance.sample(other, chance.randint(1, 2))
    return follows, chance.sample(follows, min(len(follows), chance.choice((0, 1, 1, 2))))


def _usual(stage: Stage) -> None:
    actions.add_usual_topics(by=stage.actor("amara"))
    stage.topics = {topic.name: topic for topic in Topic.objects.all()}


def _chooses(member: Member) -> Happening:
    def happens(stage: Stage) -> None:
        by, person = stage.actor(member.key), stage.people[member.key]
        follows, agrees = followed(member)
        actions.set_interests(by=by, person=person, topics=[stage.topics[t] for t in follows])
        for topic in agrees:
            actions.give_consent(
                by=by,
                person=person,
                topic=stage.topics[topic],
                wording=wording_for(topic),
                source=WHEN_JOINING,
            )

    return happens
