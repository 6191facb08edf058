"""Importing areas, people, segments and rates in the background."""

from culturefirst.intelligence import actions
from culturefirst.intelligence.bringing.reading import rows_of
from culturefirst.intelligence.models import PeopleFile
from culturefirst.kit.jobs import Progress, job
from culturefirst.network.models import User


@job(says="Importing areas and people", attempts=3)
def import_people(*, file_id: int, user_id: int, agreed: str, progress: Progress) -> str:
    """Import a file as it was agreed to, whole or not; done already, it does nothing more."""
    file = PeopleFile.objects.get(pk=file_id)
    if file.state != PeopleFile.State.IMPORTED:
        by = User.objects.get(pk=user_id)
        progress.at(0, 0, "Reading the file")
        rows = rows_of(file)
        progress.at(0, 0, "Comparing it with what is here")
        actions.import_people(by=by, file=file, rows=rows, agreed=agreed, tell=progress.within)
    address: str = file.get_absolute_url()
    return address
