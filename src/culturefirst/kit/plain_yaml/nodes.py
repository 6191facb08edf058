"""YAML taken apart with care: every value keeps its place, and nothing clever is let in.

Only plain lists, maps and words: no aliases (a small file could grow to a huge one), no tags, no
second document. Whatever is wrong is noted with its line and column; reading goes on.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from culturefirst.kit.plain_yaml.faults import Faults, nearest, short

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LARGEST = 2**20  # bytes
DEEPEST = 12
NULL = "tag:yaml.org,2002:null"
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
HINTS = {
    "mapping values are not allowed": "Put quotes around words that have a colon in them.",
    "found character '\\t'": "Use spaces instead of tabs.",
    "found unexpected end of stream": "A quotation mark is opened and not closed.",
    "expected <block end>": "Something is indented less or more than the lines around it.",
    "did not find expected key": "Something is indented less or more than the lines around it.",
    "could not find expected ':'": "A colon is missing, or quotes around words with signs in them.",
}
WHAT: dict[Any, str] = {yaml.MappingNode: "lines of names and values", yaml.SequenceNode: "a list"}


def unseen(text: str) -> int | None:
    """Where a sign stands that nobody sees or that turns the writing around, if there is one."""
    for at, sign in enumerate(text):
        if sign < " " and sign not in "\t\n\r":
            return at
        if sign > "~" and (unicodedata.category(sign) in _HIDDEN or sign in TURNING):
            return at
    return None


_HIDDEN = frozenset(("Cc", "Cs", "Zl", "Zp"))


@dataclass(frozen=True)
class Place:
    """A value of the file with where it stands; ``name`` is what its line calls it."""

    node: yaml.Node
    faults: Faults
    where: tuple[str, ...] = ()
    name: str = ""

    def wrong(self, says: str) -> None:
        """Note a fault at this value."""
        mark = self.node.start_mark
        self.faults.add(mark.line, mark.column, self.where, says)

    def below(self, words: str) -> "Place":
        """The same value, told as ``words`` in the path to what is inside it."""
        return replace(self, where=(*self.where, words))

    @property
    def is_empty(self) -> bool:
        return self.node.tag == NULL and not getattr(self.node, "style", None)

    def named(self, known: Sequence[str] | None = None) -> "dict[str, Place]":
        """The values by name; told are names twice and, with ``known``, those not among these."""
        if self.is_empty:
            return {}
        if not isinstance(self.node, yaml.MappingNode):
            self.wrong(f"{self.name} must be lines of names and values, not {self._what}.")
            return {}
        found: dict[str, Place] = {}
        for key, value in self.node.value:
            at = replace(self, node=key)
            if not isinstance(key, yaml.ScalarNode):
                at.wrong(f"A name in {self.name} must be a word.")
            elif key.value in found:
                at.wrong(f"{short(key.value)} is there twice. Keep one of them.")
            elif known is not None and key.value not in known:
                at.wrong(f"{short(key.value)} is not known here. {nearest(key.value, [*known])}")
            else:
                found[key.value] = replace(self, node=value, name=key.value)
        return found

    def listed(self) -> "list[Place]":
        """The values of a list."""
        if self.is_empty:
            return []
        if not isinstance(self.node, yaml.SequenceNode):
            self.wrong(f"{self.name} must be a list, not {self._what}.")
            return []
        return [replace(self, node=each) for each in self.node.value]

    def word(self) -> str | None:
        """A single value as it is written, ``None`` where it is a list or a map; empty for null."""
        if not isinstance(self.node, yaml.ScalarNode):
            self.wrong(f"{self.name} must be words, not {self._what}.")
            return None
        if self.is_empty:
            return ""
        if unseen(self.node.value) is not None:
            self.wrong(f"{self.name} has a sign that nobody can see. Write it anew.")
            return None
        return str(self.node.value)

    @property
    def _what(self) -> str:
        if isinstance(self.node, yaml.ScalarNode):
            return short(self.node.value)
        return WHAT[type(self.node)]


def opened(text: str) -> Place:
    """The file taken apart; raises ``FileRefused`` where it is not plain YAML."""
    faults = Faults()
    if len(text) > LARGEST or len(text.encode("utf-8", "replace")) > LARGEST:
        faults.add(0, 0, (), "The file is larger than 1 MB. Split it into two files.")
    elif (at := unseen(text.removeprefix("\ufeff"))) is not None:
        line, start = text.count("\n", 0, at), text.rfind("\n", 0, at) + 1
        faults.add(line, at - start, (), "There is a sign that nobody can see. Write it anew.")
    faults.refuse_any()
    try:
        _look(text, faults)
        faults.refuse_any()
        node: Any = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as fault:
        _not_yaml(fault, faults)
    except yaml.reader.ReaderError as fault:
        faults.add(0, 0, (), f"It cannot be read at sign {fault.position}. Save it as UTF-8.")
    faults.refuse_any()
    if node is None:
        faults.add(0, 0, (), "The file is empty. Begin with “format: 1”.")
        faults.refuse_any()
    return Place(node, faults, name="The file")


def _look(text: str, faults: Faults) -> None:
    """Go through the file once, before anything is built of it."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=LOADER):
        mark: Any = event.start_mark
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents == 2:
                faults.add(mark.line, 0, (), "A second document begins. Put it in its own file.")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                faults.add(mark.line, mark.column, (), "Too much is nested here. Indent it less.")
                return
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.NodeEvent):
            _plain(event, faults)


def _plain(event: Any, faults: Faults) -> None:
    mark, tag = event.start_mark, getattr(event, "tag", None)
    if event.anchor is not None:
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
        told = f"'{sign}{event.anchor}' refers to another place. Write the words out instead."
        faults.add(mark.line, mark.column, (), told)
    if tag is not None:
        said = short(tag.replace("tag:yaml.org,2002:", "!!"))
        told = f"The tag {said} is not taken. Take it away; put words in quotes."
        faults.add(mark.line, mark.column, (), told)


def _not_yaml(fault: yaml.MarkedYAMLError, faults: Faults) -> None:
    mark: Any = fault.problem_mark or fault.context_mark
    problem = re.sub(r"\s+", " ", fault.problem or "it cannot be read")
    hint = next((says for begins, says in HINTS.items() if problem.startswith(begins)), "")
    says = f"This is not YAML: {problem}. {hint or 'Look at this line and the one before it.'}"
    faults.add(mark.line if mark else 0, mark.column if mark else 0, (), says)
