"""The API's part about figures: what can be counted, and one figure."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Path, Query, Router, Schema

from culturefirst.kit.api import MISSING, Day, Key
from culturefirst.kit.policy import anybody
from culturefirst.measures import asked
from culturefirst.measures.figures import figure as answer
from culturefirst.measures.register import MEASURES
from culturefirst.measures.withheld import told

router = Router(tags=["Figures"])
POLICIES = {"api_measures": anybody, "api_figure": anybody}
Word = Annotated[str | None, Query(pattern="^[a-z_]{1,40}$")]


class Counted(Schema):
    """Something that can be counted."""

    key: str
    title: str
    definition: str
    unit: str
    version: int
    stock: bool
    narrowed_by: list[str]


class OneFigure(Schema):
    """A figure, in parts: how many, and of how many where there is a base.

    Not ``exact``: it counts people who could be told apart, so that ``numerator`` is the multiple
    of five that it surely reaches, or null; ``told`` has the words for it.
    """

    measure: str
    unit: str
    version: int
    starts: date
    ends: date
    scope: dict[str, str]
    numerator: float | None
    denominator: float | None
    exact: bool
    told: str


@router.get("measures/", response={200: list[Counted]}, url_name="api_measures")
def measures(request: HttpRequest) -> Any:
    """Everything that can be counted, with its definition."""
    return [
        {
            "key": each.key,
            "title": each.title,
            "definition": each.definition,
            "unit": each.unit,
            "version": each.version,
            "stock": each.stock,
            "narrowed_by": list(each.dimensions),
        }
        for each in MEASURES
    ]


@router.get("measures/{key}/figure/", response={200: OneFigure, **MISSING}, url_name="api_figure")
def figure(
    request: HttpRequest,
    key: Annotated[str, Path(pattern=r"^[a-z_.]{1,100}$")],
    starts: Annotated[Day | None, Query(alias="from")] = None,
    ends: Annotated[Day | None, Query(alias="to")] = None,
    sub_region: Key | None = None,
    group: Key | None = None,
    role: Word = None,
    kind: Word = None,
) -> Any:
    """One figure in a window, narrowed by what the measure says it can be narrowed by."""
    measure = MEASURES.get(key)
    if measure is None:
        raise Http404("No room offers this measure.")
    question = asked.question(measure, request.GET, request.user)
    shown = told(question, answer(question), request.user)
    return {
        "measure": measure.key,
        "unit": measure.unit,
        "version": measure.version,
        "starts": question.window.starts,
        "ends": question.window.ends,
        "scope": {name: str(value) for name, value in question.scope.items()},
        "numerator": shown.numerator.value,
        "denominator": shown.denominator and shown.denominator.value,
        "exact": shown.exact,
        "told": shown.words,
    }
