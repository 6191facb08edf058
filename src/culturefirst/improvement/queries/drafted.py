"""The draft of a pairing in words, for the team."""

from dataclasses import dataclass

from culturefirst.improvement.models import ChallengeRound
from culturefirst.improvement.queries.pairing import Field, field_of_round


@dataclass(frozen=True)
class Line:
    """A link of the draft in words, for the team."""

    challenger: str
    host: str
    says: str
    worth: int
    by_hand: str
    mutual: bool


@dataclass(frozen=True)
class Drafted:
    """The draft of a pairing: its links, who is left out and why, and how near the best it is."""

    lines: list[Line]
    left_out: list[tuple[str, str]]
    worth: int
    bound: int

    @property
    def of_bound(self) -> int:
        """Its worth in per cent of the most that is possible, rounded down."""
        return 100 * self.worth // self.bound if self.bound else 100


def drafted(round_: ChallengeRound) -> Drafted:
    """The draft as it stands, in words."""
    field = field_of_round(round_)
    links = [(a, b) for a, b in round_.draft if a in field.bodies and b in field.bodies]
    why = {(each["challenger"], each["host"]): each["why"] for each in round_.by_hand}
    lines = []
    for one, other in links:
        reason, back = field.reason(one, other), (other, one) in links
        if back and one > other:
            continue
        lines.append(
            Line(
                field.bodies[one].name,
                field.bodies[other].name,
                "; ".join(reason["says"]),
                reason["worth"] * (2 if back else 1),
                why.get((one, other), why.get((other, one), "")),
                back,
            )
        )
    there = {each for link in links for each in link}
    alone = [key for key in field.bodies if key not in there]
    told = [(field.bodies[key].name, _why_left(field, key)) for key in alone]
    return Drafted(lines, told, field.worth(links), round_.draft_bound or 0)


def _why_left(field: Field, key: int) -> str:
    """Why a body is left out: what is against each other one, or that others need them."""
    others = [each for each in field.bodies if each != key]
    against_all = [field.against(key, each) for each in others]
    if all(against_all):
        return "Every other organisation is ruled out for it."
    if field.is_odd:
        return "The number is odd, and it fits into no ring of three."
    return "Those that are possible for it are needed by others."
