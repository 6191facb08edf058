"""Kinds of places: the list, its file, and what is done to one; sources of facts."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from culturefirst.intelligence import actions
from culturefirst.intelligence.forms.asset_kinds import (
    KindForm,
    KindsFileForm,
    NewKindForm,
    SourceForm,
)
from culturefirst.intelligence.models import AssetKind, AssetSource
from culturefirst.intelligence.places import kinds as files
from culturefirst.intelligence.policy.assets import keep_assets
from culturefirst.intelligence.queries import assets as queries
from culturefirst.kit.changes import Words
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.downloads import attachment
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.forms import Form, act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes
from culturefirst.kit.wording import plural

WORDS = Words({"unit": "What its room is counted in", "elements": "What is asked of each"})


def kinds(request: HttpRequest) -> HttpResponse:
    """Every kind by sector, with what counts as one and how many there are."""
    counted = queries.counted_kinds(request.user)
    by_sector = groupby(counted, key=lambda pair: pair[0].get_sector_display())
    context = {
        "sectors": [(sector, list(pairs)) for sector, pairs in by_sector],
        "may_manage": keep_assets.allows(request.user),
    }
    return render(request, "intelligence/asset_kinds.html", context)


def kinds_file(request: HttpRequest) -> HttpResponse:
    """All kinds as the file that can be loaded again."""
    text = files.written(list(AssetKind.objects.visible_to(request.user)))
    return attachment(text.encode(), "kinds-of-places.yaml", "application/yaml; charset=utf-8")


@acts_once
def load(request: HttpRequest) -> HttpResponse:
    """Load the file that comes with the system, or one's own."""
    bound = request.method == "POST"
    own = bound and request.POST.get("which") != "shipped"
    form = KindsFileForm(request.POST if own else None, request.FILES if own else None)
    faults: list[str] = []
    if bound and (not own or form.is_valid()):
        text = form.cleaned_data["file"] if own else files.shipped()
        try:
            done = actions.load_asset_kinds(by=request.user, text=text)
        except files.FileRefused as refused:
            faults = [str(fault) for fault in refused.faults]
        else:
            messages.success(request, f"{plural(done, 'kind')} added or changed.")
            return redirect("asset_kinds")
    status = 422 if form.errors or faults else 200
    context = {"form": form, "faults": faults}
    return render(request, "intelligence/asset_kinds_load.html", context, status=status)


@acts_once
def add(request: HttpRequest) -> HttpResponse:
    """Add one kind by hand."""
    deed = Deed(
        "Add a kind of places", "Add it", "The kind is there.",
        reverse("asset_kinds"), "Kinds of places",
    )  # fmt: skip

    def run(seen: int, **said: Any) -> AssetKind:
        return actions.add_asset_kind(by=request.user, **said)

    return answer(
        request, NewKindForm(sent(request), initial={"seen": 0, "public": True}), run, deed
    )


@changes
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Rename a kind, or change what it says."""
    kind = get_object_or_404(AssetKind.objects.visible_to(request.user), key=key)

    def save(changed: dict[str, Any], seen: int) -> AssetKind:
        return actions.edit_asset_kind(by=request.user, kind=kind, changes=changed, seen=seen)

    other = ("asset_kind_restore", "Take it up again") if kind.retired_on else (
        "asset_kind_retire", "Retire it",
    )  # fmt: skip
    page = EditPage(
        title=f"Edit {kind}", words=WORDS, cancel=reverse("asset_kinds"), save=save,
        also=[(other[1], reverse(other[0], args=[key]))],
    )  # fmt: skip
    return edited(request, kind, KindForm.for_record(kind, sent(request)), page)


@acts_once
def retire(request: HttpRequest, key: str) -> HttpResponse:
    """Let no new place be of a kind."""
    kind = get_object_or_404(AssetKind.objects.visible_to(request.user), key=key)
    deed = Deed(
        f"Retire “{kind}”", "Retire it", "No new place is given this kind.",
        reverse("asset_kinds"), "Kinds of places",
        "Places that are of this kind stay so and are counted.",
    )  # fmt: skip

    def run(**_: Any) -> AssetKind:
        return actions.retire_asset_kind(by=request.user, kind=kind)

    return answer(request, Form(sent(request)), run, deed)


@acts_once
def restore(request: HttpRequest, key: str) -> HttpResponse:
    """Take a retired kind up again."""
    kind = get_object_or_404(AssetKind.objects.visible_to(request.user), key=key)
    deed = Deed(
        f"Take “{kind}” up again", "Take it up", "The kind can be chosen again.",
        reverse("asset_kinds"), "Kinds of places",
    )  # fmt: skip

    def run(**_: Any) -> AssetKind:
        return actions.restore_asset_kind(by=request.user, kind=kind)

    return answer(request, Form(sent(request)), run, deed)


def sources(request: HttpRequest) -> HttpResponse:
    """Where facts are from, under which licence, as at which day."""
    rows = AssetSource.objects.visible_to(request.user)
    return render(request, "intelligence/asset_sources.html", {"sources": rows})


@acts_once
def source_add(request: HttpRequest) -> HttpResponse:
    """Name a source."""
    form = SourceForm(sent(request), initial={"seen": 0})

    def run(seen: int, **said: Any) -> AssetSource:
        return actions.add_asset_source(by=request.user, **said)

    if request.method == "POST" and act_on(form, run) is not None:
        messages.success(request, "The source is there.")
        return redirect("asset_lists" if "list" in request.GET else "asset_sources")
    deed = Deed("Add a source", "Add it", "", reverse("asset_sources"), "Sources")
    status = 422 if form.errors else 200
    return render(request, "kit/deed.html", {"deed": deed, "form": form}, status=status)


@changes
def source_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said of a source."""
    source = get_object_or_404(AssetSource.objects.visible_to(request.user), pk=pk)

    def save(changed: dict[str, Any], seen: int) -> AssetSource:
        return actions.edit_asset_source(by=request.user, source=source, changes=changed, seen=seen)

    page = EditPage(title="Edit a source", words=WORDS, cancel=reverse("asset_sources"), save=save)
    return edited(request, source, SourceForm.for_record(source, sent(request)), page)
