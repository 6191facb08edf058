"""Forms on reviews: whom to ask, and what an owner's contact may put right."""

from typing import Any

from django import forms

from culturefirst.intelligence.actions.asset_reviews import CORRECTED
from culturefirst.intelligence.forms.assets import HAS, AssetForm, form_of
from culturefirst.intelligence.models import AssetKind
from culturefirst.kit.forms import Form
from culturefirst.network.models import Organisation


class AskForm(Form):
    """An owner and its contact."""

    owner = forms.ModelChoiceField(
        Organisation.objects.filter(assets_owned__isnull=False).distinct().order_by("name"),
        label="Owner",
        empty_label="Choose one",
    )
    name = forms.CharField(label="The contact's name", max_length=200)
    email = forms.EmailField(label="The contact's email address")


def correct_form(kind: AssetKind) -> type[AssetForm]:
    """The form on a place of this kind, with what its owner's contact may put right."""
    made: Any = form_of(kind, team=False)
    for name in list(made.base_fields):
        if name not in CORRECTED | {"seen"} and not name.startswith(HAS):
            made.base_fields.pop(name)
    kept = ((title, _in(names, made)) for title, names in made.sections)
    made.sections = tuple((title, names) for title, names in kept if names)
    made.grouped = _in(made.grouped, made)
    return made  # type: ignore[no-any-return]


def _in(names: tuple[str, ...], made: Any) -> tuple[str, ...]:
    return tuple(name for name in names if name in made.base_fields)
