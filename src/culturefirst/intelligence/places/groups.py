"""Rows of a list that raise the same question, so that one answer does for all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from culturefirst.intelligence.places.known import CLOSE, metres_apart
from culturefirst.intelligence.places.plan import NEW, TAKE, Plan, Question
from culturefirst.intelligence.places.rows import EMPTY, LEAVE, NEEDED, Fault
from culturefirst.kit.errors import DomainError

SAME, ASK = "same", "ask"
FAR = "far"  # the group of places that lie outside of the network's area
ALIKE = {
    "name": "Same name and kind, a little way off",
    "postcode": "Same postcode, called much alike",
    "near": f"Within {CLOSE} metres, called much alike",
    "around": "Further off, called much alike",
}
TWIN = "Written twice in the list; left out unless you say otherwise"
SAID = {SAME: "Places that are here", NEW: "Other places", LEAVE: "Left out"}
ONE_PLACE, OTHERS = "All are the same places", "All are other places"
LEAVE_ALL, AS_EMPTY, TAKE_ALL = "Leave these rows out", "Take these cells as empty", "Take them too"
SAMPLES = 3


@dataclass
class Group:
    """Rows that are alike, how, the first of them in words, and what may be answered."""

    key: str
    says: str
    answers: list[tuple[str, str]]
    rows: list[int] = field(default_factory=list)
    samples: list[str] = field(default_factory=list)

    def add(self, row: int, sample: str) -> None:
        """One more row, of which the first few are shown."""
        self.rows.append(row)
        if len(self.samples) < SAMPLES:
            self.samples.append(sample)


@dataclass(frozen=True)
class Answers:
    """What one answer says of each row, of cells by column, and of places outside."""

    rows: Mapping[int, str] = field(default_factory=dict)
    empty: str = ""
    outside: str = ""


def of_questions(plan: Plan) -> list[Group]:
    """Which place is it: by how sure one may be, the surest first, then what stands twice."""
    answers = [(SAME, ONE_PLACE), (NEW, OTHERS), (LEAVE, LEAVE_ALL)]
    found = {key: Group(key, says, answers) for key, says in ALIKE.items()}
    for each in plan.open_questions:
        best = each.alike[0]
        sample = f"Row {each.row.row}: {each.row.name} – {best.name}, {best.where}"
        found[how_alike(each)].add(each.row.row, sample)
    twins = Group("twin", TWIN, [(NEW, OTHERS)])
    for each in plan.questions:
        if each.twin is not None and each.answer == LEAVE:
            twins.add(each.row.row, f"Row {each.row.row}: {each.row.name}, as row {each.twin}")
    return [group for group in (*found.values(), twins) if group.rows]


def of_faults(plan: Plan) -> list[Group]:
    """Cells that are not understood, by column; and places that lie outside."""
    found: dict[str, Group] = {}
    for fault in plan.faults:
        key = _fault_key(fault)
        if key not in found:
            found[key] = Group(key, fault.titled.capitalize(), _fault_answers(key, fault))
            if key == FAR:
                found[key].says = "Outside of the network's area"
        if fault.row not in found[key].rows[-1:]:
            found[key].add(fault.row, str(fault))
    return list(found.values())


def answered(decisions: Mapping[str, str]) -> list[Group]:
    """What was said of rows so far, each with the way to be asked again."""
    found = {key: Group(f"said-{key}", says, [(ASK, "Ask me again")]) for key, says in SAID.items()}
    for row, told in decisions.items():
        found[told if told in SAID else SAME].add(int(row), "")
    return [group for group in found.values() if group.rows]


def one_answer(
    plan: Plan, decisions: Mapping[str, str], key: str, answer: str, seen: int
) -> Answers:
    """What the answer says of each row of a group that had ``seen`` rows when it was shown."""
    groups = [*of_questions(plan), *of_faults(plan), *answered(decisions)]
    group = next((each for each in groups if each.key == key), None)
    if group is None or len(group.rows) != seen:
        raise DomainError("There are other rows of that sort by now. Look, and answer once more.")
    if answer not in dict(group.answers):
        raise DomainError("Choose one of the answers that the page offers.")
    if answer == SAME:
        return Answers(_nearest(plan.open_questions, key))
    if answer == EMPTY:
        return Answers(empty=key.removeprefix("cell-"))
    if key == FAR:
        return Answers(outside=answer)
    return Answers(dict.fromkeys(group.rows, "" if answer == ASK else answer))


def how_alike(question: Question) -> str:
    """How like a row is to the nearest place that it may be."""
    row, best = question.row, question.alike[0]
    if best.plain_name == row.plain:
        return "name"
    if row.postcode and best.postcode == row.postcode:
        return "postcode"
    near = row.point is not None and best.is_located and metres_apart(best, row.point) <= CLOSE
    return "near" if near else "around"


def _nearest(questions: Iterable[Question], key: str) -> dict[int, str]:
    """Each row is the nearest place that no earlier row is; what finds none is left to be asked."""
    taken: dict[int, int] = {}
    for each in questions:
        free = [asset.pk for asset in each.alike if asset.pk not in taken]
        if free and how_alike(each) == key:
            taken[free[0]] = each.row.row
    return {row: str(asset) for asset, row in taken.items()}


def _fault_key(fault: Fault) -> str:
    return FAR if fault.outside else f"cell-{fault.column}"


def _fault_answers(key: str, fault: Fault) -> list[tuple[str, str]]:
    if key == FAR:
        return [(LEAVE, LEAVE_ALL), (TAKE, TAKE_ALL)]
    leave = [(LEAVE, LEAVE_ALL)]
    return leave if fault.column in NEEDED else [(EMPTY, AS_EMPTY), *leave]
