"""Runs that are being talked about: solved once a process, so that answers come at once."""

from collections import OrderedDict
from threading import Lock

from culturefirst.intelligence.models import StudyRun
from culturefirst.intelligence.queries.studies import inputs_of
from culturefirst.intelligence.studying.trying import Trial

KEPT = 4  # runs a process keeps; a run of a region takes some tens of megabytes
_held: OrderedDict[tuple[int, str], Trial] = OrderedDict()
_lock = Lock()


def trial_of(run: StudyRun) -> Trial:
    """The run, ready to be asked; of two that ask at once, the second waits for the first."""
    key = (run.pk, run.inputs_digest)
    with _lock:
        if key not in _held:
            _held[key] = Trial(inputs_of(run))
            if len(_held) > KEPT:
                _held.popitem(last=False)
        _held.move_to_end(key)
        return _held[key]
