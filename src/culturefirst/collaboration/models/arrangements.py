"""The shared vocabulary: kinds of arrangement, what each means, and which lie near each other.

Two councils that use one word for two things lose a year over it. So the words are few, each has
one line that says what it means, and forms and pages show that line.
"""

from dataclasses import dataclass

from django.db import models


class Arrangement(models.TextChoices):
    """How bodies may work together."""

    STAFF = "staff", "Sharing staff"
    SPACE = "space", "Sharing space or a store"
    LENDING = "lending", "Lending equipment or collections"
    BUYING = "buying", "Buying together"
    COMMISSIONING = "commissioning", "Commissioning together"
    RUNNING = "running", "One council running it for another"
    SERVICE = "service", "One shared service"
    COMPANY = "company", "A joint trust or company"
    BID = "bid", "A joint bid"
    TRAINING = "training", "Training together"
    PROGRAMME = "programme", "A joint programme"
    ADVICE = "advice", "Exchanging advice"


@dataclass(frozen=True)
class Term:
    """What an arrangement means.

    ``gives`` finishes "you can …", said of whoever offers it; ``near`` names the family of
    arrangements in which one may turn into another as people talk.
    """

    means: str
    gives: str
    near: str


TERMS = {
    Arrangement.STAFF: Term(
        "One post or one team works for two or more organisations, which share its cost.",
        "share staff",
        "staff",
    ),
    Arrangement.SPACE: Term(
        "One organisation uses room in another's building, store or yard.", "give room", "space"
    ),
    Arrangement.LENDING: Term(
        "Things go from one organisation to another and come back: staging, cases, objects, vans.",
        "lend",
        "lending",
    ),
    Arrangement.BUYING: Term(
        "Several order the same thing at one time, from one supplier, for a better price.",
        "let others buy along",
        "market",
    ),
    Arrangement.COMMISSIONING: Term(
        "Several decide together what is to be provided, and choose and pay one provider.",
        "let others commission along",
        "market",
    ),
    Arrangement.RUNNING: Term(
        "One council provides the service in another's area for a fee; that one stays answerable.",
        "run it",
        "delivery",
    ),
    Arrangement.SERVICE: Term(
        "Two or more merge a service into one, with one head, one budget and one set of staff.",
        "take others in",
        "delivery",
    ),
    Arrangement.COMPANY: Term(
        "Several found or join one body, such as a charitable trust, that runs it for all of them.",
        "take others in",
        "delivery",
    ),
    Arrangement.BID: Term(
        "Several ask one funder for money with one application, and one of them answers for it.",
        "take partners in",
        "project",
    ),
    Arrangement.TRAINING: Term(
        "Several plan, pay for and fill the same training.", "take others along", "learning"
    ),
    Arrangement.PROGRAMME: Term(
        "Several plan one season, tour, exhibition or campaign; each stays what it is.",
        "take partners in",
        "project",
    ),
    Arrangement.ADVICE: Term(
        "Somebody who has done it tells somebody who is about to: a visit, a call.",
        "advise",
        "learning",
    ),
}
