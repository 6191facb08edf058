"""Frameworks are loaded from files; nothing else makes a version, its themes or its criteria."""

from typing import Any

from culturefirst.improvement import frameworks as files
from culturefirst.improvement.models import Criterion, Framework, FrameworkVersion, Theme
from culturefirst.improvement.policy import keep_frameworks
from culturefirst.improvement.queries.frameworks import digest_of, understood
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.locks import locked

STEP = 1000  # criteria of one theme stand together, whatever the theme before has


@action("loaded a framework", allow=keep_frameworks)
def load_framework(*, by: Any, text: str) -> FrameworkVersion:
    """Make a version of what a file says; the same file once more gives the version it gave.

    Raises ``FrameworkRefused`` with every fault of the file.
    """
    read = understood(text)
    framework, _ = Framework.objects.get_or_create(key=read.key, defaults={"title": read.title})
    framework = locked(framework)
    digest = digest_of(text)
    there: FrameworkVersion | None = framework.versions.filter(digest=digest).first()
    if there is not None:
        return there
    if framework.versions.filter(name=read.version).exists():
        raise DomainError(
            f"There is a version {read.version} of “{framework.title}” already, with other words. "
            "What people scored against it stays as it was: give this one another version."
        )
    if framework.title != read.title:
        framework.title = read.title
        framework.save(update_fields=["title"])
    version = _version(framework, read, by)
    version.text, version.digest = text, digest
    version.full_clean()
    version.save()
    _rows(version, read)
    return version


@action("loaded the frameworks that come with the system", allow=keep_frameworks)
def load_shipped_frameworks(*, by: Any) -> list[FrameworkVersion]:
    """All of them or none; those that are there already stay."""
    return [load_framework(by=by, text=text) for text in files.shipped().values()]


def _version(framework: Framework, read: files.Framework, by: Any) -> FrameworkVersion:
    return FrameworkVersion(
        framework=framework,
        number=framework.versions.count() + 1,
        name=read.version,
        title=read.title,
        says=read.says,
        language=read.language,
        source=read.source,
        kinds=list(read.kinds),
        levels=[{"value": e.value, "name": e.name, "says": e.says} for e in read.scale],
        translations=plain(read.translations),
        loaded_by_id=getattr(by, "person_id", None),
        loaded_at=clock.now(),
    )


def _rows(version: FrameworkVersion, read: files.Framework) -> None:
    themes = Theme.objects.bulk_create(
        Theme(
            version=version,
            key=each.key,
            position=at,
            title=each.title,
            says=each.says,
            weight=each.weight,
        )
        for at, each in enumerate(read.themes, 1)
    )
    Criterion.objects.bulk_create(
        _criterion(version, theme, theme.position * STEP + at, each)
        for theme, said in zip(themes, read.themes, strict=True)
        for at, each in enumerate(said.criteria, 1)
    )


def _criterion(
    version: FrameworkVersion, theme: Theme, position: int, said: files.Criterion
) -> Criterion:
    return Criterion(
        version=version,
        theme=theme,
        key=said.key,
        position=position,
        title=said.title,
        says=said.says,
        weight=said.weight,
        kinds=list(said.kinds),
        levels={str(value): words for value, words in said.levels.items()},
        guidance=said.guidance,
        prompts=list(said.evidence),
        maps_to=list(said.maps_to),
        was=list(said.was),
    )


def plain(told: Any) -> dict[str, Any]:
    """Translations as they are stored: only what is said, levels by their value as text."""
    return {tag: _plain(vars(each)) for tag, each in told.items()}


def _plain(said: dict[str, Any]) -> dict[str, Any]:
    return {str(name): _stored(value) for name, value in said.items() if value}


def _stored(value: Any) -> Any:
    if isinstance(value, dict):
        return _plain(value)
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, str) else _plain(vars(value))
