"""How often somebody is written to, and writing to them."""

from typing import Any

from culturefirst.discussions.actions.following import pace_of
from culturefirst.discussions.letters import tell_new
from culturefirst.discussions.models import Pace
from culturefirst.discussions.policy import own_pace
from culturefirst.discussions.queries.digests import untold
from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.locks import locked
from culturefirst.kit.policy import system


@action("said how often to be told of discussions", allow=own_pace)
def choose_pace(*, by: Any, often: str) -> Pace:
    """Choose for oneself; what was written while no letters were wanted is not told afterwards."""
    pace = locked(pace_of(by.person_id))
    if pace.often == Pace.Often.NEVER:
        pace.since = clock.now()
    pace.often = often
    pace.full_clean()
    pace.save()
    return pace


@action("wrote to somebody what is new in discussions", allow=system, on="pace")
def send_digest(*, by: Any, pace: Pace) -> Pace:
    """Write one letter of what somebody follows, may read now and was not told; or none."""
    account = getattr(pace.person, "account", None)
    if pace.often != Pace.Often.NEVER and account is not None:
        new = untold(pace, account)
        if new:
            tell_new(pace.person, account.email, new)
    pace.looked_on = clock.today()
    pace.save(update_fields=["looked_on"])
    return pace
