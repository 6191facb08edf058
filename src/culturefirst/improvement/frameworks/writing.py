"""A framework to a file: the same framework gives the same text, which reads back as the same."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

from culturefirst.improvement.frameworks.core import (
    FORMAT,
    ONE,
    Criterion,
    Framework,
    Theme,
    Translation,
    Words,
)

WIDTH = 96
FOLDED = 80  # a line of words longer than this is folded
INT, FLOAT, STR = (f"tag:yaml.org,2002:{name}" for name in ("int", "float", "str"))
Pairs = dict[Any, Any]


class _Inline(tuple[str, ...]):
    """A list that is written on one line."""


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists are indented below their name, as people write them."""
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        """The same words twice are written twice."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else ">" if len(text) > FOLDED else None
    return dumper.represent_scalar(STR, text, style=style)


def _number(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    text = format(number.normalize(), "f")
    return dumper.represent_scalar(FLOAT if "." in text else INT, text)


def _inline(dumper: yaml.SafeDumper, items: _Inline) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Decimal, _number)
_Dumper.add_representer(_Inline, _inline)


def written(framework: Framework) -> str:
    """The file that says this framework; ``read`` gives the same framework again."""
    return yaml.dump(
        _framework(framework),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=WIDTH,
        default_flow_style=False,
    )


def _framework(framework: Framework) -> Pairs:
    said = {
        "format": FORMAT,
        "framework": framework.key,
        "version": framework.version,
        "title": framework.title,
        "says": framework.says,
        "language": framework.language,
        "source": framework.source,
        "kinds": _Inline(framework.kinds),
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
            "kinds": _Inline(criterion.kinds),
            "levels": dict(sorted(criterion.levels.items())),
            "guidance": criterion.guidance,
            "evidence": list(criterion.evidence),
            "maps_to": _Inline(criterion.maps_to),
            "was": _Inline(criterion.was),
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
