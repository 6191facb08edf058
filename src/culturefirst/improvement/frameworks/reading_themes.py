"""The themes of a file and what is judged in each."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from culturefirst.improvement.frameworks import values
from culturefirst.improvement.frameworks.core import Criterion, Theme
from culturefirst.kit.plain_yaml.faults import nearest, short
from culturefirst.kit.plain_yaml.nodes import Place

OF_THEME = ("key", "title", "says", "weight", "criteria")
OF_CRITERION = (
    "key", "title", "says", "weight", "kinds", "levels", "guidance", "evidence", "maps_to", "was",
)  # fmt: skip
MOST_CRITERIA, MOST_THEMES = 1000, 100
CRITERION_TITLE = 300
Earlier = Callable[[str], Collection[str]]


@dataclass
class SoFar:
    """What was read already, against which the rest is held."""

    key: str = ""
    kinds: Collection[str] | None = None
    scale: list[int] = field(default_factory=list)
    themes: dict[str, Place] = field(default_factory=dict)
    criteria: dict[str, Place] = field(default_factory=dict)
    was: dict[str, Place] = field(default_factory=dict)


def themes(file: Place, at: values.Fields, far: SoFar) -> tuple[Theme, ...]:
    if "themes" not in at:
        file.wrong("themes is missing. Give at least one theme with its criteria.")
        return ()
    listed = at["themes"].listed()
    if not listed:
        at["themes"].wrong("themes is empty. Give at least one theme with its criteria.")
    if len(listed) > MOST_THEMES:
        at["themes"].wrong(f"There are {len(listed)} themes. Keep it to {MOST_THEMES}.")
    found = tuple(_theme(each, place, far) for place, each in enumerate(listed[:MOST_THEMES], 1))
    if found and not any(theme.weight for theme in found):
        at["themes"].wrong("Every theme has the weight 0. Give at least one a weight above 0.")
    if len(far.criteria) > MOST_CRITERIA:
        at["themes"].wrong(f"There are more than {MOST_CRITERIA:,} criteria. Split the framework.")
    return found


def _theme(each: Place, place: int, far: SoFar) -> Theme:
    at = each.below(_called(each, "theme", place))
    said = at.named(OF_THEME)
    key = _key(at, said, far.themes, "theme")
    listed = said["criteria"].listed() if "criteria" in said else []
    if not listed:
        (said.get("criteria") or at).wrong("criteria is empty. Give the theme at least one.")
    left = MOST_CRITERIA + 1 - len(far.criteria)
    criteria = tuple(_criterion(one, n, far) for n, one in enumerate(listed[:left], 1))
    if criteria and not any(each.weight for each in criteria):
        at.wrong("Every criterion has the weight 0. Give at least one a weight above 0.")
    return Theme(
        key,
        values.needed(at, said, "title", "Say what it is called."),
        values.words(said, "says"),
        values.weight(said),
        criteria,
    )


def _criterion(each: Place, place: int, far: SoFar) -> Criterion:
    at = each.below(_called(each, "criterion", place))
    said = at.named(OF_CRITERION)
    key = _key(at, said, far.criteria, "criterion")
    was = values.each_once(said, "was", lambda told: _slug_like("was", told))
    for one in was:
        _claims(said["was"], one, far)
    return Criterion(
        key,
        values.needed(at, said, "title", "Say what is judged.", most=CRITERION_TITLE),
        values.words(said, "says"),
        values.weight(said),
        values.each_once(said, "kinds", values.one_of("kinds", far.kinds)),
        values.level_words(said, far.scale),
        values.words(said, "guidance"),
        values.items(said, "evidence"),
        values.each_once(said, "maps_to", lambda told: _mapped(told, far.key)),
        was,
    )


def _called(each: Place, what: str, place: int) -> str:
    """How a theme or criterion is named in a fault: by its key, or by its place."""
    pairs = each.node.value if isinstance(each.node.value, list) else []
    keys = [v.value for k, v in (p for p in pairs if isinstance(p, tuple)) if k.value == "key"]
    return f"{what} '{keys[0]}'" if keys and isinstance(keys[0], str) else f"{what} {place}"


def _key(at: Place, said: values.Fields, taken: dict[str, Place], what: str) -> str:
    key = values.slug(at, said)
    if key in taken:
        line = taken[key].node.start_mark.line + 1
        told = f"key '{key}' is that of the {what} in line {line}, too. Give each its own."
        said["key"].wrong(told)
    elif key:
        taken[key] = said["key"]
    return key


def _slug_like(name: str, told: str) -> str:
    if values.SLUG.fullmatch(told) and len(told) <= values.KEY:
        return ""
    return f"{name} must be keys of criteria such as asset-use, not {short(told)}."


def _mapped(told: str, own: str) -> str:
    framework, slash, criterion = told.partition("/")
    if not slash or _slug_like("", framework) or _slug_like("", criterion):
        return f"maps_to must be framework/criterion, not {short(told)}."
    if framework == own:
        return f"maps_to has {short(told)}, which is this framework. Name another one."
    return ""


def _claims(at: Place, one: str, far: SoFar) -> None:
    if one in far.was:
        line = far.was[one].node.start_mark.line + 1
        at.wrong(f"was has '{one}', which line {line} has, too. Only one can go on from it.")
    else:
        far.was[one] = at


def claimed(far: SoFar, earlier: Earlier | None) -> None:
    known = None if earlier is None or not far.was else sorted(earlier(far.key))
    for one, at in far.was.items():
        if one in far.criteria:
            at.wrong(f"was has '{one}', which is a criterion of this version. Take it away.")
        elif known is not None and not known:
            at.wrong(f"was has '{one}', but there is no earlier version. Take it away.")
        elif known is not None and one not in known:
            told = "was has '{}', which no earlier version has. {}"
            at.wrong(told.format(one, nearest(one, known)))
