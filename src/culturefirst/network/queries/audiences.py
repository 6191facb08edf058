"""Questions over people: who fits, how many, and the question in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.db.models import Count, FilteredRelation, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from culturefirst.kit.audiences import AUDIENCES, Criterion
from culturefirst.network.models import Audience, Organisation, Person, SubRegion
from culturefirst.network.queries.people import by_name, with_posts

Parts = Mapping[str, Sequence[str]]
# What has ended and what this person may not know of read alike, or one would tell of the other.
UNKNOWN = "something that is not there any more, or not shown to you"


@dataclass
class Offered:
    """What one person may choose by; each criterion's choices are read once."""

    user: Any
    _read: dict[str, dict[str, str]] = field(default_factory=dict)

    def of(self, criterion: Criterion) -> dict[str, str]:
        """Names by value."""
        if criterion.key not in self._read:
            self._read[criterion.key] = {str(v): n for v, n in criterion.choices(self.user)}
        return self._read[criterion.key]


@dataclass(frozen=True)
class Understood:
    """A question as far as it can be asked by this person today.

    ``all`` and ``none`` hold only what is there and may be known; ``gone`` names, by title of the
    criterion, what was chosen and is not there any more or not shown to this person.
    """

    all: tuple[tuple[Criterion, tuple[str, ...]], ...]
    none: tuple[tuple[Criterion, tuple[str, ...]], ...]
    gone: tuple[str, ...]
    words: str


def understood(question: Mapping[str, Any], offered: Offered) -> Understood:
    """The question with its values looked up among what this person may choose."""
    gone: list[str] = []
    wanted = tuple(_parts(question.get("all", {}), offered, gone))
    unwanted = tuple(_parts(question.get("none", {}), offered, gone))
    return Understood(
        wanted, unwanted, tuple(dict.fromkeys(gone)), _words(wanted, unwanted, offered)
    )


def _parts(
    parts: Parts, offered: Offered, gone: list[str]
) -> Iterable[tuple[Criterion, tuple[str, ...]]]:
    known = AUDIENCES.entries()
    gone += [key.replace("_", " ") for key in parts if key not in known]
    for key, criterion in known.items():
        if not (values := parts.get(key)):
            continue
        there = offered.of(criterion)
        if any(value not in there for value in values):
            gone.append(criterion.title)
        yield criterion, tuple(value for value in values if value in there)


def people_of(
    question: Mapping[str, Any], on: date, user: Any, *, offered: Offered | None = None
) -> QuerySet[Person]:
    """The people who fit on the day, as far as this person may see them, by name.

    What is gone chooses nobody, and keeps nobody out.
    """
    asked = understood(question, offered or Offered(user))
    return _people(asked, question, on, user)


def _people(
    asked: Understood, question: Mapping[str, Any], on: date, user: Any
) -> QuerySet[Person]:
    rows: QuerySet[Person] = Person.objects.visible_to(user)
    if set(question.get("all", {})) - set(AUDIENCES.entries()):
        return rows.none()
    together: dict[Any, list[tuple[Criterion, tuple[str, ...]]]] = defaultdict(list)
    for criterion, values in asked.all:
        together[criterion.rows].append((criterion, values))
    found: Any = by_name(rows, (_keys(parts, on) for parts in together.values()))
    for criterion, values in asked.none:
        if values:
            found = found.exclude(key__in=_keys([(criterion, values)], on))
    return cast("QuerySet[Person]", found)


def _keys(parts: Sequence[tuple[Criterion, tuple[str, ...]]], on: date) -> QuerySet[Any]:
    """Keys of people of whom one record fits all of ``parts``."""
    first = parts[0][0]
    fitting = [criterion.fits(values, on) for criterion, values in parts]
    return first.rows(on).filter(*fitting).order_by().values(first.person)


def shown_people(rows: QuerySet[Person], on: date) -> QuerySet[Person]:
    """The same people with ``held``: the posts they hold on the day, with their bodies' places."""
    shown: Any = with_posts(rows, on=on)
    found: QuerySet[Person] = shown.prefetch_related("held__organisation__sub_region")
    return found


def first_people(rows: QuerySet[Person], most: int, on: date) -> tuple[int, list[Person]]:
    """How many there are, and the first of them with their posts, searched for once."""
    found = Known(list(rows.values_list("pk", flat=True)), on)
    return len(found), list(found[0:most])


class Known(Sequence[Any]):
    """People whose keys are known, in their order; read as ``shown_people`` as far as asked for."""

    def __init__(self, keys: Sequence[int], on: date) -> None:
        self._keys, self._on = keys, on

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, place: Any) -> Any:
        people = shown_people(Person.objects.filter(pk__in=self._keys[place]), self._on)
        return list(people.order_by("name", "pk"))


@dataclass(frozen=True)
class Reached:
    """Who fits, and how many of them work in each sub-region and kind of organisation.

    Somebody with posts in two places or kinds counts in both.
    """

    people: Known
    places: list[tuple[str, int]]
    kinds: list[tuple[str, int]]


def reached(rows: QuerySet[Person], on: date) -> Reached:
    """All that a page says of an audience, from one search."""
    lasts = Q(posts__ends__isnull=True) | Q(posts__ends__gt=on)
    now = FilteredRelation("posts", condition=Q(posts__starts__lte=on) & lasts)
    place = Coalesce("now__sub_region", "now__organisation__sub_region")
    found = rows.annotate(now=now).values_list("pk", "now", place, "now__organisation__kind")
    keys: dict[int, None] = {}  # each once, in the order of names
    places: dict[int | None, set[int]] = defaultdict(set)
    kinds: dict[str, set[int]] = defaultdict(set)
    for key, post, where, kind in found:
        keys[key] = None
        if post is not None:
            places[where].add(key)
            kinds[kind].add(key)
    named = [*SubRegion.objects.values_list("pk", "name"), (None, "In no sub-region")]
    return Reached(
        Known(list(keys), on),
        [(name, len(places[pk])) for pk, name in named if pk in places],
        [(name, len(kinds[kind])) for kind, name in Organisation.Kind.choices if kind in kinds],
    )


@dataclass(frozen=True)
class Listed:
    """An audience in a list, with its question in words and how many fit today."""

    audience: Audience
    words: str
    count: int
    gone: tuple[str, ...]


def listed(audiences: Sequence[Audience], on: date, user: Any) -> list[Listed]:
    """Each of these audiences with today's count: all counts in one statement."""
    offered = Offered(user)
    asked = [(each, understood(each.question, offered)) for each in audiences]
    counts = [
        _people(told, each.question, on, user)
        .order_by()
        .annotate(of=Value(each.pk, output_field=IntegerField()))
        .values("of")
        .annotate(n=Count("pk"))
        .values_list("of", "n")
        for each, told in asked
    ]
    found = dict(counts[0].union(*counts[1:], all=True)) if counts else {}
    return [Listed(each, told.words, found.get(each.pk, 0), told.gone) for each, told in asked]


def _words(
    wanted: Sequence[tuple[Criterion, tuple[str, ...]]],
    unwanted: Sequence[tuple[Criterion, tuple[str, ...]]],
    offered: Offered,
) -> str:
    """The question as a sentence: "Officers or partners in Norfolk, but not those in COGS"."""
    said = [(criterion, _said(criterion, values, offered)) for criterion, values in wanted]
    start = next((words for criterion, words in said if criterion.names), "people")
    rest = [words for criterion, words in said if not criterion.names]
    sentence = " ".join([start, *rest])
    if unwanted:
        sentence += ", but not " + ", nor ".join(
            _said(c, v, offered) if c.names else f"those {_said(c, v, offered)}"
            for c, v in unwanted
        )
    return sentence[:1].upper() + sentence[1:]


def _said(criterion: Criterion, values: Sequence[str], offered: Offered) -> str:
    there = offered.of(criterion)
    named = [there[value] for value in values] or [UNKNOWN]
    if criterion.names:
        named = [name.lower() for name in named]
    return criterion.says.format(_or(named))


def _or(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def sound(question: Mapping[str, Any], offered: Offered) -> bool:
    """Whether a question asks something, and only by what this person may choose."""
    asked = [*question.get("all", {}).items(), *question.get("none", {}).items()]
    known = AUDIENCES.entries()
    return bool(asked) and all(
        key in known and values and set(values) <= set(offered.of(known[key]))
        for key, values in asked
    )
