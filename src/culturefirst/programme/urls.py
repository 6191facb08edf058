"""The programme's addresses."""

from django.urls import URLPattern

from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.policy import Policy
from culturefirst.kit.urls import View, page
from culturefirst.network.policy import see_members
from culturefirst.programme import policy, report_urls
from culturefirst.programme.views import (
    binding,
    changes,
    deeds,
    editing,
    importing,
    programme,
    target,
    years,
)


def _act(route: str, view: View, policy: Policy, name: str) -> URLPattern:
    """A page with a form that acts: sent twice, it acts once."""
    return page(f"programme/{route}", acts_once(view), policy=policy, name=name)


def _do(route: str, deed: deeds.Deed, name: str) -> URLPattern:
    return _act(route, deeds.doing(deed), deed.policy, name)


def _edit(route: str, kind: editing.Edit, name: str) -> URLPattern:
    return _act(f"{route}<int:pk>/edit/", editing.editing(kind), kind.policy, name)


def _see(route: str, view: View, name: str, policy: Policy = policy.see_programme) -> URLPattern:
    return page(f"programme/{route}", view, policy=policy, name=name)


urlpatterns = [
    _see("", programme.programmes, "programmes"),
    _see("all/", programme.programme_list, "programme_list"),
    _see("<int:pk>/", programme.programme, "programme"),
    _see("<int:pk>/timeline/", programme.timeline, "programme_timeline"),
    _see("<int:pk>/leads/", programme.leads, "programme_leads"),
    _see("<int:pk>/document/", programme.document, "programme_document"),
    _see("<int:pk>/changes/", changes.programme_changes, "programme_changes", see_members),
    _see("targets/<int:pk>/", target.target, "target"),
    _act("changes/<int:pk>/undo/", changes.undo, policy.declare, "change_undo"),
    # These two read a stranger's file, which must not happen inside a transaction: the same
    # bytes give the same record, so that a second click is harmless without ``acts_once``.
    _see("last/<slug:kind>/<int:pk>/undo/", changes.undo_last, "last_change_undo", policy.declare),
    _see("import/", importing.upload, "programme_import", policy.import_documents),
    _act("import/<int:pk>/", importing.preview, policy.import_documents, "programme_preview"),
    _see(
        "import/<int:pk>/again/",
        importing.read_again,
        "programme_read_again",
        policy.import_documents,
    ),
    _act("<int:pk>/next-year/", years.next_year, policy.edit_programme, "programme_next_year"),
    _act("<int:pk>/current/", years.make_current, policy.edit_programme, "programme_make_current"),
    _edit("", editing.work_programme, "programme_edit"),
    _edit("priorities/", editing.priority, "priority_edit"),
    _edit("strands/", editing.strand, "strand_edit"),
    _edit("activities/", editing.activity, "activity_edit"),
    _edit("targets/", editing.target, "target_edit"),
    _edit("progress/", editing.progress, "progress_edit"),
    _act("targets/<int:pk>/bind/", binding.bind, policy.edit_programme, "target_bind"),
    _do("<int:pk>/priorities/add/", deeds.add_priority, "priority_add"),
    _do("strands/<int:pk>/activities/add/", deeds.add_activity, "activity_add"),
    _do("activities/<int:pk>/targets/add/", deeds.add_target, "target_add"),
    _do("activities/<int:pk>/progress/add/", deeds.add_progress, "progress_add"),
    _do("activities/<int:pk>/milestone/", deeds.activity_milestone, "activity_milestone"),
    _do("targets/<int:pk>/milestone/", deeds.milestone, "target_milestone"),
    _do("targets/<int:pk>/declare/", deeds.declare, "target_declare"),
    _do("targets/<int:pk>/override/", deeds.override, "target_override"),
    _do("targets/<int:pk>/comment/", deeds.comment, "target_comment"),
    _do("targets/<int:pk>/note/", deeds.note, "target_note"),
    _do("targets/<int:pk>/close/", deeds.close, "target_close"),
    _do("targets/<int:pk>/reopen/", deeds.reopen, "target_reopen"),
    _do("targets/<int:pk>/remove/", deeds.remove, "target_remove"),
    _do("targets/<int:pk>/restore/", deeds.restore, "target_restore"),
    _do("overrides/<int:pk>/withdraw/", deeds.withdraw_override, "override_withdraw"),
    _do("remarks/<int:pk>/withdraw/", deeds.withdraw_remark, "remark_withdraw"),
    _edit("milestones/", editing.milestone, "milestone_edit"),
    _do("milestones/<int:pk>/withdraw/", deeds.withdraw_milestone, "milestone_withdraw"),
    _do("progress/<int:pk>/remove/", deeds.remove_progress, "progress_remove"),
    *report_urls.urlpatterns,
]
