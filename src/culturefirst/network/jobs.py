"""What the network does in the background: every night, and with long lists."""

from datetime import time

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.jobs import Progress, job
from culturefirst.kit.jobs.timetable import SCHEDULES, Timetable
from culturefirst.kit.long_lists import settled
from culturefirst.network import actions
from culturefirst.network.models import InvitationList, Joining, OrganisationList, Person, User
from culturefirst.network.privacy import apart, outside
from culturefirst.network.queries.duplicates import looked_for


@job(says="Forgetting what was kept long enough")
def forget_in_time() -> None:
    """Carry the rules of retention out, and complete what erasures left outside the database."""
    actions.forget_in_time(by=SYSTEM)
    apart.settle()
    outside.clear_copies()


SCHEDULES.add(
    "network.forget_in_time", ("network.forget_in_time", Timetable(forget_in_time, at=time(3, 30)))
)


@job(says="Answering somebody who asks to join")
def answer_asking(*, joining_id: int) -> None:
    """Write the letter that fits: with a link, or that there is an account already."""
    asking = Joining.objects.filter(pk=joining_id, state=Joining.State.RECEIVED).first()
    if asking is not None:
        actions.answer_asking(by=SYSTEM, joining=asking)


@job(says="Looking for people who are here twice")
def look_for_duplicates() -> None:
    """Count the pairs to look at, which takes too long for a page where very many people are."""
    looked_for(Person.objects.standing())


SCHEDULES.add(
    "network.look_for_duplicates",
    ("network.look_for_duplicates", Timetable(look_for_duplicates, at=time(4, 15))),
)


@job(says="Sending invitations", attempts=3)
def send_list(*, list_id: int, user_id: int, progress: Progress) -> str:
    """Invite everybody on a list, all at once or nobody; done already, it does nothing more."""
    found, by = InvitationList.objects.get(pk=list_id), User.objects.get(pk=user_id)
    with settled(found, by, InvitationList.State.SENT, progress, "sent"):
        progress.at(0, 0, "Looking at the rows")
        actions.send_invitations(by=by, invitations=found, tell=progress.within)
    return found.get_absolute_url()


@job(says="Importing organisations", attempts=3)
def import_list(*, list_id: int, user_id: int, agreed: str, progress: Progress) -> str:
    """Import a list as it was agreed to, whole or not; done already, it does nothing more."""
    found, by = OrganisationList.objects.get(pk=list_id), User.objects.get(pk=user_id)
    with settled(found, by, OrganisationList.State.IMPORTED, progress, "imported"):
        progress.at(0, 0, "Comparing the rows with what is here")
        actions.import_organisations(by=by, brought=found, agreed=agreed, tell=progress.within)
    return found.get_absolute_url()
