"""A bulletin whose workers are killed on the way reaches everybody, and no doubt is hidden.

Exactly once cannot be had over SMTP. A bulletin is never repeated unasked: what a dead worker had
in its hand is listed, and comes twice only where the team sends it again and it had arrived.
"""

import os
import sys

import pytest

from culturefirst.kit.tests.databases import Arena
from tests.concurrency.mortal_bulletin import CONNECTIONS, sent_through_kills

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
