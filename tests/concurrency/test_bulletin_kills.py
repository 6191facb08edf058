"""A bulletin whose workers are killed on the way reaches everybody, and no doubt is hidden.

Exactly once cannot be had over SMTP. A bulletin is never repeated unasked: what a dead worker had
in its hand is listed, and comes twice only where the team sends it again and it had arrived.
"""

import os
import sys

import pytest

from culturefirst.bulletins.recipients import Recipients
from culturefirst.kit import outbox
from culturefirst.kit.models import Message
from culturefirst.kit.outbox import Words
from culturefirst.kit.tests.databases import Arena
from tests.concurrency.crowd import at_once
from tests.concurrency.mortal_bulletin import CONNECTIONS, audience_of, sent_through_kills

FULL = os.environ.get("CULTUREFIRST_CHAOS") == "full"
RECIPIENTS, KILLS = (10_000, 20) if FULL else (400, 5)


@pytest.mark.usefixtures("real_queue")
def test_everybody_gets_the_bulletin_and_doubles_are_explained(arena: Arena) -> None:
    found = sent_through_kills(arena, recipients=RECIPIENTS, kills=KILLS)
    print(f"{arena.vendor}: {found}", file=sys.stderr)
    assert found.written == RECIPIENTS
    assert (found.twice, found.lost) == (0, 0)
    assert found.sent + found.listed == RECIPIENTS
    assert found.listed <= KILLS * CONNECTIONS
    assert found.kills_while_writing >= 1
    assert (found.without_any, found.unexplained) == (0, 0)
    assert found.twice_in_the_end == found.listed_arrived


def test_letters_are_written_while_others_of_the_bulletin_go_out(arena: Arena) -> None:
    """More than are read from the database in one go, so that reading goes on as well."""
    by, bulletin = audience_of(4_200)
    words = Words("News", "⟦greeting⟧ ⟦stop⟧ ⟦topics⟧")
    mailing = outbox.open_mailing(key="1", title="News", kind="bulletin", words=words)

    def one_is_sent(_written: int) -> None:
        [outcome] = at_once([lambda: Message.objects.filter(state="queued").update(state="sent")])
        assert outcome in (500, 200)

    recipients = Recipients(bulletin, by)
    assert outbox.send_many(mailing, recipients, in_steps=True, after=one_is_sent) == 4_200
    assert outbox.counts(mailing).sent == 4_200
