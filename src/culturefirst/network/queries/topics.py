"""Questions about topics and consent."""

from django.db.models import Exists, OuterRef, QuerySet

from culturefirst.network.models import Consent, Person, Topic


def offered() -> QuerySet[Topic]:
    """Topics that people may choose from."""
    rows: QuerySet[Topic] = Topic.objects.filter(retired_on__isnull=True)
    return rows


def consenting(topic: Topic) -> QuerySet[Person]:
    """People who agreed to letters about the topic and have not taken it back."""
    agreed = Consent.objects.filter(topic=topic, person=OuterRef("pk"), withdrawn_at__isnull=True)
    rows: QuerySet[Person] = Person.objects.standing().filter(Exists(agreed))
    return rows
