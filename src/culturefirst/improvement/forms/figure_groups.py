"""The form by which a comparison group is kept."""

from collections.abc import Iterable
from typing import Any

from django import forms

from culturefirst.kit.fields import field_of
from culturefirst.kit.forms import Form
from culturefirst.network.models import Organisation


class GroupForm(Form):
    """Its name, and who finds it."""

    name = forms.CharField(
        label="Name", max_length=60, help_text="A name that is there already is replaced."
    )
    organisation: Any = forms.ModelChoiceField(
        Organisation.objects.none(), label="Who finds it", required=False, empty_label="I alone"
    )

    def __init__(self, *args: Any, bodies: Iterable[Organisation], user: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        rows = Organisation.objects.visible_to(user)
        field = field_of(self, "organisation")
        field.queryset = rows.filter(pk__in=[each.pk for each in bodies])
        field.label_from_instance = lambda body: f"Everybody at {body}"
