"""Studies published, briefs issued, and how many people have a place within reach."""

from typing import Any

from django.db.models import QuerySet, Sum
from django.urls import reverse

from culturefirst.intelligence.models import AssetKind, Brief, Study, StudyRun
from culturefirst.measures.core import Dimension, Measure, Shown
from culturefirst.measures.newest import Newest
from culturefirst.measures.register import measure


def _kinds() -> list[tuple[Any, str]]:
    return list(AssetKind.objects.values_list("key", "name"))


def _authorities() -> list[tuple[Any, str]]:
    rows = Brief._base_manager.order_by("zone_name", "zone")
    return list(rows.values_list("zone", "zone_name").distinct())


def _published() -> QuerySet[Any]:
    rows: QuerySet[Any] = Study.objects.filter(state=Study.State.PUBLISHED)
    return rows


def _runs() -> QuerySet[Any]:
    """What came of studies that all may read."""
    rows: QuerySet[Any] = StudyRun.objects.filter(study__state=Study.State.PUBLISHED)
    return rows.select_related("study").defer("inputs", "results")


def _briefs() -> QuerySet[Any]:
    rows: QuerySet[Any] = Brief._base_manager.select_related("run__study")
    return rows.defer("run__inputs", "run__results")


def _named(study: Study, words: str, url: str) -> tuple[str, str]:
    """Its name where anybody may read it; these lists are read by strangers, too."""
    return (f"A {words} for members", "") if study.restricted else (str(study), url)


def _show_study(study: Study) -> Shown:
    label, url = _named(study, "study", reverse("study", args=[study.pk]))
    return Shown(label=label, on=study.published_on, url=url)


def _show_run(run: StudyRun) -> Shown:
    label, url = _named(run.study, "study", reverse("study", args=[run.study_id]))
    return Shown(label=label, on=run.made_on, url=url)


def _show_brief(brief: Brief) -> Shown:
    url = reverse("study_brief", args=[brief.pk])
    label, url = _named(brief.run.study, "brief", url)
    return Shown(label=label, on=brief.issued_on, url=url, detail=brief.zone_name if url else "")


measure(
    Measure(
        key="intelligence.studies_published",
        title="Studies of supply and demand published",
        definition=(
            "Studies of supply and demand that were published on a day within the window, each "
            "once however often it was worked out; what was taken back does not count."
        ),
        unit="studies",
        records=_published,
        dated="published_on",
        show=_show_study,
        words=("studies of supply and demand", "supply and demand studies", "studies published"),
        dimensions={"kind_of_place": Dimension("kinds__key", "Kind of place", _kinds)},
    )
)

measure(
    Measure(
        key="intelligence.briefs_issued",
        title="Councillors’ briefs issued",
        definition=(
            "Two-page briefs for councillors of one authority that were issued from a published "
            "study on a day within the window."
        ),
        unit="briefs",
        records=_briefs,
        dated="issued_on",
        show=_show_brief,
        words=("councillors’ briefs", "briefs issued to councillors", "councillor briefs"),
        dimensions={
            "kind_of_place": Dimension("run__study__kinds__key", "Kind of place", _kinds),
            "authority": Dimension("zone", "Authority", _authorities),
        },
    )
)

measure(
    Newest(
        key="intelligence.within_reach",
        title="People within reach of a place",
        definition=(
            "Of the people of the area studied, those who have a place within the limit, by the "
            "newest run of a published study by the window’s end (of that kind of place, where "
            "one is asked for). Each study says its own area, limit and facts."
        ),
        unit="people",
        records=_runs,
        dated="made_on",
        also=("study__published_on",),
        numerator=Sum("within"),
        base=lambda window: _runs(),
        over=Sum("people", default=0),
        show=_show_run,
        words=("people within reach", "share of people within reach", "within reach of a place"),
        dimensions={"kind_of_place": Dimension("study__kinds__key", "Kind of place", _kinds)},
    )
)
