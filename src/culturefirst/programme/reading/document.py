"""What was read: a work programme as plain dataclasses, and its JSON shape."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

KINDS = ("count", "recurring", "change", "coverage", "milestone", "ongoing")
PERIODS = ("year", "quarter", "month")
DIRECTIONS = ("up", "down")
Day = date


@dataclass
class Target:
    """One promise of a target cell; ``starts`` and ``due`` are its first and last day.

    ``sure`` is false where anything was guessed and a person should look. ``carried`` says that
    a file of ours defines it, so that nothing is to be proposed; no JSON has it.
    """

    text: str
    kind: str = "ongoing"
    quantity: float | None = None
    unit: str | None = None
    per: str | None = None
    starts: date | None = None
    due: date | None = None
    baseline: float | None = None
    goal: float | None = None
    direction: str | None = None
    measure: str | None = None
    filters: dict[str, Any] = field(default_factory=dict)
    sure: bool = True
    carried: bool = field(default=False, compare=False, repr=False)

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, **self.definition()}

    def definition(self) -> dict[str, Any]:
        """Everything but the words: what the reader understood or a person decided."""
        return {
            "kind": self.kind,
            "quantity": number(self.quantity),
            "unit": self.unit,
            "per": self.per,
            "starts": iso(self.starts),
            "due": iso(self.due),
            "baseline": number(self.baseline),
            "goal": number(self.goal),
            "direction": self.direction,
            "measure": self.measure,
            "filters": dict(self.filters),
            "sure": self.sure,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Target":
        """Raises ``ValueError`` where a value is not what the shape allows."""
        filters = data.get("filters") or {}
        if not isinstance(filters, dict):
            raise ValueError("filters must be an object")
        return cls(
            text=_words(data.get("text")) or "",
            kind=_one_of(data.get("kind"), KINDS) or "ongoing",
            quantity=_amount(data.get("quantity")),
            unit=_words(data.get("unit")),
            per=_one_of(data.get("per"), PERIODS),
            starts=_day(data.get("starts")),
            due=_day(data.get("due")),
            baseline=_amount(data.get("baseline")),
            goal=_amount(data.get("goal")),
            direction=_one_of(data.get("direction"), DIRECTIONS),
            measure=_words(data.get("measure")),
            filters=dict(filters),
            sure=data.get("sure") is not False,
        )


@dataclass
class Progress:
    """A line of the progress cell, with the day and the number it states, if any.

    ``carried`` is as in ``Target``.
    """

    text: str
    date: Day | None = None
    measure: str | None = None
    value: float | None = None
    carried: bool = field(default=False, compare=False, repr=False)

    def to_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "date": iso(self.date),
            "measure": self.measure,
            "value": number(self.value),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Progress":
        """Raises ``ValueError`` where a value is not what the shape allows."""
        return cls(
            text=_words(data.get("text")) or "",
            date=_day(data.get("date")),
            measure=_words(data.get("measure")),
            value=_amount(data.get("value")),
        )


@dataclass
class Activity:
    """A row of the document; lists hold one item a printed line."""

    title: str
    actions: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)
    progress: list[Progress] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "actions": list(self.actions),
            "outcomes": list(self.outcomes),
            "targets": [target.to_json() for target in self.targets],
            "leads": list(self.leads),
            "progress": [entry.to_json() for entry in self.progress],
            "notes": list(self.notes),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Activity":
        """Raises ``ValueError`` where a value is not what the shape allows."""
        return cls(
            title=_words(data.get("title")) or "",
            actions=_lines(data.get("actions")),
            outcomes=_lines(data.get("outcomes")),
            targets=[Target.from_json(each) for each in _objects(data.get("targets"))],
            leads=_lines(data.get("leads")),
            progress=[Progress.from_json(each) for each in _objects(data.get("progress"))],
            notes=_lines(data.get("notes")),
        )


@dataclass
class Programme:
    """A strand of a priority; number and title are None where the document has no such level."""

    number: str | None = None
    title: str | None = None
    activities: list[Activity] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        activities = [activity.to_json() for activity in self.activities]
        return {"number": self.number, "title": self.title, "activities": activities}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Programme":
        """Raises ``ValueError`` where a value is not what the shape allows."""
        activities = [Activity.from_json(each) for each in _objects(data.get("activities"))]
        return cls(_words(data.get("number")), _words(data.get("title")), activities)


@dataclass
class Priority:
    """A priority with its printed number; both None where the document has no such level."""

    number: str | None = None
    title: str | None = None
    programmes: list[Programme] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        programmes = [programme.to_json() for programme in self.programmes]
        return {"number": self.number, "title": self.title, "programmes": programmes}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Priority":
        """Raises ``ValueError`` where a value is not what the shape allows."""
        programmes = [Programme.from_json(each) for each in _objects(data.get("programmes"))]
        return cls(_words(data.get("number")), _words(data.get("title")), programmes)


@dataclass
class Document:
    """A work programme as read.

    ``read`` counts the cells of its tables that hold words: section headings, column headings
    and body cells, a merged cell once. ``placed`` counts those of them whose every word stands
    in this document (a heading's, in its title or as a column's name); what has no other place
    is in ``notes``, so the two are equal unless the reader failed.
    """

    title: str | None = None
    starts: date | None = None
    ends: date | None = None
    read: int = 0
    placed: int = 0
    priorities: list[Priority] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def activities(self) -> list[Activity]:
        """Every activity in the order of the document."""
        return [
            activity
            for priority in self.priorities
            for programme in priority.programmes
            for activity in programme.activities
        ]

    @property
    def targets(self) -> list[Target]:
        """Every target in the order of the document."""
        return [target for activity in self.activities for target in activity.targets]

    def to_json(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "starts": iso(self.starts),
            "ends": iso(self.ends),
            "cells": {"read": self.read, "placed": self.placed},
            "priorities": [priority.to_json() for priority in self.priorities],
            "notes": list(self.notes),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Document":
        """Raises ``ValueError`` where a value is not what the shape allows."""
        cells = data.get("cells") or {}
        return cls(
            title=_words(data.get("title")),
            starts=_day(data.get("starts")),
            ends=_day(data.get("ends")),
            read=int(_amount(cells.get("read")) or 0),
            placed=int(_amount(cells.get("placed")) or 0),
            priorities=[Priority.from_json(each) for each in _objects(data.get("priorities"))],
            notes=_lines(data.get("notes")),
        )


def iso(day: date | None) -> str | None:
    """A day as JSON writes it."""
    return day.isoformat() if day else None


def number(value: float | None) -> float | int | None:
    """A number as JSON writes it: whole ones without a point."""
    if value is None or not float(value).is_integer():
        return value
    return int(value)


def _words(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    raise ValueError("words expected")


def _lines(value: object) -> list[str]:
    if value is None:
        return []
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return list(value)
    raise ValueError("a list of lines expected")


def _objects(value: object) -> list[Mapping[str, Any]]:
    if value is None:
        return []
    if isinstance(value, list) and all(isinstance(each, dict) for each in value):
        return list(value)
    raise ValueError("a list of objects expected")


def _one_of(value: object, allowed: tuple[str, ...]) -> str | None:
    if value is None:
        return None
    if isinstance(value, str) and value in allowed:
        return value
    raise ValueError(f"one of {', '.join(allowed)} expected")


def _amount(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return value
    raise ValueError("a number expected")


def _day(value: object) -> date | None:
    if value is None:
        return None
    if isinstance(value, str):
        return date.fromisoformat(value)
    raise ValueError("a date expected")
