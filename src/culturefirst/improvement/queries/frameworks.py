"""Frameworks and their versions: what was loaded, and how versions go on from each other."""

from collections.abc import Collection
from hashlib import sha256
from typing import Any

from django.db.models import Count, QuerySet

from culturefirst.improvement import frameworks as files
from culturefirst.improvement.frameworks.comparing import goes_on
from culturefirst.improvement.models import Criterion, Framework, FrameworkDraft, FrameworkVersion
from culturefirst.improvement.queries.told import told_translations
from culturefirst.network.models import Organisation


def keys_of(framework: str) -> Collection[str]:
    """The keys that criteria had in any version of that framework so far."""
    rows = Criterion.objects.filter(version__framework__key=framework)
    return set(rows.order_by().values_list("key", flat=True))


def understood(text: str) -> files.Framework:
    """The framework in a file, held against this system: kinds of body, earlier versions.

    Raises ``FrameworkRefused``, which tells every fault with its place.
    """
    return files.read(text, kinds=Organisation.Kind.values, earlier=keys_of)


def digest_of(text: str) -> str:
    """By what a file is known again: its words, however its lines end."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return sha256(plain.rstrip("\n").encode()).hexdigest()


def versions(user: Any) -> "QuerySet[FrameworkVersion]":
    """All versions without their files, newest first, with how much is in each."""
    rows = FrameworkVersion.objects.visible_to(user).select_related("framework").defer("text")
    found: QuerySet[FrameworkVersion] = rows.annotate(
        asked=Count("criteria", distinct=True), parts=Count("themes", distinct=True)
    ).order_by("framework__title", "-number")
    return found


def read_back(version: FrameworkVersion) -> files.Framework:
    """A version as its file says it, from what is stored of it."""
    by_theme: dict[int, list[files.Criterion]] = {}
    for row in version.criteria.order_by("position"):
        by_theme.setdefault(row.theme_id, []).append(_criterion(row))
    return files.Framework(
        key=version.framework.key,
        version=version.name,
        title=version.title,
        says=version.says,
        language=version.language,
        source=version.source,
        kinds=tuple(version.kinds),
        scale=scale_of(version),
        themes=tuple(
            files.Theme(row.key, row.title, row.says, row.weight, tuple(by_theme.get(row.pk, ())))
            for row in version.themes.order_by("position")
        ),
        translations=told_translations(version.translations),
    )


def before(framework: files.Framework, user: Any) -> list[FrameworkVersion]:
    """The versions that are here of a framework that is not, the newest first."""
    rows = FrameworkVersion.objects.visible_to(user).filter(framework__key=framework.key)
    return list(rows.select_related("framework").defer("text").order_by("-number"))


def scale_of(version: FrameworkVersion) -> tuple[files.Level, ...]:
    """The scale of a version, lowest first."""
    return tuple(
        files.Level(int(each["value"]), str(each["name"]), str(each.get("says", "")))
        for each in version.levels
    )


def _criterion(row: Criterion) -> files.Criterion:
    return files.Criterion(
        key=row.key,
        title=row.title,
        says=row.says,
        weight=row.weight,
        kinds=tuple(row.kinds),
        levels={int(value): words for value, words in row.levels.items()},
        guidance=row.guidance,
        evidence=tuple(row.prompts),
        maps_to=tuple(row.maps_to),
        was=tuple(row.was),
    )


def steps_between(old: FrameworkVersion, new: FrameworkVersion) -> dict[str, str]:
    """The key in ``old`` that each key of ``new`` goes on from, through all versions between."""
    by_number: dict[int, dict[str, list[str]]] = {}
    rows = Criterion.objects.filter(
        version__framework=new.framework_id,
        version__number__gte=old.number,
        version__number__lte=new.number,
    )
    for number, key, was in rows.order_by("version__number", "position").values_list(
        "version__number", "key", "was"
    ):
        by_number.setdefault(number, {})[key] = was
    return goes_on([by_number[number] for number in sorted(by_number)])


def latest(user: Any) -> list[FrameworkVersion]:
    """The newest version of each framework that is not retired."""
    found: dict[int, FrameworkVersion] = {}
    for each in versions(user).filter(framework__retired_on__isnull=True):
        found.setdefault(each.framework_id, each)
    return list(found.values())


def versions_of(version: FrameworkVersion) -> list[FrameworkVersion]:
    """All versions of the same framework, the newest first, without their words."""
    rows = version.framework.versions.order_by("-number")
    return list(rows.only("framework_id", "number", "name", "title", "loaded_at"))


def not_loaded() -> list[str]:
    """The keys of frameworks that come with the system and are not here."""
    there = set(Framework.objects.values_list("key", flat=True))
    return [key for key in files.shipped_keys() if key not in there]


def drafts(user: Any) -> "QuerySet[FrameworkDraft]":
    """Those that are being written."""
    rows: QuerySet[FrameworkDraft] = FrameworkDraft.objects.visible_to(user)
    open_ones = rows.filter(loaded_as=None, dropped_on=None).defer("text")
    return open_ones.select_related("base", "started_by")
