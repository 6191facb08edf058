"""Organisations from a file: kept as read, then imported, the whole or nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from culturefirst.kit import clock
from culturefirst.kit.act import action
from culturefirst.kit.errors import DomainError
from culturefirst.kit.faults import fault
from culturefirst.kit.jobs import Tell, nobody
from culturefirst.network.actions.bringing_changes import change_all
from culturefirst.network.actions.bringing_names import NamesInFile
from culturefirst.network.actions.bringing_new import add_all
from culturefirst.network.actions.places import add_sub_region
from culturefirst.network.actions.saving import saved
from culturefirst.network.bringing.plan import Plan, planned
from culturefirst.network.models import Organisation, OrganisationList
from culturefirst.network.policy import manage_network

MOVED_ON = (
    "Something changed here since you looked, so that the import would do something else. "
    "Nothing was imported: look at the preview again."
)


@action("brought a list of organisations", allow=manage_network)
def bring_organisations(
    *, by: Any, name: str, rows: Sequence[Mapping[str, Any]], not_read: Sequence[str] = ()
) -> OrganisationList:
    """Keep the rows of a file (``network.bringing.rows.file_rows``) to be looked at."""
    if not rows:
        raise DomainError("The file names no organisations. Fill in its rows and bring it again.")
    kept = [dict(row) for row in rows]
    brought = OrganisationList(
        by=getattr(by, "person", None), name=name[:200], rows=kept, at=clock.now()
    )
    brought.not_read = [head[:100] for head in not_read]
    return saved(brought)


@action("asked for a list of organisations to be imported", allow=manage_network, on="brought")
def ask_to_import(*, by: Any, brought: OrganisationList, agreed: str = "") -> OrganisationList:
    """Let a job (``network.jobs.import_list``) do what the preview said."""
    from culturefirst.network import jobs

    _refuse_imported(brought)
    if brought.under_way:
        raise DomainError("This list is being imported just now. Wait until that is done.")
    plan = _sound(brought, agreed)
    brought.job = jobs.import_list.enqueue(
        by=by, list_id=brought.pk, user_id=by.pk, agreed=plan.digest
    )
    brought.save(update_fields=["job"])
    brought.refresh_from_db()
    return brought


@action("imported organisations", allow=manage_network, on="brought")
def import_organisations(
    *, by: Any, brought: OrganisationList, agreed: str = "", tell: Tell = nobody
) -> OrganisationList:
    """Do what the preview said: every row or none.

    ``agreed`` is the digest of the plan that was shown; another plan by now is refused. Raises
    ``DomainError`` with the row, the column and the remedy.
    """
    _refuse_imported(brought)
    # Whoever changes one of them meanwhile waits, and what is compared is what is changed.
    list(Organisation.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    _carry_out(_sound(brought, agreed), by, tell)
    brought.state = OrganisationList.State.IMPORTED
    saved(brought)
    fault("bringing:settled")
    return brought


def _refuse_imported(brought: OrganisationList) -> None:
    if brought.state == OrganisationList.State.IMPORTED:
        raise DomainError("This list is imported already. To change it, bring the file again.")


def _sound(brought: OrganisationList, agreed: str) -> Plan:
    """What the import would do; refuses where it cannot, or would do something else by now."""
    plan = planned(brought.rows)
    if plan.faults:
        raise DomainError(f"{plan.faults[0]} Nothing was imported.")
    if agreed and agreed != plan.digest:
        raise DomainError(MOVED_ON)
    return plan


def _carry_out(plan: Plan, by: Any, tell: Tell) -> None:
    for name in plan.places:
        add_sub_region(by=by, name=name)
        fault("bringing:places")
    here = NamesInFile(plan)
    add_all(by=by, rows=plan.new, here=here, tell=tell)
    change_all(by=by, changed=plan.changed, here=here, tell=tell)
