"""The page on which a record is edited, which refuses to undo somebody else's change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from culturefirst.kit.changes import Words
from culturefirst.kit.conflicts import compared
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.errors import Conflict
from culturefirst.kit.forms import act_on


@dataclass(frozen=True)
class EditPage:
    """How a record is edited: ``save(changes, seen)`` calls the action and gives the record.

    ``cancel`` is where it leads without saving and, unless ``to`` says where, after it; ``done``
    says that it is saved; ``also`` names what else may be done to it, as ``(words, address)``.
    """

    title: str
    words: Words
    cancel: str
    save: Callable[[dict[str, Any], int], Any]
    done: Callable[[Any], str] = lambda record: "Saved."
    to: Callable[[Any], str] | None = None
    lede: str = ""
    also: Sequence[tuple[str, str]] = ()
    afresh: Callable[[], Any] | None = None


def edited(request: HttpRequest, record: Any, form: EditForm, page: EditPage) -> HttpResponse:
    """Show the form, or save what it was sent with; 409 where somebody else changed the same."""
    if request.method != "POST":
        return _shown(request, record, form, page)
    try:
        saved = act_on(form, lambda **_: _save(request, record, form, page))
    except Conflict:
        return _conflict(request, record, form, page)
    if saved is None:
        return _shown(request, record, form, page, status=422)
    return redirect(page.to(saved) if page.to else page.cancel)


def _save(request: HttpRequest, record: Any, form: EditForm, page: EditPage) -> Any:
    if not form.changes:
        messages.info(request, "Nothing was changed.")
        return record
    saved = page.save(form.changes, form.cleaned_data["seen"])
    messages.success(request, page.done(saved))
    return saved


def _shown(
    request: HttpRequest, record: Any, form: EditForm, page: EditPage, status: int = 200
) -> HttpResponse:
    context = {"record": record, "form": form, "page": page, "cancel": page.cancel}
    return render(request, "kit/edit.html", context, status=status)


def _conflict(request: HttpRequest, record: Any, form: EditForm, page: EditPage) -> HttpResponse:
    """What both changed, and the form on top of what stands now, ready to save again."""
    if page.afresh is not None:
        record = page.afresh()
    else:
        record.refresh_from_db()
    context = {
        "form": form.on_top_of(record),
        "overlap": compared(record, form, page.words),
        "note": record,
        "cancel": page.cancel,
    }
    return render(request, "kit/conflict.html", context, status=409)
