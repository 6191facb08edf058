"""Processes that end with the one that started them, however that one ended."""

import ctypes
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(by: signal.Signals) -> None:
    """Ask the kernel to send ``by`` to this process when its parent ends (Linux; else nothing).

    A supervisor that is killed outright cannot stop its children, and a web process left behind
    would keep the port.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, by)
