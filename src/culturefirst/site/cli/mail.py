"""``culturefirst mail bounce``: a mail server hands over what came back."""

import sys
from argparse import Namespace

from culturefirst.site.cli.setup import use_django

TRY_AGAIN = 75  # by this a mail server knows to keep the message and come back
MOST = 6 * 1024 * 1024


def bounce(options: Namespace) -> int:
    """Read one message from standard input; whatever is no bounce of ours is taken and dropped."""
    use_django()
    from django.db import DatabaseError

    from culturefirst.kit.outbox.coming_back import take_back

    try:
        noted = take_back(sys.stdin.buffer.read(MOST), options.to)
    except DatabaseError:
        print("culturefirst: the database does not answer; try again later", file=sys.stderr)
        return TRY_AGAIN
    print("Noted." if noted else "Not about a letter of ours: nothing was noted.")
    return 0
