"""Frameworks in the API: what anybody may read, whoever asks; yearly figures beside them."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Path, Router, Schema

from culturefirst.improvement import api_figures
from culturefirst.improvement.frameworks import Framework
from culturefirst.improvement.models import FrameworkVersion
from culturefirst.improvement.queries import frameworks as queries
from culturefirst.kit.api import FAULTS, MISSING, Key, Limit, Offset, paged
from culturefirst.kit.linked import absolute
from culturefirst.kit.policy import anybody

router = Router(tags=["Frameworks"])
router.add_router("", api_figures.router)
POLICIES = {"api_frameworks": anybody, "api_framework": anybody, **api_figures.POLICIES}
OfSlug = Annotated[str, Path(pattern=r"^[-a-zA-Z0-9_]{1,60}$")]


class Listed(Schema):
    """The latest version of a framework."""

    key: str
    version: str
    number: int
    title: str
    says: str
    language: str
    languages: list[str]
    kinds: list[str]
    criteria: int
    themes: int
    url: str
    file: str


class Level(Schema):
    """A level of the scale."""

    value: int
    name: str
    says: str


class Criterion(Schema):
    """What is judged; ``levels`` are described by their value."""

    key: str
    title: str
    says: str
    weight: float
    kinds: list[str]
    levels: dict[str, str]
    guidance: str
    evidence: list[str]
    maps_to: list[str]
    was: list[str]


class Theme(Schema):
    """Criteria that belong together."""

    key: str
    title: str
    says: str
    weight: float
    criteria: list[Criterion]


class Whole(Listed):
    """A version with all that is asked in it."""

    source: str
    scale: list[Level]
    asked: list[Theme]


class Frameworks(Schema):
    """A page of frameworks."""

    count: int
    items: list[Listed]


@router.get("frameworks/", response={200: Frameworks, **FAULTS}, url_name="api_frameworks")
def frameworks(request: HttpRequest, limit: Limit = 50, offset: Offset = 0) -> Any:
    """The frameworks of self-assessment, each by its latest version."""
    return paged(queries.latest(None), limit, offset, _listed)


@router.get("frameworks/{key}/", response={200: Whole, **MISSING}, url_name="api_framework")
def framework(request: HttpRequest, key: OfSlug, number: Key | None = None) -> Any:
    """One framework with its themes and criteria: the latest version, or one by its number."""
    rows = queries.versions(None).filter(framework__key=key)
    version = (rows.filter(number=number) if number else rows).first()
    if version is None:
        raise Http404
    whole = queries.read_back(version)
    return _listed(version) | {
        "source": whole.source,
        "scale": [vars(level) for level in whole.scale],
        "asked": _asked(whole),
    }


def _listed(version: FrameworkVersion) -> dict[str, Any]:
    at = [version.framework.key, version.number]
    return {
        "key": version.framework.key,
        "version": version.name,
        "number": version.number,
        "title": version.title,
        "says": version.says,
        "language": version.language,
        "languages": [version.language, *version.translations],
        "kinds": version.kinds,
        "criteria": version.asked,  # type: ignore[attr-defined]
        "themes": version.parts,  # type: ignore[attr-defined]
        "url": absolute(reverse("framework_version", args=at)),
        "file": absolute(reverse("framework_file", args=at)),
    }


def _asked(whole: Framework) -> list[dict[str, Any]]:
    return [
        {
            "key": theme.key,
            "title": theme.title,
            "says": theme.says,
            "weight": float(theme.weight),
            "criteria": [
                vars(each)
                | {
                    "weight": float(each.weight),
                    "levels": {str(value): words for value, words in each.levels.items()},
                }
                for each in theme.criteria
            ],
        }
        for theme in whole.themes
    ]
