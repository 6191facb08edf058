"""Whoever was erased stays erased when an older backup is put back."""

from culturefirst.kit.backup.restoring import RESTORING, Restoring
from culturefirst.network.privacy import apart

RESTORING.add("network.erasures", Restoring(before=apart.settle, after=apart.replay))
