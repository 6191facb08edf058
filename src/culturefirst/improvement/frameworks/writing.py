"""A framework to a file: the same framework gives the same text, which reads back as the same."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from culturefirst.improvement.frameworks.core import (
    FORMAT,
    ONE,
    Criterion,
    Framework,
    Theme,
    Translation,
    Words,
)
from culturefirst.kit.plain_yaml.writing import Inline, dumped

Pairs = dict[Any, Any]


def written(framework: Framework) -> str:
    """The file that says this framework; ``read`` gives the same framework again."""
    return dumped(_framework(framework))


def _framework(framework: Framework) -> Pairs:
    said = {
        "format": FORMAT,
        "framework": framework.key,
        "version": framework.version,
        "title": framework.title,
        "says": framework.says,
        "language": framework.language,
        "source": framework.source,
        "kinds": Inline(framework.kinds),
        "scale": [
            _some({"value": each.value, "name": each.name, "says": each.says})
            for each in framework.scale
        ],
        "themes": [_theme(each) for each in framework.themes],
        "translations": {tag: _translation(each) for tag, each in framework.translations.items()},
    }
    return _some(said)


def _theme(theme: Theme) -> Pairs:
    return _some(
        {
            "key": theme.key,
            "title": theme.title,
            "says": theme.says,
            "weight": None if theme.weight == ONE else theme.weight,
            "criteria": [_criterion(each) for each in theme.criteria],
        }
    )


def _criterion(criterion: Criterion) -> Pairs:
    return _some(
        {
            "key": criterion.key,
            "title": criterion.title,
            "says": criterion.says,
            "weight": None if criterion.weight == ONE else criterion.weight,
            "kinds": Inline(criterion.kinds),
            "levels": dict(sorted(criterion.levels.items())),
            "guidance": criterion.guidance,
            "evidence": list(criterion.evidence),
            "maps_to": Inline(criterion.maps_to),
            "was": Inline(criterion.was),
        }
    )


def _translation(told: Translation) -> Pairs:
    return _some(
        {
            "title": told.title,
            "says": told.says,
            "scale": _by(told.scale),
            "themes": _by(told.themes),
            "criteria": _by(told.criteria),
        }
    )


def _by(words: Mapping[Any, Words]) -> Pairs:
    return {key: _words(each) for key, each in words.items()}


def _words(words: Words) -> Pairs:
    return _some(
        {
            "name": words.name,
            "title": words.title,
            "says": words.says,
            "levels": dict(words.levels),
            "guidance": words.guidance,
            "evidence": list(words.evidence),
        }
    )


def _some(pairs: Pairs) -> Pairs:
    """Without what is empty; a number counts as said, whatever it is."""
    return {
        name: value
        for name, value in pairs.items()
        if isinstance(value, int | Decimal) or (value is not None and len(value) > 0)
    }
