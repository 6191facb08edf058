"""The one ledger of everything written to a person.

An action calls ``send`` (``send_all`` for many) and the row is written in its transaction: no
letter without the change, no change without the letter. The worker hands the rows over. Nobody
can promise that a letter arrives exactly once over SMTP; what is promised is in ``delivery``.
"""

from culturefirst.kit.outbox.delivery import deliver
from culturefirst.kit.outbox.doubts import release, send_again
from culturefirst.kit.outbox.kinds import KINDS, WITHHOLD, Kind
from culturefirst.kit.outbox.write import Letter, send, send_all

__all__ = [
    "KINDS",
    "WITHHOLD",
    "Kind",
    "Letter",
    "deliver",
    "release",
    "send",
    "send_again",
    "send_all",
]
