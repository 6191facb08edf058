"""Studies are made, changed, worked out, published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from culturefirst.intelligence.actions.study_ways import refuse_ways
from culturefirst.intelligence.models import AssetKind, Brief, Study, StudyRun
from culturefirst.intelligence.models.studies import LEAST_METRES
from culturefirst.intelligence.policy.studies import keep_study, make_studies
from culturefirst.intelligence.studying.frozen import Frozen
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import one_line

SET = frozenset(
    {
        "title",
        "question",
        "day",
        "area_set",
        "population",
        "rates",
        "zones",
        "limit",
        "detour",
        "travel",
        "minutes",
        "modes",
        "decay",
        "method",
        "times_a_week",
        "peak_share",
        "visits_per_unit",
        "at_once",
        "peak_hours",
        "visit_minutes",
        "assumed_capacity",
    }
)
UNITS = (
    "These kinds are not counted in one unit ({}), so their room cannot be added up. Make a study "
    "of each."
)
MINUTES = (
    "{} is more like minutes than metres. Give the farthest way in metres: 20 minutes on foot are "
    "some 1600, 20 minutes by car some 10 000."
)


@dataclass(frozen=True)
class CameOf:
    """What a run came to, ready to be kept."""

    inputs: Frozen
    results: Frozen
    headline: Mapping[str, float]
    engine: str
    software: str
    is_open: bool


@action("made a study", allow=make_studies)
def make_study(*, by: Any, kinds: Iterable[AssetKind], **said: Any) -> Study:
    """Set down what is asked; it is worked out by ``work_out_study``."""
    chosen = list(kinds)
    made = Study(
        **{name: value for name, value in said.items() if name in SET},
        made_by=getattr(by, "person", None),
        made_on=clock.today(),
    )
    made.title = one_line(made.title)
    _refuse(made, chosen)
    made.full_clean()
    made.save()
    made.kinds.set(chosen)
    return made


@action("changed a study", allow=keep_study, on="study")
def edit_study(
    *, by: Any, study: Study, changes: Mapping[str, Any], seen: int | None = None
) -> Study:
    """Set what it asks; what came of it before stays as it was, with what it came from."""
    given = {name: value for name, value in changes.items() if name in SET}
    if "title" in given:
        given["title"] = one_line(given["title"])
    saved = save_changes(study, given, seen=seen)
    if "kinds" in changes:
        saved.kinds.set(changes["kinds"])
    _refuse(saved, list(saved.kinds.all()))
    return saved


@action("had a study worked out", allow=keep_study, on="study")
def ask_study(*, by: Any, study: Study) -> Study:
    """Put it in the queue; while it is under way, a second asking changes nothing."""
    from culturefirst.intelligence.jobs_studies import work_out_study

    if not study.under_way:
        study.job = work_out_study.enqueue(study_id=study.pk, user_id=by.pk, by=by)
        study.save(update_fields=["job"])
    return study


@action("kept what came of a study", allow=keep_study, on="study")
def keep_run(*, by: Any, study: Study, came_of: CameOf) -> StudyRun:
    """Keep a run; of the same inputs there is one, however often it was worked out."""
    if study.restricted == came_of.is_open:
        study.restricted = not came_of.is_open
        study.save(update_fields=["restricted"])
    runs = StudyRun.objects.filter(study=study).defer("inputs", "results")
    held: StudyRun | None = runs.filter(inputs_digest=came_of.inputs.digest).first()
    last: StudyRun | None = runs.first()
    if held is not None and last is not None:
        if held != last:
            held.turn = last.turn + 1
            held.save(update_fields=["turn"])
        return held
    people = round(came_of.headline["people"])
    made = StudyRun(
        study=study,
        inputs=came_of.inputs.content,
        inputs_digest=came_of.inputs.digest,
        results=came_of.results.content,
        results_digest=came_of.results.digest,
        headline=dict(came_of.headline),
        engine=came_of.engine,
        software=came_of.software,
        people=people,
        within=min(round(came_of.headline["within"]), people),
        made_by=getattr(by, "person", None),
        made_on=clock.today(),
        turn=last.turn if last is not None else 0,
    )
    made.full_clean()
    made.save()
    return made


@action("published a study", allow=keep_study, on="study")
def publish_study(*, by: Any, study: Study) -> Study:
    """Let all read it."""
    if study.is_published:
        raise DomainError("This study is published already.")
    if not StudyRun.objects.filter(study=study).exists():
        raise DomainError("Work the study out first: there is nothing to read yet.")
    study.state, study.published_on = Study.State.PUBLISHED, clock.today()
    study.save(update_fields=["state", "published_on"])
    return study


@action("took a study back", allow=keep_study, on="study")
def take_back_study(*, by: Any, study: Study) -> Study:
    """Make it a draft again; not once a brief was issued, which others hold in their hands."""
    if not study.is_published:
        raise DomainError("This study is a draft. It need not be taken back.")
    if Brief._base_manager.filter(run__study=study).exists():
        raise DomainError(
            "A brief was issued from this study, so that it stays to be read. Make a new study "
            "and say in it what was wrong."
        )
    study.state, study.published_on = Study.State.DRAFT, None
    study.save(update_fields=["state", "published_on"])
    return study


@action("removed a study", allow=keep_study, on="study")
def remove_study(*, by: Any, study: Study) -> Study:
    """Take a draft away with all that came of it."""
    if study.is_published:
        raise DomainError("This study is published. Take it back before you remove it.")
    study.delete()
    return study


def _refuse(study: Study, kinds: list[AssetKind]) -> None:
    """What no form field alone can see."""
    if not kinds:
        raise DomainError("Choose at least one kind of place.")
    units = sorted({kind.unit or "no unit" for kind in kinds})
    if len(units) > 1:
        raise DomainError(UNITS.format(", ".join(units)))
    if study.limit and study.limit < LEAST_METRES:
        raise DomainError(MINUTES.format(study.limit))
    if study.population.area_set_id != study.area_set_id:
        raise DomainError(
            f"“{study.population}” is of other areas than “{study.area_set}”. Choose a population "
            "of the same areas."
        )
    refuse_ways(study)
    if study.visits_per_unit is None and not (
        study.at_once and study.peak_hours and study.visit_minutes
    ):
        raise DomainError(
            "Say what a unit serves: visits a week for each unit, or people at one time with "
            "hours a week and minutes of a visit."
        )
