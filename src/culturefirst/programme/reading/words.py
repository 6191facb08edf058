"""Words as people write them: cleaning, telling singular from plural, numbers in words."""

import re

SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)
TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def listed(words: str) -> frozenset[str]:
    """A set of words from one string of them."""
    return frozenset(words.split())


_COUNTED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
NUMBERS = {word: value for value, word in enumerate(_COUNTED.split(), start=1)} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "hundred": 100,
    "dozen": 12,
}

# What a target does when it is something that ends: the work is done once and then it is there.
MAKING = listed(
    "agree appoint assess build carry commission compile complete conduct consult create"
    " deliver design develop draft establish evaluate finalise form hold host identify"
    " implement install introduce issue launch map open organise pilot plan prepare present"
    " procure produce publish recruit research review roll run secure send set stage start"
    " submit survey test undertake update write"
)
# What a target does when it has no end: it is kept going.
KEEPING = listed(
    "activate advise advocate assist attend attract champion collaborate continue"
    " contribute coordinate co-ordinate deepen encourage engage ensure explore facilitate"
    " foster gain help influence input keep liaise lobby maintain manage monitor network"
    " offer oversee promote provide raise represent respond share signpost strengthen"
    " support sustain target track train use work"
)
VERBS = (
    MAKING
    | KEEPING
    | listed(
        "achieve add cut decrease demonstrate disseminate double embed enable engage expand"
        " generate grow improve increase instigate interpret involve reach reduce upskill win"
    )
)


def clean(text: str) -> str:
    """One line of words: no unseen characters, single spaces, nothing at the ends."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()  # most cells, many times over
    return SPACES.sub(" ", UNSEEN.sub("", text)).strip()


def singular(word: str) -> str:
    """The singular of a plain English plural; other words as they are (lower case)."""
    word = word.lower().replace("’", "'")
    if word.endswith("'s"):
        word = word[:-2]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun ("events", "sub-regions", "people")."""
    last = re.split(r"[-/]", word)[-1].lower()
    irregular = {"people", "children", "staff", "men", "women", "media", "criteria"}
    return last in irregular or singular(last) != last.replace("’", "'")


def plural(word: str) -> str:
    """The plural of a plain English noun, leaving plurals alone."""
    if is_plural(word):
        return word
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s")


def tokens(text: str) -> list[str]:
    """The words of a text in lower case and the singular, for comparing."""
    return [singular(token) for token in TOKEN.findall(text)]
