"""The pages on which a place is added, edited, closed, confirmed, merged, and changed back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from culturefirst.intelligence import actions
from culturefirst.intelligence.forms.assets import (
    AssetForm,
    CloseForm,
    MergeForm,
    VerifyForm,
    form_of,
)
from culturefirst.intelligence.models import Asset, AssetChange
from culturefirst.intelligence.policy.assets import bodies_of, keep_asset_change, keep_assets
from culturefirst.intelligence.queries import asset_kinds
from culturefirst.intelligence.queries import assets as queries
from culturefirst.intelligence.views.asset_common import WORDS, kept
from culturefirst.kit import clock
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.fields import field_of
from culturefirst.kit.forms import Form, act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes


@acts_once
def add(request: HttpRequest) -> HttpResponse:
    """First the kind, which says what is asked; then the place."""
    kinds = asset_kinds.in_use(request.user)
    kind = kinds.filter(key=request.GET.get("kind", "")).first()
    if kind is None:
        return render(request, "intelligence/asset_add_kind.html", {"kinds": kinds})
    form = _fitted(request, form_of(kind, team=keep_assets.allows(request.user)))(
        sent(request),
        initial={
            "kind": kind, "seen": 0, "status": "open", "known_since": clock.today(),
            "significance": "unknown", "condition": "unknown",
        },
    )  # fmt: skip

    def run(**said: Any) -> Asset:
        return actions.add_asset(by=request.user, **form.told(said))

    if request.method == "POST" and (made := act_on(form, run)) is not None:
        messages.success(request, "The place is recorded.")
        return redirect("asset", made.pk)
    status = 422 if form.errors else 200
    return render(
        request, "intelligence/asset_add.html", {"form": form, "kind": kind}, status=status
    )


@changes
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything of a place; what somebody else changed meanwhile is shown, never undone."""
    found = kept(request, pk)
    made = _fitted(request, form_of(found.kind, team=keep_assets.allows(request.user)), found)
    form: AssetForm = made.for_record(found, sent(request))

    def save(changed: dict[str, Any], seen: int) -> Asset:
        told = form.told(changed)
        return actions.edit_asset(by=request.user, asset=found, changes=told, seen=seen)

    page = EditPage(
        title="Edit what is known",
        words=WORDS,
        cancel=reverse("asset", args=[pk]),
        save=save,
        afresh=lambda: kept(request, pk),
    )
    return edited(request, found, form, page)


@acts_once
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """It closed for good."""
    found = kept(request, pk)
    deed = Deed(
        "Note that it closed", "Note it as closed", "It is noted as closed.",
        reverse("asset", args=[pk]), found.name,
        "It stays in the record, and studies of earlier years count it. This can be taken back.",
    )  # fmt: skip

    def run(**said: Any) -> Asset:
        return actions.close_asset(by=request.user, asset=found, **said)

    return answer(request, CloseForm(sent(request)), run, deed)


@acts_once
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody looked, and all of it is right."""
    found = kept(request, pk)
    deed = Deed(
        "Confirm what is known", "It is all right", "It is confirmed.",
        reverse("asset", args=[pk]), found.name,
        "Somebody looked, and everything that is recorded of it is as it says.",
    )  # fmt: skip

    def run(**said: Any) -> Asset:
        return actions.verify_asset(by=request.user, asset=found, **said)

    form = VerifyForm(sent(request), initial={"on": clock.today()})
    return answer(request, form, run, deed)


@acts_once
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Two records are one place: what only this one knows goes to the other."""
    found = kept(request, pk)
    near = queries.alike(found)
    form = MergeForm(sent(request), initial={"into": request.GET.get("into", "")})
    others = Asset.objects.visible_to(request.user).filter(pk__in=[each.pk for each in near])
    field_of(form, "into").queryset = others.select_related("kind")
    field_of(form, "into").label_from_instance = _place_in_words
    deed = Deed(
        "It is another place, written twice", "Make them one", "They are one place now.",
        reverse("asset", args=[pk]), found.name,
        "What only this record knows goes to the one that you choose. This can be taken back."
        if near
        else "No place of its kind nearby is called much like it, so there is none to choose.",
    )  # fmt: skip

    def run(into: Asset) -> Asset:
        return actions.merge_assets(by=request.user, asset=found, into=into)

    to = _other_of
    return answer(request, form, run, deed, to=to)


@acts_once
def apart(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two records that look alike are two places."""
    one, two = kept(request, pk), kept(request, other)
    deed = Deed(
        "They are two places", "They are two", "Nobody is asked about them again.",
        reverse("asset_doubles"), "Places that may be here twice",
        f"{_place_in_words(one)}; and {_place_in_words(two)}.",
    )  # fmt: skip

    def run(**_: Any) -> Asset:
        return actions.keep_assets_apart(by=request.user, asset=one, other=two)

    return answer(request, Form(sent(request)), run, deed)


def doubles(request: HttpRequest) -> HttpResponse:
    """Pairs that may be one place, to be looked at."""
    return render(request, "intelligence/asset_doubles.html", {"pairs": queries.doubles()})


@acts_once
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one change of a place back."""
    rows = AssetChange.objects.visible_to(request.user).select_related("asset__kind")
    change = get_object_or_404(rows, pk=pk)
    keep_asset_change.require(request.user, change)
    back = reverse("asset_changes", args=[change.asset.pk])
    deed = Deed(
        "Take this change back", "Take it back", "It is as it was before.", back,
        f"Changes of {change.asset}",
        "The record of it is withdrawn."
        if change.what == AssetChange.What.ADDED
        else "What it changed is set to what it was, if nobody changed the same since.",
    )  # fmt: skip

    def run(**_: Any) -> Asset:
        return actions.undo_asset_change(by=request.user, change=change)

    return answer(request, Form(sent(request)), run, deed)


def _fitted(
    request: HttpRequest, made: type[AssetForm], record: Asset | None = None
) -> type[AssetForm]:
    """An owner's people choose among their own bodies; a retired kind stays where it is."""
    if not keep_assets.allows(request.user):
        owner: Any = made.base_fields["owner"]
        owner.queryset = asset_kinds.bodies(request.user, bodies_of(request.user))
        owner.empty_label = None
        if record is not None:
            owner.disabled = True
    if record is not None and record.kind.retired_on is not None:
        kind: Any = made.base_fields["kind"]
        kind.queryset = asset_kinds.with_own(kind.queryset, record.kind)
    return made


def _place_in_words(asset: Asset) -> str:
    return f"{asset.name} ({asset.kind}, {asset.where}, no. {asset.pk})"


def _other_of(asset: Asset) -> str:
    assert asset.merged_into is not None
    return reverse("asset", args=[asset.merged_into.pk])
