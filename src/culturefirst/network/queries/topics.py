"""Questions about topics and consent."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from culturefirst.network.models import Consent, Interest, Person, Topic


def wording_for(topic: str) -> str:
    """What somebody agrees to, in the words that are stored with the consent."""
    return f"You may write to me by email about {topic}. I can take this back at any time."


def offered() -> QuerySet[Topic]:
    """Topics that people may choose from."""
    rows: QuerySet[Topic] = Topic.objects.filter(retired_on__isnull=True)
    return rows


def consenting(topic: Topic) -> QuerySet[Person]:
    """People who agreed to letters about the topic and have not taken it back."""
    agreed = Consent.objects.filter(topic=topic, person=OuterRef("pk"), withdrawn_at__isnull=True)
    rows: QuerySet[Person] = Person.objects.standing().filter(Exists(agreed))
    return rows


def to_follow(person: Person) -> QuerySet[Topic]:
    """What this person may follow: what is offered, and what they follow already."""
    followed = Interest.objects.filter(person=person, topic=OuterRef("pk"))
    rows: QuerySet[Topic] = Topic.objects.filter(Q(retired_on__isnull=True) | Exists(followed))
    return rows


def to_agree(person: Person) -> QuerySet[Topic]:
    """What this person may agree to, and what they can take back."""
    rows: QuerySet[Topic] = Topic.objects.filter(
        Q(retired_on__isnull=True) | Exists(standing(person).filter(topic=OuterRef("pk")))
    )
    return rows


def standing(person: Person) -> QuerySet[Consent]:
    """What this person has agreed to and not taken back."""
    rows: QuerySet[Consent] = Consent.objects.filter(person=person, withdrawn_at__isnull=True)
    return rows


def consents_of(person: Person) -> QuerySet[Consent]:
    """All that somebody agreed to, the latest first, with what they took back."""
    return Consent.objects.filter(person=person).select_related("topic")
