"""Maps and lists to a file as people write them: the same gives the same text."""

from decimal import Decimal
from typing import Any

import yaml

WIDTH = 96
FOLDED = 80  # a line of words longer than this is folded
INT, FLOAT, STR = (f"tag:yaml.org,2002:{name}" for name in ("int", "float", "str"))


class Inline(tuple[str, ...]):
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


def _inline(dumper: yaml.SafeDumper, items: Inline) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(Decimal, _number)
_Dumper.add_representer(Inline, _inline)


def dumped(pairs: dict[Any, Any]) -> str:
    """The text of the file, in the order of the pairs."""
    return yaml.dump(
        pairs,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=WIDTH,
        default_flow_style=False,
    )
