"""A small programme of the year 2011–12 to work on."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from culturefirst.network.models import SubRegion, User
from culturefirst.programme import actions
from culturefirst.programme.models import Activity, Target, WorkProgramme
from culturefirst.programme.reading import document as printed
from culturefirst.programme.tests.measured_log import logged

MakeProgramme = Callable[..., WorkProgramme]


def written(targets: Sequence[printed.Target], **more: object) -> printed.Document:
    """A document of one priority, one programme and one activity with these targets."""
    activity = printed.Activity(
        title="Hold a challenge between peers",
        actions=["Bring the councils together"],
        outcomes=["Plans improve"],
        targets=list(targets),
        leads=["Network Manager/Network Director"],
        progress=[printed.Progress("Two came to look", date(2011, 5, 3), None, 2)],
    )
    strand = printed.Programme("1.1", "Peers", [activity])
    return printed.Document(
        **{
            "title": "Work Programme 2011-12",
            "starts": date(2011, 4, 1),
            "ends": date(2012, 3, 31),
            "priorities": [printed.Priority("1", "Improve", [strand])],
            **more,
        }
    )


@pytest.fixture
def make_programme(helen: User) -> MakeProgramme:
    """A current programme of one activity with the targets given."""

    def make(*targets: printed.Target, state: str = "current") -> WorkProgramme:
        return actions.create_programme(by=helen, document=written(targets), state=state)

    return make


@pytest.fixture
def sessions(make_programme: MakeProgramme, cambridgeshire: SubRegion) -> Target:
    """Four training sessions in the year, counted from the log; there is one sub-region."""
    promised = printed.Target(
        "Host 4 training sessions",
        "count",
        4,
        "training sessions",
        measure="programme.milestones",
    )
    make_programme(promised)
    return Target.objects.get()


@pytest.fixture
def activity(sessions: Target) -> Activity:
    return sessions.activity


@pytest.fixture
def log(
    helen: User, tom: User, priya: User, jim: User, dee: User, cambridgeshire: SubRegion
) -> Activity:
    """An activity with two targets and a log of eleven entries in two places, one withdrawn."""
    ipswich = priya.posts_today[0].organisation
    return logged(by=helen, places=[None, cambridgeshire, ipswich.sub_region])
