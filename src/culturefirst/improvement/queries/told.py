"""Stored translations to the words that they are, and a framework in another language."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from culturefirst.improvement.frameworks.core import (
    Criterion,
    Framework,
    Level,
    Theme,
    Translation,
    Words,
)

NAMES = {
    "en": "English", "cy": "Cymraeg", "gd": "Gàidhlig", "ga": "Gaeilge", "fr": "Français",
    "de": "Deutsch", "pl": "Polski", "es": "Español", "pt": "Português", "nl": "Nederlands",
}  # fmt: skip


class Told(str):
    """Words in another language than the framework's own, which they name."""

    language: str

    def __new__(cls, words: str, language: str) -> "Told":
        made = super().__new__(cls, words)
        made.language = language
        return made


def language(tag: str) -> str:
    """What a language calls itself, or its tag."""
    return NAMES.get(tag.partition("-")[0], tag)


def told_translations(stored: Mapping[str, Any]) -> dict[str, Translation]:
    """Translations as ``plain`` stored them."""
    return {
        tag: Translation(
            title=said.get("title", ""),
            says=said.get("says", ""),
            scale={int(value): _words(each) for value, each in said.get("scale", {}).items()},
            themes={key: _words(each) for key, each in said.get("themes", {}).items()},
            criteria={key: _words(each) for key, each in said.get("criteria", {}).items()},
        )
        for tag, said in stored.items()
    }


def _words(said: Mapping[str, Any]) -> Words:
    return Words(
        name=said.get("name", ""),
        title=said.get("title", ""),
        says=said.get("says", ""),
        guidance=said.get("guidance", ""),
        levels={int(value): words for value, words in said.get("levels", {}).items()},
        evidence=tuple(said.get("evidence", ())),
    )


def in_language(framework: Framework, tag: str) -> Framework:
    """The framework in that language, as far as it is translated; else as it is."""
    translation = framework.translations.get(tag)
    return framework if translation is None else _Telling(tag, translation).whole(framework)


class _Telling:
    """Puts a translation's words in place of a framework's own."""

    def __init__(self, tag: str, translation: Translation) -> None:
        self.tag, self.translation = tag, translation

    def whole(self, framework: Framework) -> Framework:
        return replace(
            framework,
            title=self._or(self.translation.title, framework.title),
            says=self._or(self.translation.says, framework.says),
            scale=tuple(self._level(each) for each in framework.scale),
            themes=tuple(self._theme(each) for each in framework.themes),
        )

    def _or(self, words: str, own: str) -> str:
        return Told(words, self.tag) if words else own

    def _level(self, level: Level) -> Level:
        said = self.translation.scale.get(level.value, Words())
        return replace(
            level, name=self._or(said.name, level.name), says=self._or(said.says, level.says)
        )

    def _theme(self, theme: Theme) -> Theme:
        said = self.translation.themes.get(theme.key, Words())
        return replace(
            theme,
            title=self._or(said.title, theme.title),
            says=self._or(said.says, theme.says),
            criteria=tuple(self._criterion(each) for each in theme.criteria),
        )

    def _criterion(self, own: Criterion) -> Criterion:
        said = self.translation.criteria.get(own.key, Words())
        levels = {value: Told(words, self.tag) for value, words in said.levels.items()}
        return replace(
            own,
            title=self._or(said.title, own.title),
            says=self._or(said.says, own.says),
            guidance=self._or(said.guidance, own.guidance),
            levels={**own.levels, **levels},
            evidence=tuple(Told(each, self.tag) for each in said.evidence) or own.evidence,
        )
