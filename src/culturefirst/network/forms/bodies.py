"""Fields that name bodies: by name, since a list of thousands is no choice."""

from typing import Any

from django import forms

from culturefirst.network.models import Organisation

MOST = 5


class BodyField(forms.CharField):
    """One body, by its name, its short name or the beginnings of words that only it has."""

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Organisation) else value

    def clean(self, value: Any) -> Any:
        """The body, or ``None`` where nothing was written."""
        text = super().clean(self.prepare_value(value))
        return named(text) if text else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = "" if initial is None else str(self.prepare_value(initial))
        return bool(before != (data or "").strip())


class BodiesField(forms.CharField):
    """Several bodies, one a line."""

    def __init__(self, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": options.pop("rows", 3)})
        options.setdefault("help_text", "The names as they stand in the list, one on each line.")
        super().__init__(widget=widget, **options)

    def clean(self, value: Any) -> list[Organisation]:
        """Each body once, in the order in which they are named."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        return list(dict.fromkeys(named(line) for line in lines))


def named(text: str) -> Organisation:
    """The body that is called so; raises ``ValidationError`` which names those it might be."""
    for exact in ({"name__iexact": text}, {"short_name__iexact": text}):
        found: list[Organisation] = list(Organisation.objects.filter(**exact)[:2])
        if len(found) == 1:
            return found[0]
    near: list[Organisation] = list(
        Organisation.found(Organisation.objects.all(), text)[: MOST + 1]
    )
    if len(near) == 1:
        return near[0]
    if not near:
        raise forms.ValidationError(
            "No organisation here is called “%(text)s”. Add it first, or check how it is written.",
            params={"text": text},
        )
    several = "; ".join(str(body) for body in near[:MOST])
    raise forms.ValidationError(
        "Several organisations could be meant by “%(text)s”: %(several)s%(more)s. "
        "Write one name in full.",
        params={"text": text, "several": several, "more": " …" if len(near) > MOST else ""},
    )
