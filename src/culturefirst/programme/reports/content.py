"""All that a report prints, as plain data: the one thing that is frozen."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from culturefirst.kit.models import Installation
from culturefirst.measures.core import Figure, Question, Window
from culturefirst.measures.figures import figures
from culturefirst.measures.register import MEASURES
from culturefirst.programme.models import Progress
from culturefirst.programme.queries import (
    ActivityView,
    PriorityView,
    ProgrammeView,
    StrandView,
    TargetLine,
)
from culturefirst.programme.rules import Status

# What a board asks of the network itself, where a room offers it.
HEADLINES = (
    "network.registered_users",
    "network.authorities_covered",
    "network.member_organisations",
)
# The key of the reading kept for each question, by the question's identity.
Kept = Mapping[int, int]


@dataclass(frozen=True)
class Headline:
    """A figure of the network itself."""

    title: str
    question: Question
    figure: Figure


def headlines(as_at: date) -> list[Headline]:
    """The network in figures as at a day: as many as rooms offer."""
    found = [measure for key in HEADLINES if (measure := MEASURES.get(key))]
    questions = [Question(measure.key, Window(ends=as_at)) for measure in found]
    return [
        Headline(measure.title, question, figure)
        for measure, question, figure in zip(found, questions, figures(questions), strict=True)
    ]


def content(
    view: ProgrammeView,
    shown: Sequence[Headline],
    *,
    kept: Kept = MappingProxyType({}),
    frozen_by: str = "",
    frozen_on: date | None = None,
) -> dict[str, Any]:
    """The report of a view. ``kept`` are the readings of a frozen one; a live one has none."""
    installation = Installation.current()
    return {
        "network": installation.network,
        "strapline": installation.strapline,
        "title": view.work_programme.title,
        "starts": view.work_programme.starts.isoformat(),
        "ends": view.work_programme.ends.isoformat(),
        "as_at": view.as_at.isoformat(),
        "frozen_by": frozen_by,
        "frozen_on": _iso(frozen_on),
        "counts": [
            {"status": status.value, "word": status.word, "n": view.counts[status]}
            for status in Status
        ],
        "network_figures": [_headline(each, kept) for each in shown],
        "priorities": [_priority(priority, kept) for priority in view.priorities],
    }


def canonical(content: Mapping[str, Any]) -> bytes:
    """The content as the bytes that its digest is taken of: sorted keys, UTF-8, no padding."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical content, in hex."""
    return sha256(canonical(content)).hexdigest()


def _headline(headline: Headline, kept: Kept) -> dict[str, Any]:
    return {
        "measure": headline.question.key,
        "title": headline.title,
        "numerator": headline.figure.numerator,
        "denominator": headline.figure.denominator,
        "reading": kept.get(id(headline.question)),
    }


def _priority(priority: PriorityView, kept: Kept) -> dict[str, Any]:
    return {
        "number": priority.priority.number,
        "title": priority.priority.title,
        "hue": priority.hue,
        "met": priority.met,
        "of": len(priority.lines),
        "programmes": [_programme(strand, kept) for strand in priority.programmes],
    }


def _programme(strand: StrandView, kept: Kept) -> dict[str, Any]:
    return {
        "number": strand.programme.number,
        "title": strand.programme.title,
        "activities": [_activity(activity, kept) for activity in strand.activities],
    }


def _activity(view: ActivityView, kept: Kept) -> dict[str, Any]:
    activity = view.activity
    return {
        "title": activity.title,
        "actions": list(activity.actions),
        "outcomes": list(activity.outcomes),
        "leads": list(activity.leads),
        "notes": list(activity.notes),
        "progress": [_progress(entry) for entry in view.progress],
        "targets": [_target(line, kept) for line in view.lines],
    }


def _progress(entry: Progress) -> dict[str, Any]:
    return {"text": entry.text, "on": _iso(entry.on)}


def facts(line: TargetLine) -> dict[str, Any]:
    """What a target's line says beyond words: a restatement is a change in one of these."""
    figure = line.figure
    return {
        "status": line.standing.status.value,
        "numerator": figure.numerator if figure else line.standing.done,
        "denominator": figure.denominator if figure else None,
        "first": _iso(figure.first) if figure else None,
    }


def _target(line: TargetLine, kept: Kept) -> dict[str, Any]:
    target, standing, said = line.target, line.standing, line.commentary
    off_track = standing.status.off_track
    return facts(line) | {
        "target": target.pk,
        "text": target.text,
        "unit": target.unit,
        "starts": _iso(target.starts),
        "due": _iso(target.due),
        "word": standing.label or standing.status.word,
        "sentence": standing.sentence,
        "source": line.source,
        "overridden": standing.overridden,
        "worked_out": standing.worked_out.value,
        "reason": line.remark.why if line.remark else "",
        "why": said.why if said and off_track else "",
        "next": said.next if said and off_track else "",
        "measure": line.question.key if line.question else "",
        "reading": kept.get(id(line.question)),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
