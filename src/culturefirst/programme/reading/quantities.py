"""Numbers that are amounts of something: "2 training sessions", "£5,000", "at least 50%".

Numbers that belong to a name ("Agenda 21"), a version, an ordinal, an age or a length of time
("2 day event") are no amounts. Dates must have been masked before (``dates.mask``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from culturefirst.programme.reading.limits import LINE_CHARACTERS
from culturefirst.programme.reading.words import MAKING, NUMBERS, VERBS, is_plural, listed, singular


@dataclass(frozen=True)
class Amount:
    """A number at ``begin:end`` of a text, with what it counts ("%", "£" or a noun phrase)."""

    begin: int
    end: int
    value: float
    unit: str | None
    sure: bool = True


COUNTING = "|".join(sorted(NUMBERS, key=len, reverse=True))
SCALE = r"k|m|bn|\s?(?:thousand|million|billion)"
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
NUMBER = re.compile(
    r"(?<![\w.:/£&-])(?P<pound>£\s?)?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,9}(?:\.\d+)?)"
    rf"(?P<scale>{SCALE})?" + r"\b(?P<more>\s?%|\s+per\s?cent\b|\+)?(?![\w:]|/\d|\.\d|[-–]\d)"
    rf"|(?<![\w-])(?P<word>{COUNTING})(?![\w-])",
    re.IGNORECASE,
)
_NEAR = 40  # how many characters before a number can make it part of something
RANGE = re.compile(
    r"(?<![\w.:/£-])(?:(?P<between>between)\s+)?(?P<low>\d{1,6})\s*(?:-|–|to|(?P<and>and))\s*"
    r"(?P<high>\d{1,6})(?=\s+[a-z])",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"\s+(?:out\s+)?of\s+(?:(?:the|our|all)\s+){0,2}(?:\d{1,5}\s+)?(?=[a-z])", re.I
)
_PART = re.compile(r"[^\s,;:.()!?\"“”]+[,;:.()!?\"“”]*")
_LABELS = listed(
    "agenda theme phase stage level version priority programme objective part tranche week"
    " step tier grade section article area zone round wave appendix no number block active"
    " vision year class band module unit paper act age ages aged under form type category"
)
_LENGTHS = listed("minute hour day week month year")
_SKIPPED = listed(
    "x of or more the new further additional other different key main annual quarterly"
    " monthly yearly weekly"
)
_STOPS = listed(
    "a an the in on at by for from to with within per each every across through throughout"
    " during and or who which that is are was be been being has have to at of as about into"
    " over under until before after via between including plus then if when where"
)
_AFTER_NOUN = listed("available held done underway place live complete ready overall")
_SUBJECTS = re.compile(
    r"(?P<unit>.+?)\s+(?:on|about|covering|for)\s+(?:the\s+)?$", re.IGNORECASE | re.DOTALL
)
_TOPICS = listed("topic theme subject issue area question")


def amounts(masked: str) -> list[Amount]:
    """The amounts of a text whose dates are blanked, in order."""
    if len(masked) > LINE_CHARACTERS:
        return []
    found = [amount for match in NUMBER.finditer(masked) if (amount := _amount(masked, match))]
    ranges = list(_ranges(masked))
    taken = [(amount.begin, amount.end) for amount in ranges]
    single = [a for a in found if not any(b <= a.begin < e for b, e in taken)]
    return sorted([*single, *ranges], key=lambda amount: amount.begin)


def _ranges(masked: str) -> Iterator[Amount]:
    """ "5-10 events": the lower number is what must be reached, and a person should look."""
    for match in RANGE.finditer(masked):
        if bool(match["between"]) != bool(match["and"]):
            continue
        unit = unit_after(masked, match.end(), one=False)
        if unit and int(match["low"]) < int(match["high"]) and not _named(masked, match.start()):
            yield Amount(*match.span(), float(match["low"]), unit, sure=False)


def _amount(masked: str, match: re.Match[str]) -> Amount | None:
    value = _value(match)
    if match["pound"]:
        return Amount(*match.span(), value, "£")
    if match["more"] and "+" not in match["more"]:
        return Amount(*match.span(), value, "%")
    if _named(masked, match.start()) or (match["word"] and _no_number(masked, match)):
        return None
    unit = unit_after(masked, match.end(), one=value == 1)
    if unit is None:
        return _of_a_noun(masked, match, value)
    if _is_length(masked, match, unit):
        return None
    return _of_subjects(masked, match, value, unit) or Amount(*match.span(), value, unit)


def _of_a_noun(masked: str, match: re.Match[str], value: float) -> Amount | None:
    """ "Attendance of 200 at the conference" counts attendance."""
    noun = re.search(
        r"(?P<noun>[^\W\d]{4,})\s+of\s+(?:at\s+least\s+)?$",
        masked[max(0, match.start() - _NEAR) : match.start()],
    )
    if noun is None or match["word"]:
        return None
    return Amount(*match.span(), value, noun["noun"].lower())


def _value(match: re.Match[str]) -> float:
    if match["word"]:
        return float(NUMBERS[match["word"].lower()])
    return scaled(match["digits"], match["scale"])


def scaled(digits: str, scale: str | None) -> float:
    """ "1.2" and "m" as 1,200,000."""
    times = _SCALES.get((scale or "").strip().lower(), 1)
    return round(float(digits.replace(",", "").rstrip(".")) * times, 6)


def _named(masked: str, begin: int) -> bool:
    """Whether the number belongs to the name before it ("Agenda 21", "support Vision 20")."""
    near = masked[max(0, begin - _NEAR) : begin].rstrip(" ")
    before = near.split()
    if not before or near[-1:] in "-–,;:(.":
        return False
    last = before[-1].strip("‘’'\"(")
    if last.lower() in _LABELS:
        return True
    return len(before) > 1 and last[:1].isupper() and last.lower() not in VERBS


def _no_number(masked: str, match: re.Match[str]) -> bool:
    """ "one of the", "one another", "three quarters": words of number that count nothing."""
    after = r"\s+(?:of|another|in|to|off|or|(?:quarters|thirds|fifths)\s+of)\b"
    return bool(re.match(after, masked[match.end() :]))


def _is_length(masked: str, match: re.Match[str], unit: str) -> bool:
    """ "2 day event", "within 6 months": how long, not how many."""
    first = unit.split()[0]
    before = masked[max(0, match.start() - _NEAR) : match.start()]
    if singular(first) not in _LENGTHS:
        return False
    lasting = re.search(r"\b(?:within|for|over|every|next|last)\s+(?:the\s+)?$", before)
    return bool(lasting) or not is_plural(first)


def _of_subjects(masked: str, match: re.Match[str], value: float, unit: str) -> Amount | None:
    """ "Briefing notes on 6 key topics" counts briefing notes."""
    if match.start() > 2 * _NEAR:
        return None
    subject = _SUBJECTS.fullmatch(masked[: match.start()])
    if not subject or singular(unit.split()[-1]) not in _TOPICS:
        return None
    words = subject["unit"].split()
    if len(words) > 1 and words[0].lower() in VERBS:
        words = words[1:]
    if not words or not is_plural(words[-1]) or len(words) > 4:
        return None
    return Amount(*match.span(), value, _lower_first(" ".join(words)))


def unit_after(masked: str, begin: int, *, one: bool) -> str | None:
    """The noun phrase after a number, None where no noun follows.

    After its first plural noun a phrase goes on only to another plural ("arts venues"), so
    that the verb is left out ("20 organisations completed"); ``one`` of something is singular.
    """
    words: list[str] = []
    outside = None if one else _OUT_OF.match(masked, begin)
    begin = outside.end() if outside else begin
    for part in _PART.finditer(masked[begin : begin + 3 * _NEAR]):
        raw = part[0]
        word = raw.rstrip(',;:.()!?"”')
        if not words and word.lower() in _SKIPPED:
            continue
        gap = masked[begin + part.start() - 2 : begin + part.start()]
        if not _goes_on(words, word, one) or (words and gap == "  "):
            break
        words.append(word)
        if raw != word or len(words) == 6:
            break
    return _noun_phrase(words, one)


def _goes_on(words: list[str], word: str, one: bool) -> bool:
    if word.lower() in _STOPS or not re.match(r"[A-Za-z‘'“]", word):
        return False
    if not words or one:
        return not words or not (word.lower() in _AFTER_NOUN or word.endswith("ed"))
    if is_plural(words[-1]):
        return is_plural(word) and word.lower() not in MAKING
    return True


def _noun_phrase(words: list[str], one: bool) -> str | None:
    if not words or (len(words) == 1 and words[0].lower() in VERBS - {"work", "track", "network"}):
        return None
    if not one:
        plurals = [place for place, word in enumerate(words) if is_plural(word)]
        words = words[: plurals[-1] + 1] if plurals else words[:3]
    return " ".join(words).strip("‘’'\"“”") or None


def _lower_first(phrase: str) -> str:
    """ "Briefing notes" as "briefing notes", but "LGA members" as it is."""
    return phrase[0].lower() + phrase[1:] if phrase[1:2].islower() else phrase
