"""Frameworks and assessments for tests, as rows; what makes them in earnest has its own tests."""

from hashlib import sha256
from typing import Any

from culturefirst.improvement.models import (
    Assessment,
    AssessmentMember,
    Criterion,
    Framework,
    FrameworkVersion,
    Judgement,
    Theme,
)
from culturefirst.kit import clock
from culturefirst.network.models import Organisation, Person

LEVELS = [
    {"value": value, "name": name, "says": f"What is {name.lower()}."}
    for value, name in ((1, "Poor"), (2, "Fair"), (3, "Good"), (4, "Excellent"))
]


def a_framework(
    key: str = "benchmark", themes: int = 2, each: int = 2, name: str = "1"
) -> FrameworkVersion:
    """Version ``name`` with themes ``theme-1`` … and criteria ``1-1``, ``1-2`` … of weight 1."""
    framework, _ = Framework.objects.get_or_create(key=key, defaults={"title": "A benchmark"})
    version = FrameworkVersion.objects.create(
        framework=framework,
        number=framework.versions.count() + 1,
        name=name,
        title="A benchmark",
        levels=LEVELS,
        text=f"{key} {name}",
        digest=sha256(f"{key} {name}".encode()).hexdigest(),
        loaded_at=clock.now(),
    )
    for at in range(1, themes + 1):
        theme = Theme.objects.create(
            version=version, key=f"theme-{at}", position=at, title=f"Theme {at}"
        )
        Criterion.objects.bulk_create(
            Criterion(
                version=version,
                theme=theme,
                key=f"{at}-{place}",
                position=at * 1000 + place,
                title=f"Criterion {at}.{place}",
                levels={str(value): f"Looks like {value}." for value in range(1, 5)},
            )
            for place in range(1, each + 1)
        )
    return version


def an_assessment(
    organisation: Organisation,
    lead: Person | None = None,
    framework: FrameworkVersion | None = None,
    agreed: dict[str, int | None] | None = None,
    **said: Any,
) -> Assessment:
    """One that is being agreed; with ``agreed`` (level by criterion's key, ``None``: does not
    apply) one that is agreed today."""
    today = clock.today()
    version = framework or a_framework()
    given: dict[str, Any] = {
        "organisation": organisation,
        "framework": version,
        "title": f"{organisation} looks at itself",
        "stage": "agreeing" if agreed is None else "agreed",
        "begun_by": lead,
        "begun_on": today,
        "opened_on": today,
        "agreed_on": None if agreed is None else today,
    }
    made: Assessment = Assessment._base_manager.create(**given | said)
    if lead is not None:
        AssessmentMember._base_manager.create(
            assessment=made, person=lead, part="lead", since=today
        )
    for key, value in (agreed or {}).items():
        Judgement._base_manager.create(
            assessment=made,
            criterion=version.criteria.get(key=key),
            value=value,
            applies=value is not None,
            why="Because of what we saw.",
            agreed_on=today,
        )
    return made
