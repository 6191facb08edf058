"""Topics, what people follow, and what they agreed to be written to about."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Max
from django.utils.text import slugify

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import Consent, Interest, Person, Topic
from culturefirst.network.policy import manage_network, own_preferences
from culturefirst.network.queries.topics import offered
from culturefirst.network.vocabulary import USUAL_TOPICS


@action("added a topic", allow=manage_network)
def add_topic(*, by: Any, name: str, says: str = "") -> Topic:
    """Offer a topic to follow, after those that are there."""
    last = Topic.objects.aggregate(last=Max("position"))["last"]
    place = 0 if last is None else last + 1
    topic = Topic(name=name.strip(), slug=slugify(name)[:100], says=says.strip(), position=place)
    return saved(topic)


@action("changed a topic", allow=manage_network, on="topic")
def edit_topic(*, by: Any, topic: Topic, changes: Mapping[str, Any]) -> Topic:
    """Set the name or the words of a topic; its address stays."""
    for name in changes.keys() & {"name", "says"}:
        setattr(topic, name, changes[name].strip())
    return saved(topic)


@action("stopped offering a topic", allow=manage_network, on="topic")
def retire_topic(*, by: Any, topic: Topic) -> Topic:
    """Offer a topic no longer; who followed it and agreed to it is kept."""
    if topic.retired_on is not None:
        raise DomainError(f"“{topic}” is not offered any more already.")
    topic.retired_on = clock.today()
    return saved(topic)


@action("offered a topic again", allow=manage_network, on="topic")
def offer_topic_again(*, by: Any, topic: Topic) -> Topic:
    """Take a retirement back."""
    if topic.retired_on is None:
        raise DomainError(f"“{topic}” is offered already.")
    topic.retired_on = None
    return saved(topic)


@action("added the usual topics", allow=manage_network)
def add_usual_topics(*, by: Any) -> None:
    """Begin with topics that most networks of culture and sport follow; what is there stays."""
    there = set(Topic.objects.values_list("slug", flat=True))
    start = Topic.objects.count()
    for place, (name, says) in enumerate(USUAL_TOPICS, start=start):
        if (slug := slugify(name)) not in there:
            saved(Topic(name=name, slug=slug, says=says, position=place))


@action("chose what to follow", allow=own_preferences, on="person")
def set_interests(*, by: Any, person: Person, topics: Iterable[Topic]) -> Person:
    """Follow these topics and no others; what is followed already keeps its first day."""
    wanted = {topic.pk for topic in topics}
    person.interests.exclude(topic__in=wanted).delete()
    followed = set(person.interests.values_list("topic", flat=True))
    since = clock.today()
    # Topics that are there and not followed yet: nothing is left that could be refused.
    Interest.objects.bulk_create(
        Interest(person=person, topic_id=topic, since=since) for topic in sorted(wanted - followed)
    )
    return person


@action("agreed to letters about a topic", allow=own_preferences, on="person")
def give_consent(*, by: Any, person: Person, topic: Topic, wording: str, source: str) -> Consent:
    """Keep that somebody agreed, when and to which words; agreed already, nothing changes."""
    if not wording.strip():
        raise DomainError("Say the words that the person agreed to.")
    standing = person.consents.filter(topic=topic, withdrawn_at__isnull=True).first()
    if standing is not None:
        return standing
    if not offered().filter(pk=topic.pk).exists():
        raise DomainError(f"“{topic}” is not offered any more.")
    given = Consent(
        person=person, topic=topic, wording=wording, source=source, given_at=clock.now()
    )
    return saved(given)


@action("took back an agreement to letters", allow=own_preferences, on="person")
def withdraw_consent(*, by: Any, person: Person, topic: Topic, source: str) -> Person:
    """Write to somebody no longer about a topic; where they had not agreed, nothing changes."""
    standing = person.consents.filter(topic=topic, withdrawn_at__isnull=True).first()
    if standing is not None:
        standing.withdrawn_at = max(clock.now(), standing.given_at)
        standing.withdrawn_source = source
        saved(standing)
    return person
