"""The page that searches everything a person may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from culturefirst.kit.fields import DayField
from culturefirst.kit.forms import Form
from culturefirst.kit.limits import Limit, by_machine, by_person, too_many, tried
from culturefirst.kit.pagination import Pager, address
from culturefirst.kit.policy import roles
from culturefirst.kit.search import FACETS, SEARCH
from culturefirst.kit.search.question import PER_PAGE, Answer, Asked, Hit, ask
from culturefirst.site.shell import address as page_of

PEOPLE = "People"
DISCUSSIONS = "Discussions"
FOR_MEMBERS = {PEOPLE, DISCUSSIONS}
BROWSE = (
    ("Learn", "learn"),
    ("Meet", "meet"),
    (PEOPLE, "people"),
    ("Organisations", "organisations"),
    ("Groups", "groups"),
    ("The work programme", "programmes"),
    ("E-bulletins", "bulletins"),
    ("Quick polls", "polls"),
    (DISCUSSIONS, "forums"),
)
OFTEN = (
    "You have searched very often in a short time, so search is closed to you for a moment: "
    "everybody is to get answers quickly."
)


def whoever(request: HttpRequest) -> str:
    """Somebody who is signed in, else the machine that asks."""
    return by_person(request) or by_machine(request)


LIMIT = Limit("search", 60, timedelta(minutes=1), whoever)


class SearchForm(Form):
    """Words, and what finds are narrowed by."""

    words = forms.CharField(label="Words", required=False, max_length=200)
    kind = forms.CharField(required=False, max_length=100)
    topic = forms.CharField(required=False, max_length=200)
    service = forms.CharField(required=False, max_length=200)
    place = forms.CharField(required=False, max_length=200)
    since = DayField(label="From", required=False)
    until = DayField(label="Until", required=False)

    def asked(self, query: Mapping[str, str]) -> Asked:
        """What is asked for; what makes no sense is left out and told beside its field."""
        self.is_valid()
        told = self.cleaned_data
        page = query.get("page", "")
        return Asked(
            words=told.get("words", ""),
            kind=told.get("kind", ""),
            facets={name: told.get(name, "") for name in FACETS.entries()},
            since=told.get("since"),
            until=told.get("until"),
            page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 5 else 1,
            exactly="exactly" in query,
        )


@dataclass(frozen=True)
class Choice:
    """A value that finds can be narrowed to: its name, how many there are, its address."""

    value: str
    name: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class Shown:
    """A find with its kind and its places in words."""

    hit: Hit
    kind: str
    places: str


def search(request: HttpRequest) -> HttpResponse:
    """Everything that this person may see and that has the words."""
    form = SearchForm(request.GET)
    asked = form.asked(request.GET)
    if asked.words and (wait := tried(LIMIT, whoever(request))):
        return too_many(request, wait, OFTEN)
    answer = ask(request.user, asked)
    context = _context(request, asked, answer) | {"form": form, "asked": asked, "answer": answer}
    response = render(request, "site/search.html", context)
    patch_cache_control(response, private=True)
    return response


def _context(request: HttpRequest, asked: Asked, answer: Answer) -> dict[str, Any]:
    offered = FACETS.entries()
    names = {key: facet.names() for key, facet in offered.items()} if answer.counts else {}
    kinds = {key: source.plural for key, source in SEARCH.entries().items()}
    narrowed = {"kind": asked.kind, **asked.facets, "since": asked.since, "until": asked.until}
    return {
        "kinds": _choices(request, "kind", asked.kind, kinds, answer),
        "lists": [
            (key, facet.label, found)
            for key, facet in offered.items()
            if (found := _choices(request, key, asked.facets[key], names.get(key, {}), answer))
        ],
        "narrowed": any(narrowed.values()),
        "all_url": address(request.GET, **dict.fromkeys([*narrowed, "page"], "")),
        "every_kind_url": address(request.GET, kind="", page=""),
        "exactly_url": address(request.GET, exactly="yes", page=""),
        "shown": [_shown(hit, names["place"]) for hit in answer.hits],
        "pager": _pager(request, answer),
        "alone": [
            (str(term), n, f"?{urlencode({'words': str(term)})}") for term, n in answer.alone
        ],
        "browse": _browse(request),
    }


def _choices(
    request: HttpRequest, key: str, chosen: str, names: Mapping[str, str], answer: Answer
) -> list[Choice]:
    """The values of those found, and the one that is chosen, in the order of their names."""
    counts = answer.counts.get(key, {})
    return [
        Choice(
            value,
            name,
            counts.get(value, 0),
            address(request.GET, **{key: value, "page": ""}),
            value == chosen,
        )
        for value, name in sorted(names.items(), key=lambda each: each[1])
        if answer.counts and (value in counts or value == chosen)
    ]


def _shown(hit: Hit, places: Mapping[str, str]) -> Shown:
    named = sorted(places[slug] for slug in hit.places if slug in places)
    return Shown(hit, SEARCH[hit.kind].label, ", ".join(named))


def _pager(request: HttpRequest, answer: Answer) -> Pager:
    first = (answer.page - 1) * PER_PAGE
    last = first + len(answer.hits)
    return Pager(
        first=first + 1,
        last=last,
        total=answer.total,
        previous=address(request.GET, page=answer.page - 1) if first else "",
        next=address(request.GET, page=answer.page + 1) if last < answer.total else "",
    )


def _browse(request: HttpRequest) -> list[tuple[str, str]]:
    """Where to look without words; lists of people and what they say are for members."""
    shown = [(label, page_of(name)) for label, name in BROWSE]
    return [
        (label, url)
        for label, url in shown
        if url and (label not in FOR_MEMBERS or roles(request.user))
    ]
