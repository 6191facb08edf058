"""Strands are kept by the network's team."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify

from culturefirst.improvement.models import Strand
from culturefirst.improvement.policy import keep_strands
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import one_line
from culturefirst.programme.models import Activity

NO_ADDRESS = ("", "new")  # nothing to be found under, or the page on which one is added
SET_BY_TEAM = frozenset({"name", "says", "serves"})


@action("added a strand", allow=keep_strands)
def add_strand(*, by: Any, name: str, says: str = "", serves: Activity | None = None) -> Strand:
    """Give actions of several bodies a subject to be gathered under."""
    name = one_line(name)
    slug = slugify(name)[:60]
    if slug in NO_ADDRESS:
        raise ValidationError({"name": "Give it a name in letters, which says what it is about."})
    last = Strand._base_manager.aggregate(n=models.Max("position"))["n"] or 0
    made = Strand(slug=slug, name=name, says=says.strip(), serves=serves, position=last + 1)
    made.full_clean()
    made.save()
    return made


@action("changed a strand", allow=keep_strands, on="strand")
def edit_strand(
    *, by: Any, strand: Strand, changes: Mapping[str, Any], seen: int | None = None
) -> Strand:
    """Set what it says; its address stays."""
    given = {name: value for name, value in changes.items() if name in SET_BY_TEAM}
    if "name" in given:
        given["name"] = one_line(given["name"])
    return save_changes(strand, given, seen=seen)


@action("retired a strand", allow=keep_strands, on="strand")
def retire_strand(*, by: Any, strand: Strand) -> Strand:
    """Offer it no more; what is under it stays there."""
    if strand.retired_on is not None:
        raise DomainError("It was retired already.")
    return save_changes(strand, {"retired_on": clock.today()})


@action("took a strand up again", allow=keep_strands, on="strand")
def resume_strand(*, by: Any, strand: Strand) -> Strand:
    """Offer a retired strand again."""
    if strand.retired_on is None:
        raise DomainError("It is not retired.")
    return save_changes(strand, {"retired_on": None})
