"""Strangers' files are read in a child that can do no harm and always answers."""

import resource
from pathlib import Path

import pytest

from culturefirst.kit import untrusted
from culturefirst.kit.errors import DomainError
from culturefirst.kit.untrusted import DAMAGED, TOO_LARGE, TOO_SLOW, DocumentRefused, call

READERS = "culturefirst.kit.tests.staged_readers"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "programme.txt"
    path.write_text("four priorities")
    return path


def processor_time() -> float:
    """Seconds that all child processes have used so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def refusal(reader: str, path: Path) -> str:
    with pytest.raises(DocumentRefused) as refused:
        call(f"{READERS}:{reader}", path)
    assert isinstance(refused.value, DomainError)
    return str(refused.value)


def test_the_answer_comes_back_whatever_a_library_prints(document: Path) -> None:
    assert call(f"{READERS}:words", document) == ["four", "priorities"]


def test_a_refusal_keeps_its_sentence(document: Path) -> None:
    said = "Row 3 has no target. Fill it in and bring the file again."
    assert refusal("refuses", document) == said


def test_a_file_that_breaks_the_reader_is_called_damaged(document: Path) -> None:
    assert refusal("breaks", document) == DAMAGED
    assert refusal("nests", document) == DAMAGED


def test_a_file_that_needs_two_gigabytes_is_too_large(document: Path) -> None:
    assert refusal("eats", document) == TOO_LARGE


def test_a_file_that_burns_the_processor_is_too_slow(
    document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(untrusted, "CPU", 1)
    before = processor_time()
    assert refusal("spins", document) == TOO_SLOW
    assert 0.7 < processor_time() - before < 3


def test_a_file_that_only_waits_is_too_slow(
    document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(untrusted, "WALL", 1)
    assert refusal("sleeps", document) == TOO_SLOW


def test_the_child_writes_no_file(document: Path) -> None:
    assert refusal("writes", document) == DAMAGED
    assert document.read_text() in ("", "four priorities")


def test_the_child_has_no_django_no_secrets_and_no_files_of_ours(
    document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CULTUREFIRST_SECRET_KEY", "hush")
    monkeypatch.setenv("DATABASE_PASSWORD", "hush")
    with document.open():
        assert call(f"{READERS}:world", document) == {"django": False, "secrets": [], "files": 4}


def test_the_child_starts_in_a_quarter_of_a_second(document: Path) -> None:
    # Counted in processor time, which other work on the machine does not change.
    before = processor_time()
    call(f"{READERS}:words", document)
    assert processor_time() - before < 0.25


def test_a_module_beside_the_document_is_not_run(
    document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody reads a file in a folder of downloads, where a stranger left Python as well."""
    for name in ("json.py", "resource.py"):
        (document.parent / name).write_text("raise SystemExit(0)")
    (document.parent / "culturefirst").mkdir()
    (document.parent / "culturefirst/__init__.py").write_text("raise SystemExit(0)")
    monkeypatch.chdir(document.parent)
    assert call(f"{READERS}:words", document) == ["four", "priorities"]
