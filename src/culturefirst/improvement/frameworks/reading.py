"""A file to a framework: whatever does not hold together is told with its place, all at once."""

from collections.abc import Collection
from dataclasses import replace

from culturefirst.improvement.frameworks import values
from culturefirst.improvement.frameworks.core import FORMAT, Framework, Level
from culturefirst.improvement.frameworks.reading_themes import Earlier, SoFar, claimed, themes
from culturefirst.improvement.frameworks.translating import translations
from culturefirst.kit.plain_yaml.faults import short
from culturefirst.kit.plain_yaml.nodes import Place, opened

HEAD = (
    "format", "framework", "version", "title", "says", "language", "source", "kinds", "scale",
    "themes", "translations",
)  # fmt: skip
OF_LEVEL = ("value", "name", "says")
MOST_LEVELS, SOURCE = 20, 500


def read(
    text: str, *, kinds: Collection[str] | None = None, earlier: Earlier | None = None
) -> Framework:
    """The framework that a file says. Raises ``FrameworkRefused`` with every fault in it.

    ``kinds`` are the kinds of body that there are; ``earlier`` gives the keys that criteria of a
    framework had in its earlier versions. Without them, neither is looked at.
    """
    file = opened(text)
    at = file.named(HEAD)
    if not at:
        file.wrong("This is not a framework. Begin with “format: 1”; see the page on frameworks.")
        file.faults.refuse_any()
    _format(file, at)
    far = SoFar(values.slug(file, at, "framework"), kinds)
    made = Framework(
        key=far.key,
        version=values.needed(file, at, "version", "Give its year or number.", most=values.NAME),
        title=values.needed(file, at, "title", "Say what it is called."),
        says=values.words(at, "says"),
        language=_language(at),
        source=values.title(at, "source", most=SOURCE),
        kinds=values.each_once(at, "kinds", values.one_of("kinds", kinds)),
        scale=_scale(file, at, far),
    )
    if made.kinds:
        far.kinds = made.kinds
    found = themes(file, at, far)
    claimed(far, earlier)
    whole = replace(made, themes=found)
    told = translations(at, whole)
    file.faults.refuse_any()
    return replace(whole, translations=told)


def _format(file: Place, at: values.Fields) -> None:
    told = values.needed(file, at, "format", f"Begin the file with “format: {FORMAT}”.")
    if told and told != str(FORMAT):
        at["format"].wrong(f"format must be {FORMAT}, not {short(told)}.")


def _language(at: values.Fields) -> str:
    told = values.title(at, "language", most=20) or "en"
    if not values.LANGUAGE.fullmatch(told):
        at["language"].wrong(f"language must be a tag such as en or cy, not {short(told)}.")
    return told


def _scale(file: Place, at: values.Fields, far: SoFar) -> tuple[Level, ...]:
    if "scale" not in at:
        file.wrong("scale is missing. Give at least two levels, the lowest first.")
        return ()
    before, found = len(file.faults.found), list[Level]()
    for place, each in enumerate(at["scale"].listed(), 1):
        inside = each.below(f"level {place} of the scale")
        said = inside.named(OF_LEVEL)
        number = values.needed(inside, said, "value", "Give a whole number.")
        value = values.whole(said["value"], number) if number else None
        name = values.needed(inside, said, "name", "Give it a name.", most=values.NAME)
        if value is not None:
            _ascends(said["value"], value, found)
            found.append(Level(value, name, values.words(said, "says")))
    if len(at["scale"].listed()) < 2:
        at["scale"].wrong("scale must have at least two levels, the lowest first.")
    if len(found) > MOST_LEVELS:
        at["scale"].wrong(f"scale has {len(found)} levels. Keep it to {MOST_LEVELS}.")
    # Where the scale itself is wrong, levels are not held against it.
    far.scale = [] if len(file.faults.found) > before else [level.value for level in found]
    return tuple(found)


def _ascends(at: Place, value: int, found: list[Level]) -> None:
    if found and value == found[-1].value:
        at.wrong(f"value {value} is there twice. Give each level a number of its own.")
    elif found and value < found[-1].value:
        at.wrong(f"value {value} comes after {found[-1].value}. Put the lowest level first.")
