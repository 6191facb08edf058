"""Several studies made and worked out at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from culturefirst.intelligence.actions.studies import make_study
from culturefirst.intelligence.models import Asking, Study
from culturefirst.intelligence.policy.studies import keep_study, make_studies
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import one_line

MOST_AT_ONCE = 24
TOO_MANY = (
    "That would be {} studies; at most {} are made at once. Choose fewer kinds, populations or "
    "limits."
)


@action("made several studies at once", allow=make_studies)
def ask_several(*, by: Any, title: str, asked: Sequence[Mapping[str, Any]]) -> Asking:
    """Make each study and put all of them into one job: all, or none where one is refused."""
    from culturefirst.intelligence.jobs_askings import work_out_several

    if not asked:
        raise DomainError("Choose at least one kind, one population and one limit.")
    if len(asked) > MOST_AT_ONCE:
        raise DomainError(TOO_MANY.format(len(asked), MOST_AT_ONCE))
    made = Asking(title=one_line(title), made_by=getattr(by, "person", None), made_on=clock.today())
    made.full_clean()
    made.save()
    studies = [make_study(by=by, **said) for said in asked]
    Study._base_manager.filter(pk__in=[each.pk for each in studies]).update(asking=made)
    made.job = work_out_several.enqueue(asking_id=made.pk, user_id=by.pk, by=by)
    made.save(update_fields=["job"])
    Study._base_manager.filter(asking=made).update(job=made.job)
    made.refresh_from_db()
    return made


@action("told which of several studies came to nothing", allow=keep_study, on="asking")
def keep_refusals(*, by: Any, asking: Asking, refused: Mapping[str, str]) -> Asking:
    """Keep, for each study that could not be worked out, the sentence that says why."""
    if asking.refused != dict(refused):
        asking.refused = dict(refused)
        asking.save(update_fields=["refused"])
    return asking
