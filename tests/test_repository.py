"""Facts about the repository itself: what its papers say is so, and what must not be in it."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from culturefirst.site.cli.parser import parser

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "work-programme-2011-12.txt"
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/**/README.md")])
WORDS_IN_A_ROW = 8
LEADS = re.compile(r'"leads": \[[^\]]*\]')  # names of bodies and posts are facts


def tracked() -> Iterator[Path]:
    """Every file under version control, this one excepted."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.split("\0"):
        path = ROOT / name
        if name and path.is_file() and path != Path(__file__).resolve():
            yield path


def texts() -> Iterator[tuple[str, str]]:
    for path in tracked():
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def code_in(paper: Path) -> list[str]:
    """The commands and names that a paper sets as code."""
    text = paper.read_text()
    blocks = re.findall(r"```[a-z]*\n(.*?)```", text, re.DOTALL)
    return [line for block in blocks for line in block.splitlines()] + re.findall(
        r"`([^`\n]+)`", text
    )


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_papers_name_commands_that_exist(paper: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for line in code_in(paper):
        words = line.split("#")[0].strip().removeprefix("$ ").split()
        words = [word for word in words if "=" not in word]
        if words[:1] == ["make"] and len(words) > 1:
            assert words[1] in targets, line
        if words[:1] == ["culturefirst"] and len(words) > 1:
            assert understood(words[1:]), line


def understood(words: list[str]) -> bool:
    """Whether the command line knows these commands (arguments are shown as CAPITALS)."""
    commands = [word for word in words if re.fullmatch(r"[a-z]+", word)]
    try:
        parser().parse_args([*commands, "--help"])
    except SystemExit as left:
        return left.code == 0
    return False


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_papers_link_to_what_is_there(paper: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", paper.read_text()):
        if not link.startswith(("http", "#", "mailto:")):
            assert (paper.parent / link.split("#")[0]).exists(), link


def test_the_changelog_has_a_place_for_what_comes_next() -> None:
    assert "## Unreleased" in (ROOT / "CHANGELOG.md").read_text()


def test_the_licence_is_the_one_that_the_package_names() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert told["project"]["license"] == "BSD-3-Clause"
    assert (ROOT / "LICENSE").read_text().startswith("BSD 3-Clause License")


def test_every_dependency_of_the_package_is_locked_with_hashes() -> None:
    locked = (ROOT / "requirements.lock").read_text()
    for needed in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]:
        name = re.split(r"[\[<>=]", needed)[0].lower()
        assert re.search(rf"^{re.escape(name)}(\[\w+\])?==", locked, re.MULTILINE), name
    pinned = re.findall(r"^\S+==\S+(?: ; [^\n]+)? \\\n    --hash=", locked, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^\S+==", locked, re.MULTILINE))


def test_no_file_names_a_package_index_or_a_place_on_somebodys_machine() -> None:
    told = re.compile(
        r"index-url|extra-index|/simple/|files\.python" + r"hosted|registry\.npm"
        r"|/home/\w+|/" + r"root/|/" + r"work/",
        re.IGNORECASE,
    )
    assert [(name, found.group()) for name, text in texts() if (found := told.search(text))] == [
        # The lock script says that no index is to be written.
        ("scripts/lock", "index-url"),
    ]


def test_nothing_is_left_to_do_or_skipped_without_a_reason() -> None:
    left = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|pytest\.skip\(\)|assert True\b")
    found = [
        name for name, text in texts() if name.endswith((".py", ".html")) and left.search(text)
    ]
    assert found == []


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/work-programme-2011-12.txt")
def test_no_sentence_of_the_real_programme_is_copied() -> None:
    theirs = set(shingles(SHARED.read_text(encoding="utf-8", errors="replace")))
    copied = {
        name: " ".join(found)
        for name, text in texts()
        if not name.endswith(".lock")
        for found in shingles(LEADS.sub("", text))
        if found in theirs
    }
    assert copied == {}


def shingles(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of so many words."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return zip(*(words[start:] for start in range(WORDS_IN_A_ROW)), strict=False)
