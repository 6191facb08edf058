"""What is asked each year is loaded from a file; nothing else makes or changes a definition."""

from typing import Any

from culturefirst.improvement import figures
from culturefirst.improvement.models import IndicatorSet
from culturefirst.improvement.policy import keep_collections
from culturefirst.improvement.queries.frameworks import digest_of
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.network.actions.saving import saved


@action("loaded definitions of figures", allow=keep_collections)
def load_indicators(*, by: Any, text: str) -> IndicatorSet:
    """Make a version of what a file says; the same file once more gives the version it gave.

    Raises ``FrameworkRefused`` with every fault of the file.
    """
    said, digest = figures.read(text), digest_of(text)
    there: IndicatorSet | None = IndicatorSet.objects.filter(digest=digest).first()
    if there is not None:
        return there
    if IndicatorSet.objects.filter(key=said.key, name=said.version).exists():
        raise DomainError(
            f"There is a version {said.version} of “{said.title}” already, with other words. "
            "What was sent under it stays as it was asked: give this one another version."
        )
    return saved(
        IndicatorSet(
            key=said.key,
            name=said.version,
            title=said.title,
            text=text,
            digest=digest,
            loaded_at=clock.now(),
        )
    )
