"""Frameworks: the list, a version as people read it, versions beside each other, the map."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from culturefirst.improvement.frameworks.comparing import compared
from culturefirst.improvement.models import FrameworkVersion
from culturefirst.improvement.policy import keep_frameworks
from culturefirst.improvement.queries import frameworks as queries
from culturefirst.improvement.queries.mapping import map_of, mapped, mapped_here
from culturefirst.improvement.queries.told import in_language, language
from culturefirst.kit.downloads import attachment


def frameworks(request: HttpRequest) -> HttpResponse:
    """Each framework by its latest version."""
    keeps = keep_frameworks.allows(request.user)
    listed = queries.latest(request.user)
    context = {
        "listed": [(each, [language(tag) for tag in each.translations]) for each in listed],
        "keeps": keeps,
        "to_load": queries.not_loaded() if keeps else [],
        "drafts": queries.drafts(request.user),
    }
    return render(request, "improvement/frameworks/frameworks.html", context)


def framework(request: HttpRequest, key: str, number: int | None = None) -> HttpResponse:
    """A version as people read it: the latest, or the one asked for."""
    version = _version(request, key, number)
    whole = queries.read_back(version)
    tag = request.GET.get("lang", "")
    context = _of(request, version) | {
        "framework": in_language(whole, tag),
        "languages": _languages(version, tag),
        "mapped": mapped(whole),
        "mapped_here": (here := mapped_here(whole)),
        "is_mapped": bool(here) or any(each.maps_to for each in whole.criteria),
    }
    return render(request, "improvement/frameworks/framework.html", context)


def file(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The file as it was loaded, byte for byte."""
    rows = FrameworkVersion.objects.visible_to(request.user)
    version = get_object_or_404(rows, framework__key=key, number=number)
    name = f"{key}-{version.name}.yaml"
    return attachment(version.text.encode(), name, "application/yaml; charset=utf-8")


def compare(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """What is different from an earlier version: the one before, or the one asked for."""
    version = _version(request, key, number)
    earlier = [each for each in queries.versions_of(version) if each.number < number]
    asked = request.GET.get("with", "")
    old = next((each for each in earlier if str(each.number) == asked), None)
    if old is None and earlier and not asked:
        old = earlier[0]
    if old is None:
        raise Http404
    on = queries.steps_between(old, version)
    told = compared(queries.read_back(old), queries.read_back(version), on)
    context = _of(request, version) | {"old": old, "told": told, "earlier": earlier}
    return render(request, "improvement/frameworks/compare.html", context)


def mapping(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Its criteria beside those of other frameworks that they are mapped to."""
    version = _version(request, key, number)
    whole = queries.read_back(version)
    context = _of(request, version) | {"rows": map_of(whole)}
    return render(request, "improvement/frameworks/mapping.html", context)


def _version(request: HttpRequest, key: str, number: int | None) -> FrameworkVersion:
    rows = queries.versions(request.user).filter(framework__key=key)
    if number is not None:
        rows = rows.filter(number=number)
    version: FrameworkVersion | None = rows.first()
    if version is None:
        raise Http404
    return version


def _of(request: HttpRequest, version: FrameworkVersion) -> dict[str, Any]:
    others = queries.versions_of(version)
    return {
        "version": version,
        "versions": others,
        "is_latest": version.number == others[0].number,
        "has_earlier": version.number > others[-1].number,
        "keeps": keep_frameworks.allows(request.user),
    }


def _languages(version: FrameworkVersion, now: str) -> list[tuple[str, str, bool]]:
    if not version.translations:
        return []
    page = reverse("framework_version", args=[version.framework.key, version.number])
    current = now if now in version.translations else version.language
    tags = [version.language, *version.translations]
    return [
        (language(tag), page if tag == version.language else f"{page}?lang={tag}", tag == current)
        for tag in tags
    ]
