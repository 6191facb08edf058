"""The one ledger of everything written to a person.

An action calls ``send`` (``send_all`` for many) and the row is written in its transaction: no
letter without the change, no change without the letter. A letter may bear small text files
(``Enclosed``), such as one for a calendar. The worker hands the rows over. Nobody
can promise that a letter arrives exactly once over SMTP; what is promised is in ``delivery``.

A batch (a bulletin, say) has words that all its letters share, with gaps that each fills::

    mailing = outbox.open_mailing(
        key=f"bulletin:{issue.pk}", title=issue.title, kind="bulletin", rate=600,
        words=Words(subject=…, text=…, html=…, headers={"List-Unsubscribe": f"<{gap('stop')}>"}),
    )                                                # in the action that decides on sending
    outbox.send_many(mailing, recipients, in_steps=True, after=…)   # in a job; twice adds nothing
    outbox.counts(mailing)                           # queued, sent, delivered, bounced, …
    outbox.pause(by=user, mailing=mailing, reason=…), resume, set_rate, stop
    outbox.hold_back(mailing, key, reason=…)         # one recipient said no while it goes out

``recipients`` yields ``Recipient(key=str(person.pk), to=address, gaps={"stop": link})``, and is
read twice in steps. Rows in doubt of a batch are listed on ``/letters/`` and sent again by
``send_again`` or ``send_doubts_again``. A room that must keep letters back at the last moment adds
a question to ``WITHHOLD`` in its ``emails.py``; it is asked for each letter, so it must be quick.

Where ``CULTUREFIRST_BOUNCES`` is set, what comes back of a batch is noted (``bounced_at``,
``counts(…).bounced``), and an address that letters keep coming back from, or whose owner reports
one, is suppressed: kinds of letters say which reasons they heed. ``standing(address)`` says why,
and ``lift(address, why=…)`` ends it once somebody has confirmed that very address anew (a double
opt-in). ``suppressed`` is a signal for a room that wants to know.
"""

from culturefirst.kit.outbox.clearing import forget_letters
from culturefirst.kit.outbox.delivery import deliver
from culturefirst.kit.outbox.doubts import release, send_again
from culturefirst.kit.outbox.enclosed import Enclosed
from culturefirst.kit.outbox.kinds import KINDS, WITHHOLD, Kind
from culturefirst.kit.outbox.mailings import (
    Counts,
    counts,
    hold_back,
    pause,
    release_mailing,
    resume,
    send_doubts_again,
    set_rate,
    stop,
)
from culturefirst.kit.outbox.many import Recipient, open_mailing, send_many
from culturefirst.kit.outbox.suppression import lift, standing, suppress, suppressed
from culturefirst.kit.outbox.words import Words, gap
from culturefirst.kit.outbox.write import Letter, send, send_all

__all__ = [
    "KINDS",
    "WITHHOLD",
    "Counts",
    "Enclosed",
    "Kind",
    "Letter",
    "Recipient",
    "Words",
    "counts",
    "deliver",
    "forget_letters",
    "gap",
    "hold_back",
    "lift",
    "open_mailing",
    "pause",
    "release",
    "release_mailing",
    "resume",
    "send",
    "send_again",
    "send_all",
    "send_doubts_again",
    "send_many",
    "set_rate",
    "standing",
    "stop",
    "suppress",
    "suppressed",
]
