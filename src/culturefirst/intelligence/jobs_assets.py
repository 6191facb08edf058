"""What is done of places in the background."""

from culturefirst.intelligence import actions
from culturefirst.intelligence.models import AssetList
from culturefirst.kit.jobs import Progress, job
from culturefirst.kit.long_lists import settled
from culturefirst.network.models import User


@job(says="Importing places", attempts=3)
def import_asset_list(*, list_id: int, user_id: int, agreed: str, progress: Progress) -> str:
    """Import a list as it was agreed to, whole or not; done already, it does nothing more."""
    found, by = AssetList.objects.get(pk=list_id), User.objects.get(pk=user_id)
    with settled(found, by, AssetList.State.IMPORTED, progress, "imported"):
        progress.at(0, 0, "Comparing the rows with what is here")
        actions.import_assets(by=by, brought=found, agreed=agreed, tell=progress.within)
    return found.get_absolute_url()
