"""A small network with one of everything that has an address, published and in draft."""

from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from culturefirst.kit.jobs.models import Job
from culturefirst.kit.models import AuditEvent
from culturefirst.network.models import User
from culturefirst.programme import actions
from culturefirst.programme.models import (
    Activity,
    ImportedDocument,
    Priority,
    Programme,
    Target,
)
from culturefirst.programme.reading import document as printed
from culturefirst.programme.reports.freezing import freeze_report
from tests.again import same_again
from tests.policy import worlds

MISSING = 999_999
# What is given in place of each argument, where it is not the key of a record.
WORDS = {
    "figure": {"key": "programme.milestones"},
    "organisation": {"slug": "ipswich-borough-council"},
    "first_administrator": {"token": "forged"},
    "let_through_link": {"token": "forged"},
    "account_confirm_email": {"key": "forged"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "forged"},
    "programme_download": {"form": "json"},
    "report_print": {"form": "json"},
    "last_change_undo": {"kind": "activity"},
}
# The record whose key an address holds, by the beginning of the address's name.
OF = {
    "programme_preview": "document",
    "programme_read_again": "document",
    "priority_add": "programme",
    "activity_add": "strand",
    "target_add": "activity",
    "progress_add": "activity",
    "report_freeze": "programme",
    "reports": "programme",
    "report": "report",
    "change_undo": "change",
    "last_change_undo": "activity",
    "override_withdraw": "override",
    "milestone_withdraw": "milestone",
    "milestone_edit": "milestone",
    "remark_withdraw": "remark",
    "mfa": "",
}
BY_FIRST_WORD = ("programme", "priority", "strand", "activity", "target", "progress")


@dataclass
class World:
    """Keys of the records of the current programme and of a draft, by their noun.

    ``given`` are the arguments of an address by its name, as the modules of ``worlds`` made them;
    ``hidden`` those of a record that somebody in a role may not know of, by role and name.
    """

    given: dict[str, dict[str, Any]] = field(default_factory=dict)
    hidden: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    current: dict[str, int] = field(default_factory=dict)
    draft: dict[str, int] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)

    def arguments(self, name: str, keys: set[str], *, draft: bool = False) -> dict[str, Any]:
        """What to put into the address of that name."""
        if name in self.given:
            return self.given[name]
        given: dict[str, Any] = dict(WORDS.get(name, {}))
        if "pk" in keys:
            given["pk"] = self._key(noun(name), draft)
        return given

    def _key(self, of: str, draft: bool) -> int:
        if draft and of in self.draft:
            return self.draft[of]
        return (self.current | self.others).get(of, MISSING)


def noun(name: str) -> str:
    """The record that an address of this name is about."""
    for beginning, of in OF.items():
        if name == beginning or (beginning in ("report", "mfa") and name.startswith(beginning)):
            return of
    first = name.split("_")[0]
    return first if first in BY_FIRST_WORD else name


@same_again
def build(*, by: User, officer: User) -> World:
    """Everything, made by ``by`` through actions; files lie where all tests keep theirs."""
    made = World(current=_programme(by, "current"), draft=_programme(by, "draft"))
    page = (
        "Work Programme 2012-13\n\tActivity\tTargets\tLead\n"
        "\tHold a seminar\tHold 2 seminars by June 12\tManager\n"
    )
    received = actions.receive_document(by=by, name="next.txt", content=page.encode())
    assert received.state == ImportedDocument.State.WAITING, received.fault
    made.others = {
        "document": received.pk,
        "person": officer.person_id,
        "job": _job(by),
        "change": AuditEvent.objects.filter(verb="programme.edit_activity").earliest("pk").pk,
    }
    for found in iter_modules(worlds.__path__):
        part = import_module(f"{worlds.__name__}.{found.name}")
        made.given |= part.given(by=by, officer=officer)
        for role, addresses in getattr(part, "hidden", dict)().items():
            made.hidden.setdefault(role, {}).update(addresses)
    return made


def _programme(by: User, state: str) -> dict[str, int]:
    document = printed.Document(
        title=f"Work Programme 2011-12 ({state})",
        starts=date(2011, 4, 1),
        ends=date(2012, 3, 31),
        priorities=[printed.Priority("1", "Improve", [printed.Programme("1.1", "Peers", [ROW])])],
    )
    made = actions.create_programme(by=by, document=document, state=state)
    activity = Activity.objects.get(programme__priority__work_programme=made)
    target = Target.objects.get(activity=activity)
    actions.edit_activity(by=by, activity=activity, changes={"title": f"Meet as peers, {state}"})
    milestone = actions.record_milestone(
        by=by, activity=activity, target=target, title="A first meeting", on=date(2011, 5, 4)
    )
    overridden = actions.override(by=by, target=target, standing="on_track", reason="All agreed.")
    noted = actions.note(by=by, target=target, text="Ask in Ely.")
    report = freeze_report(by=by, work_programme=made, as_at=date(2011, 9, 19))
    return {
        "programme": made.pk,
        "priority": Priority.objects.get(work_programme=made).pk,
        "strand": Programme.objects.get(priority__work_programme=made).pk,
        "activity": activity.pk,
        "target": target.pk,
        "progress": activity.progress.get().pk,
        "milestone": milestone.pk,
        "override": overridden.pk,
        "remark": noted.pk,
        "report": report.pk,
    }


ROW = printed.Activity(
    title="Meet as peers",
    targets=[printed.Target("4 meetings", "count", 4, "meetings", measure="programme.milestones")],
    leads=["Network Manager"],
    progress=[printed.Progress("Two came to look", date(2011, 5, 3))],
)


def _job(by: User) -> int:
    from culturefirst.kit import clock

    asked = Job(task="kit.nothing", says="Nothing", asked_by=by.pk, queue="kept")
    asked.run_after = asked.asked_at = clock.wall()
    asked.save()
    return int(asked.pk)
