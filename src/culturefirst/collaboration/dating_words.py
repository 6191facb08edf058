"""What is said of a timetable, in sentences that give away nothing that is told to nobody."""

from culturefirst.analysis import rounds
from culturefirst.analysis.rounds import Why
from culturefirst.collaboration.queries.dating import Board, Pair
from culturefirst.kit.wording import plural

AVOIDED = "though one does not want to meet the other."
# A wish that the other would rather not hear of reads like one that found no room.
WHY = {
    Why.AVOIDED: "it could not be fitted in",
    Why.APART: "they are never there at the same time",
    Why.ROUNDS: "there are more wishes than rounds",
    Why.LIMIT: "one of them wants no more meetings",
    Why.TABLES: "no table was free when both were",
    Why.CLASH: "it could not be fitted in",
}


def discreet(refusal: str) -> str:
    """Why a change by hand cannot be, without what one party says of another in confidence."""
    if refusal.endswith(AVOIDED):
        return f"{refusal.partition(' meet, ')[0]} cannot be put at one table on this day."
    return refusal


def reasons(known: Board, pair: Pair) -> list[str]:
    """Why these two meet, to the organiser: who asked, what is matched, what was fixed."""
    found = []
    for by, others in known.asked.items():
        for place, of in enumerate(others, 1):
            if pair == {by, of}:
                found.append(f"{known.called(by)} asked to meet them ({ordinal(place)} wish)")
    _, fits = known.worth.get(pair, (0, []))
    found += fits
    if any(each.fixed and pair == {each.a_id, each.b_id} for each in known.meetings):
        found.append("fixed by hand")
    return found or ["fills a gap, so that nobody sits alone"]


def short_reason(known: Board, pair: Pair) -> str:
    """Why these two meet, in a few words: the weightiest part."""
    asked = [by for by, others in known.asked.items() if by in pair and pair & {*others} - {by}]
    if len(asked) == 2:
        return "both asked"
    if asked:
        return f"{known.called(asked[0])} asked"
    return "something fits" if pair in known.worth else "fills a gap"


def value(known: Board) -> list[str]:
    """How good the timetable is, in plain words."""
    stands = known.timetable
    wishes = len(known.question.wishes)
    met = wishes - len(stands.unmet)
    if not wishes:
        said = ["Nobody has said yet whom they want to meet."]
    else:
        said = [f"It meets {met} of {plural(wishes, 'wish')}."]
        said.append(_beside(stands.value.wishes, stands.bound.wishes))
    if stands.value.fewest and known.meetings:
        said.append(f"Everybody has at least {plural(stands.value.fewest, 'meeting')}.")
    return said


def _beside(points: int, most: int) -> str:
    said = f"Counted by their order that is {plural(points, 'point')}"
    if points >= most:
        return f"{said}, and it is proved that no timetable has more."
    return f"{said}; it is proved that no timetable has more than {most}."


def unmet(stands: rounds.Timetable, known: Board) -> list[tuple[str, str, str]]:
    """Each wish that is not met: by whom, of whom, and why."""
    return [
        (known.called(int(str(each.by))), known.called(int(str(each.of))), WHY[each.why])
        for each in stands.unmet
    ]


def ordinal(number: int) -> str:
    """``1st``, ``2nd``, ``11th``."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
