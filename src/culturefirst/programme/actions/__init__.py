"""Everything that can be done to a work programme; records change nowhere else."""

from culturefirst.programme.actions.activities import (
    add_activity,
    add_progress,
    edit_activity,
    edit_progress,
    place_activity,
    remove_progress,
    restore_progress,
)
from culturefirst.programme.actions.documents import (
    import_document,
    read_again,
    receive_document,
)
from culturefirst.programme.actions.milestones import (
    edit_milestone,
    record_milestone,
    restore_milestone,
    withdraw_milestone,
)
from culturefirst.programme.actions.programmes import (
    add_priority,
    close_programme,
    create_programme,
    edit_priority,
    edit_programme_strand,
    edit_work_programme,
    make_current,
    start_next_year,
)
from culturefirst.programme.actions.remarks import (
    comment,
    declare,
    note,
    override,
    restore_remark,
    withdraw_override,
    withdraw_remark,
)
from culturefirst.programme.actions.targets import (
    add_target,
    bind,
    close_target,
    edit_target,
    remove_target,
    reopen_target,
    restore_target,
)

__all__ = [
    "add_activity",
    "add_priority",
    "add_progress",
    "add_target",
    "bind",
    "close_programme",
    "close_target",
    "comment",
    "create_programme",
    "declare",
    "edit_activity",
    "edit_milestone",
    "edit_priority",
    "edit_programme_strand",
    "edit_progress",
    "edit_target",
    "edit_work_programme",
    "import_document",
    "make_current",
    "note",
    "override",
    "place_activity",
    "read_again",
    "receive_document",
    "record_milestone",
    "remove_progress",
    "remove_target",
    "reopen_target",
    "restore_milestone",
    "restore_progress",
    "restore_remark",
    "restore_target",
    "start_next_year",
    "withdraw_milestone",
    "withdraw_override",
    "withdraw_remark",
]
