"""From a report's plain content to what the papers print: words for dates, figures, sources."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from culturefirst.kit import wording

Content = Mapping[str, Any]
Line = dict[str, Any]
HORIZON = timedelta(days=90)
OFF_TRACK = ("missed", "at_risk")


def document(content: Content) -> dict[str, Any]:
    """The programme in its own six columns, for ``programme.typ``."""
    return _head(content) | {
        "restated_words": restated_words(content),
        "priorities": [_priority(priority) for priority in content["priorities"]],
    }


def highlights(content: Content, *, most: Mapping[str, int]) -> dict[str, Any]:
    """The two-page report, for ``highlights.typ``; ``most`` is how many of each part to show."""
    lines = [
        line | {"priority_label": priority["label"], "hue": priority["hue"]}
        for priority, line in _lines(content)
    ]
    missing = [line for line in lines if line["status"] in OFF_TRACK and not line["why"]]
    return _head(content) | {
        "network_figures": [_network_figure(figure) for figure in content["network_figures"]],
        "off_track": _part(lines, _is_off_track, most["off_track"]),
        "achieved": _part(lines, lambda line: line["status"] == "met", most["achieved"]),
        "coming": _part(lines, _coming(date.fromisoformat(content["as_at"])), most["coming"]),
        "draft": not content["frozen_by"],
        "missing_words": missing_words(len(missing)),
        "freeze_words": _freeze_words(content),
    }


def missing_words(number: int) -> str:
    """How many off-track targets still lack commentary, as a phrase."""
    if not number:
        return "not frozen yet"
    noun = "target needs" if number == 1 else "targets need"
    return f"{number} {noun} a word on why and what comes next"


def _head(content: Content) -> dict[str, Any]:
    as_at = date.fromisoformat(content["as_at"])
    return {
        "network": content["network"],
        "strapline": content["strapline"],
        "title": content["title"],
        "as_at_words": wording.day(as_at),
        "period_words": _period(content),
        "counts": content["counts"],
        "tally_words": ", ".join(
            f"{count['n']} {count['word'].lower()}" for count in content["counts"] if count["n"]
        ),
    }


def _period(content: Content) -> str:
    starts, ends = (date.fromisoformat(content[name]) for name in ("starts", "ends"))
    return f"{starts:%B %Y} to {ends:%B %Y}"


def _priority(priority: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "label": priority["number"],
        "hue": priority["hue"],
        "title": priority["title"],
        "programmes": [
            {
                "label": programme["number"],
                "title": programme["title"],
                "activities": [_activity(activity) for activity in programme["activities"]],
            }
            for programme in priority["programmes"]
        ],
    }


def _activity(activity: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": activity["title"],
        "actions": activity["actions"],
        "outcomes": activity["outcomes"],
        "leads": activity["leads"],
        "notes": activity["notes"],
        "targets": [_line(line) for line in activity["targets"]],
        "progress": [
            {"text": note["text"], "on_words": _day(note["on"])} for note in activity["progress"]
        ],
    }


def _line(line: Line) -> Line:
    return line | {
        "due_words": due_words(line["starts"], line["due"]),
        "source_words": line["source"] + (", overridden" if line["overridden"] else ""),
    }


def due_words(starts: str | None, due: str | None) -> str:
    """The time of a target as people write it: "Feb 2011", "June–Aug 2011", "by 30 Apr 2011"."""
    if not due:
        return ""
    return wording.span(date.fromisoformat(starts) if starts else None, date.fromisoformat(due))


def _lines(content: Content) -> Iterable[tuple[Mapping[str, Any], Line]]:
    for priority in content["priorities"]:
        label = f"Priority {priority['number']}" if priority["number"] else priority["title"]
        for programme in priority["programmes"]:
            for activity in programme["activities"]:
                for line in activity["targets"]:
                    yield {"label": label, "hue": priority["hue"]}, _line(line)


def _part(lines: list[Line], chosen: Callable[[Line], bool], most: int) -> dict[str, Any]:
    found = [line for line in lines if chosen(line)]
    return {"shown": found[:most], "more": max(0, len(found) - most)}


def _is_off_track(line: Line) -> bool:
    return line["status"] in OFF_TRACK


def _coming(as_at: date) -> Callable[[Line], bool]:
    def falls_due(line: Line) -> bool:
        if not line["due"] or line["status"] in ("met", "closed"):
            return False
        return as_at <= date.fromisoformat(line["due"]) <= as_at + HORIZON

    return falls_due


def _network_figure(figure: Mapping[str, Any]) -> dict[str, str]:
    shown = wording.figure(figure["numerator"])
    if figure["denominator"] is not None:
        shown = f"{shown} of {wording.figure(figure['denominator'])}"
    return {"shown": shown, "title": figure["title"]}


def _freeze_words(content: Content) -> str:
    if not content["frozen_by"]:
        return ""
    said = f"Frozen on {_day(content['frozen_on'])} by {content['frozen_by']}."
    return " ".join(filter(None, (said, restated_words(content))))


def restated_words(content: Content) -> str:
    """That a name was taken out since the freeze, because somebody asked to be forgotten."""
    removed = [_day(on) for on in content.get("names_removed_on", [])]
    return f"A name was taken out on {' and '.join(removed)}." if removed else ""


def _day(iso: str | None) -> str:
    return wording.day(date.fromisoformat(iso)) if iso else ""
