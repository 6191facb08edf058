"""Whether what a study says of how far people come holds together."""

from math import ceil
from typing import Any

from culturefirst.intelligence.models import Study, TravelTimes
from culturefirst.intelligence.models.studies import LEAST_METRES, MOST_METRES, MOST_MINUTES
from culturefirst.intelligence.studying.times import MODES, ONE
from culturefirst.kit.errors import DomainError
from culturefirst.kit.wording import figure

NO_TABLE = (
    "A farthest way in minutes needs a table of minutes. Choose one, or say by mode of travel how "
    "many go and how fast."
)
SHARES = "The shares of the modes add up to {} per cent. Give shares that add up to 100."


def refuse_ways(study: Study) -> None:
    """Raise ``DomainError`` with the remedy where it does not."""
    if study.modes:
        _refuse_modes(study)
    if study.travel is not None:
        _refuse_table(study, study.travel)
    elif study.minutes is not None and not study.modes:
        raise DomainError(NO_TABLE)


def _refuse_modes(study: Study) -> None:
    whole = sum(each["share"] for each in study.modes)
    if abs(whole - 1) > 1e-6:
        raise DomainError(SHARES.format(figure(round(whole * 100, 2))))
    for each in study.modes:
        name = MODES.get(each["mode"])
        if name is None or not 0 < each["share"] <= 1:
            raise DomainError("Give each mode of travel a share above nought.")
        if not 1 <= each["minutes"] <= MOST_MINUTES:
            raise DomainError(f"Give 1 to {MOST_MINUTES} minutes for {name}.")
        if study.travel is None:
            _refuse_speed(each, name)


def _refuse_speed(each: dict[str, Any], name: str) -> None:
    if not each.get("speed"):
        raise DomainError(
            f"Give the speed of {name} in km/h, as no table of minutes is chosen; or choose one."
        )
    metres = each["minutes"] * each["speed"] * 1000 / 60
    if not LEAST_METRES <= metres <= MOST_METRES:
        raise DomainError(
            f"{figure(each['minutes'])} minutes at {figure(each['speed'])} km/h are "
            f"{figure(round(metres))} m of way. Give minutes and a speed of {name} that make "
            f"{LEAST_METRES} to {figure(MOST_METRES)} m."
        )


def _refuse_table(study: Study, travel: TravelTimes) -> None:
    if travel.area_set_id != study.area_set_id:
        raise DomainError(
            f"“{travel}” is of other areas than “{study.area_set}”. Choose a table of the same "
            "areas."
        )
    if study.modes:
        for each in study.modes:
            _refuse_mode(travel, each["mode"], each["minutes"])
    elif study.minutes is None:
        raise DomainError("Say how many minutes people go at most, or say it by mode of travel.")
    elif len(travel.modes) > 1:
        raise DomainError(
            f"“{travel}” has minutes by {travel.told_modes}. Say by mode of travel how many go and "
            "how far; 100 per cent may go by one."
        )
    else:
        _refuse_mode(travel, travel.modes[0]["mode"], study.minutes)


def _refuse_mode(travel: TravelTimes, mode: str, minutes: float) -> None:
    known = travel.of_mode(mode)
    if known is None:
        has = "does not tell modes of travel apart" if travel.of_mode(ONE) else (
            f"has minutes by {travel.told_modes} only"
        )  # fmt: skip
        raise DomainError(
            f"“{travel}” {has}. Leave {MODES[mode]} empty, or bring a table that has it."
        )
    most = ceil(known["longest"])
    if minutes > most and known["pairs"] < travel.areas * travel.places:
        by = f" by {MODES[mode]}" if mode else ""
        raise DomainError(
            f"“{travel}” was cut: its longest way{by} is {figure(known['longest'])} minutes, and "
            f"nothing is known of those up to {figure(minutes)}. Give at most {most}, or bring a "
            "table that goes farther."
        )
