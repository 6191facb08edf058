"""Two quick polls: one that closed in June and was acted upon, one on the home page today."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from culturefirst.demo.people import Member
from culturefirst.demo.stage import Event, Happening, Stage
from culturefirst.surveys import actions
from culturefirst.surveys.models import Poll


@dataclass(frozen=True)
class Asked:
    """A poll of the story; ``answers`` are how many chose each of its choices."""

    question: str
    choices: tuple[str, ...]
    answers: tuple[int, ...]
    opened: date
    closes: date
    serves: str
    says: str = ""


TRUSTS = Asked(
    "Has any of your services moved to a trust?",
    ("Yes, one or more", "We are looking into it", "No"),
    (19, 17, 22),
    opened=date(2011, 6, 6),
    closes=date(2011, 6, 20),
    serves="7",
    says="Leisure, museums, libraries or arts; a trust of your own or one that others founded.",
)
SHARED = Asked(
    "Has your service shared a post with another council this year?",
    ("Yes, one or more", "Planning to", "No"),
    (32, 23, 29),
    opened=date(2011, 9, 5),
    closes=date(2011, 9, 30),
    serves="7",
)
OUTCOME = (
    "Seventeen councils are looking into a trust, more than we thought. A paper with the questions "
    "to ask went to the portfolio holders in July, and two councils that have done it will speak "
    "at the November event."
)
SAID_ON = date(2011, 7, 25)


def events(members: Sequence[Member]) -> Iterator[Event]:
    """What was asked, who answered on which day, and what was done with it."""
    for asked in (TRUSTS, SHARED):
        yield Event(asked.opened, _opens(asked))
        yield from _answers(asked, members)
    yield Event(SAID_ON, _says_outcome)


def _opens(asked: Asked) -> Happening:
    def happens(stage: Stage) -> None:
        helen = stage.actor("helen")
        poll = actions.make_poll(
            by=helen,
            question=asked.question,
            says=asked.says,
            choices=asked.choices,
            closes_on=asked.closes,
            shown=Poll.Shown.BEFORE,
            on_home_page=True,
            serves=stage.activity("2011", asked.serves),
        )
        stage.polls[asked.question] = actions.open_poll(by=helen, poll=poll)

    return happens


def _answers(asked: Asked, members: Sequence[Member]) -> Iterator[Event]:
    """Of those who were there, as many as the story says, over the first ten days."""
    chance = Random(asked.question)  # noqa: S311  (a story, not a secret)
    there = [
        member
        for member in members
        if member.registered < asked.opened
        and (member.left is None or member.left > asked.closes)
        and member.key not in ("helen", "priya", "jim")
    ]
    chosen = [place for place, times in enumerate(asked.answers) for _ in range(times)]
    for member, place in zip(chance.sample(there, len(chosen)), chosen, strict=True):
        day = asked.opened + timedelta(days=chance.choice((0, 0, 1, 1, 2, 3, 4, 7, 8, 9)))
        yield Event(day, _answer(asked, member, place))


def _answer(asked: Asked, member: Member, place: int) -> Happening:
    def happens(stage: Stage) -> None:
        poll = stage.polls[asked.question]
        choice = poll.choices.all()[place]
        actions.answer_quick_poll(by=stage.actor(member.key), poll=poll, choice=choice)

    return happens


def _says_outcome(stage: Stage) -> None:
    poll = stage.polls[TRUSTS.question]
    poll.refresh_from_db()
    actions.say_outcome(by=stage.actor("helen"), poll=poll, outcome=OUTCOME, seen=poll.version)
