"""The asset step makes fonts and one stylesheet, and takes no time when they are there."""

import re
from pathlib import Path

import pytest

from culturefirst.kit import assets


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("var")
    assets.build(folder)
    return folder


def test_each_face_is_a_small_woff2_file(var: Path) -> None:
    for name in assets.FACES:
        content = (var / "assets" / "fonts" / f"{name}.woff2").read_bytes()
        assert content[:4] == b"wOF2"
        assert len(content) < 45_000


def test_the_stylesheet_holds_every_part_and_every_face(var: Path) -> None:
    css = (var / "assets" / assets.BUNDLE).read_text(encoding="utf-8")
    assert css.count("@font-face") == len(assets.FACES)
    assert css.index("@layer tokens") < css.index("@layer base")
    assert "@import" not in css
    assert len(css) < 40_000


def test_a_second_run_writes_nothing(var: Path) -> None:
    assert assets.build(var) == []


def test_what_was_lost_or_spoilt_is_made_again(var: Path) -> None:
    font = var / "assets" / "fonts" / "serif-600.woff2"
    font.unlink()
    assert assets.build(var) == [font]
    (var / "assets" / "made.json").write_text("not json", encoding="utf-8")
    assert len(assets.build(var)) == len(assets.FACES) + 1


def test_every_part_is_listed_and_no_colour_is_written_outside_the_tokens() -> None:
    assert {path.stem for path in assets.STYLES.glob("*.css")} == set(assets.SHEETS)
    for sheet in set(assets.SHEETS) - {"tokens", "print"}:
        text = (assets.STYLES / f"{sheet}.css").read_text(encoding="utf-8")
        assert re.findall(r"#[0-9a-f]{3,8}\b", text) == [], sheet
