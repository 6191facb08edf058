"""What the pages of demand and provision share: the question, links, tabs, what is told below."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from culturefirst.intelligence.forms.crossing import CrossingForm
from culturefirst.intelligence.policy.people import take_people
from culturefirst.intelligence.queries.crossing import Crossed
from culturefirst.intelligence.queries.crossing_choices import choices
from culturefirst.kit.errors import DomainError
from culturefirst.kit.pagination import address

TABS = (
    ("crossed", "Both crossed"),
    ("demand", "Demand"),
    ("provision", "Provision"),
    ("change", "Change"),
)
MISSING = {
    "population": "small areas with the people who live there",
    "rates": "rates of taking part",
    "kind": "places of some kind",
}
NOBODY = (
    "These rates are about nobody who lives here, so that there is no average to compare with. "
    "Choose other rates, or other people."
)


@dataclass(frozen=True)
class Question:
    """What a page was asked: ``crossed`` is its answer, or ``problem`` says why there is none."""

    request: HttpRequest
    tab: str
    form: CrossingForm
    missing: list[str]
    crossed: Crossed | None
    problem: str

    @property
    def zone(self) -> str:
        """The authority that is looked at; empty for all."""
        return str(self.form.cleaned_data.get("zone") or "")

    @property
    def given_out(self) -> bool:
        """Whether what is shown may leave as a file."""
        told = self.form.cleaned_data
        if "per" in told and told["per"] != "expected":
            return True  # people and places alone: no rates are in it
        return take_people.allows(self.request.user, told["rates"])

    def here(self, **changes: str) -> str:
        """This page with something changed."""
        return address(self.request.GET, format="", table="", **changes)

    def there(self, name: str, *args: Any, **changes: str) -> str:
        """Another page with the same question."""
        return reverse(name, args=args) + self.here(**changes)

    def to_zone(self, row: Any) -> str:
        """This page of an authority alone."""
        return self.here(zone=row.code)

    def to_places(self, row: Any) -> str:
        """The places that are counted in an authority."""
        return self.there("need_provision", zone=row.code, quarter="")

    def to_area(self, row: Any) -> str:
        """How a small area's figures come about."""
        return self.there("need_area", row.key)

    def context(self) -> dict[str, Any]:
        """What every page of them shows."""
        tabs = [
            (words, self.there(f"need_{name}", quarter=""), name == self.tab)
            for name, words in TABS
        ]
        shown = {
            "form": self.form,
            "tabs": tabs,
            "missing": self.missing,
            "problem": self.problem,
            "crossed": self.crossed,
            "asked": self.crossed.asked if self.crossed else None,
            "query": self.here(),
        }
        if self.crossed is not None:
            named = dict(self.crossed.ground.zones)
            shown |= {
                "zone": self.zone,
                "zone_name": named.get(self.zone, ""),
                "whole_url": self.here(zone=""),
                "given_out": self.given_out,
            }
        return shown


def demand_first(crossed: Crossed) -> bool:
    """Whether there is an average of demand, which most pages need."""
    return crossed.areas.overall > 0


def question(
    request: HttpRequest, tab: str, holds: Callable[[Crossed], bool] = demand_first
) -> Question:
    """The form filled in with what is usual, and its answer where there is one."""
    data = request.GET
    chosen = choices(request.user, data.dict())
    form = CrossingForm(data, tab, chosen)
    missing = [
        words for name, words in MISSING.items()
        if name in form.fields and form.fields[name].required and not chosen[name]
    ]  # fmt: skip
    if tab == "change" and not missing and not chosen["before"]:
        missing = ["a second count of the people of the same areas, of another year"]
    if missing or not form.is_valid():
        return Question(request, tab, form, missing, None, "")
    crossed = Crossed(form.asked, request.user)
    try:
        problem = "" if holds(crossed) else NOBODY
    except DomainError as refusal:
        problem = str(refusal)
    return Question(request, tab, form, [], None if problem else crossed, problem)
