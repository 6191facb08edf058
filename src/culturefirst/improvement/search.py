"""What of improvement can be found: by anybody, the frameworks by their criteria; plans beside."""

from django.urls import reverse

from culturefirst.improvement import (  # noqa: F401 (they fill the register, too)
    search_assessments,
    search_plans,
)
from culturefirst.improvement.models import Framework, FrameworkVersion
from culturefirst.kit.search import SEARCH, Entry, Source


def _framework(framework: Framework) -> Entry | None:
    """The latest version, with what is asked in it."""
    version: FrameworkVersion | None = framework.versions.order_by("-number").first()
    if version is None or framework.retired_on is not None:
        return None
    themes = version.themes.order_by("position").values_list("title", flat=True)
    asked = version.criteria.order_by("position").values_list("title", "says")
    said = [version.says, *themes, *(f"{title}. {says}" for title, says in asked)]
    return Entry(
        title=version.title,
        text="\n".join(each for each in said if each),
        url=reverse("framework", args=[framework.key]),
        on=version.loaded_at.date(),
    )


def _of_version(version: FrameworkVersion) -> list[int]:
    return [version.framework_id]


SEARCH.add(
    "improvement.framework",
    Source(
        label="Framework",
        plural="Frameworks",
        model=Framework,
        visible=lambda user: Framework.objects.visible_to(user),
        entry=_framework,
        follows={FrameworkVersion: _of_version},
    ),
)
