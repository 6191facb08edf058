"""The words of a framework in other languages: only of what is there."""

from collections.abc import Collection, Mapping

from culturefirst.improvement.frameworks import values
from culturefirst.improvement.frameworks.core import Criterion, Framework, Translation, Words
from culturefirst.kit.plain_yaml.faults import nearest, short
from culturefirst.kit.plain_yaml.nodes import Place

OF_LANGUAGE = ("title", "says", "scale", "themes", "criteria")
OF_CRITERION = ("title", "says", "levels", "guidance", "evidence")


def translations(at: values.Fields, framework: Framework) -> dict[str, Translation]:
    """Each language's words; what nobody translated is left out."""
    found: dict[str, Translation] = {}
    for tag, each in (at["translations"].named() if "translations" in at else {}).items():
        place = each.below(f"translation '{tag}'")
        if not values.LANGUAGE.fullmatch(tag) or len(tag) > 20:
            place.wrong(f"A language must be a tag such as cy or fr, not {short(tag)}.")
        elif tag == framework.language:
            place.wrong(f"'{tag}' is the framework's own language. Take this translation away.")
        else:
            found[tag] = _translation(place, framework)
    return found


def _translation(place: Place, framework: Framework) -> Translation:
    said = place.named(OF_LANGUAGE)
    scale = [level.value for level in framework.scale]
    levels = values.by_level(said, "scale", scale)
    themes = {theme.key: theme for theme in framework.themes}
    criteria = {each.key: each for each in framework.criteria}
    return Translation(
        title=values.title(said),
        says=values.words(said, "says"),
        scale={value: _level(levels[value], value) for value in sorted(levels)},
        themes={
            key: _theme(at, key) for key, at in _known(said, "themes", "theme", themes).items()
        },
        criteria={
            key: _criterion(at, criteria[key], scale)
            for key, at in _known(said, "criteria", "criterion", criteria).items()
        },
    )


def _known(
    said: values.Fields, name: str, what: str, there: Mapping[str, object]
) -> dict[str, Place]:
    """What is translated by key, in the order of the framework; an unknown key is told."""
    found = said[name].named() if name in said else {}
    for key, at in found.items():
        if key not in there:
            at.wrong(f"There is no {what} {short(key)}. {_remedy(key, there)}")
    return {key: found[key] for key in there if key in found}


def _remedy(key: str, there: Mapping[str, object]) -> str:
    told = nearest(key, list(there))
    return told if told.startswith("Did") else "Take it away, or give the key that is meant."


def _level(at: Place, value: int) -> Words:
    said = at.below(f"level {value}").named(("name", "says"))
    return Words(name=values.title(said, "name", most=values.NAME), says=values.words(said, "says"))


def _theme(at: Place, key: str) -> Words:
    said = at.below(f"theme '{key}'").named(("title", "says"))
    return Words(title=values.title(said), says=values.words(said, "says"))


def _criterion(at: Place, criterion: Criterion, scale: Collection[int]) -> Words:
    said = at.below(f"criterion '{criterion.key}'").named(OF_CRITERION)
    evidence = values.items(said, "evidence")
    if evidence and len(evidence) != len(criterion.evidence):
        there = len(criterion.evidence)
        says = f"Translate each line of evidence: here are {len(evidence)}, above {there}."
        said["evidence"].wrong(says)
    return Words(
        title=values.title(said, most=300),
        says=values.words(said, "says"),
        guidance=values.words(said, "guidance"),
        levels=values.level_words(said, scale),
        evidence=evidence,
    )
