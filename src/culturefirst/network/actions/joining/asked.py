"""What somebody says of themselves when they join, and the joining that is made of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from culturefirst.kit import clock
from culturefirst.network.actions.joining.links import renew
from culturefirst.network.actions.saving import saved
from culturefirst.network.models import Joining, Organisation, SubRegion


@dataclass(frozen=True)
class Asked:
    """What somebody says of themselves when they join.

    ``organisation`` is a known body; otherwise ``proposed_name`` and the fields after it describe
    one that is not known yet.
    """

    name: str
    title: str
    role: str
    organisation: Organisation | None = None
    proposed_name: str = ""
    proposed_kind: str = ""
    proposed_website: str = ""
    sub_region: SubRegion | None = None
    portfolio: str = ""
    leads: bool = False


def made(
    source: str, state: str, address: str, asked: Asked, lasts: timedelta, *, by: Any = None
) -> tuple[Joining, str]:
    joining, token = unsaved(source, state, address, asked, lasts, by=by)
    return saved(joining), token


def unsaved(
    source: str, state: str, address: str, asked: Asked, lasts: timedelta, *, by: Any = None
) -> tuple[Joining, str]:
    """A joining as it will be saved, and the token of its link."""
    joining = Joining(
        source=source,
        state=state,
        email=address,
        name=asked.name.strip(),
        title=asked.title.strip(),
        role=asked.role,
        portfolio=asked.portfolio.strip(),
        leads=asked.leads,
        organisation=asked.organisation,
        proposed_name="" if asked.organisation else asked.proposed_name.strip(),
        proposed_kind="" if asked.organisation else asked.proposed_kind,
        proposed_website="" if asked.organisation else asked.proposed_website,
        sub_region=asked.sub_region,
        asked_at=clock.now(),
        invited_by_id=getattr(by, "person_id", None),
    )
    return joining, renew(joining, lasts)
