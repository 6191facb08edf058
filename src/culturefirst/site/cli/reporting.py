"""``culturefirst programme report``: the programme as a paper."""

from argparse import Namespace
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from culturefirst.kit.errors import DomainError
from culturefirst.site.cli.programme import in_whose_name, the_current_one
from culturefirst.site.cli.setup import use_django


def report(options: Namespace) -> int:
    """Write the report as a file; ``--freeze`` keeps it in the database for good."""
    _refuse_a_missing_folder(options.output)
    _refuse_what_a_document_cannot_tell(options)
    use_django()
    from culturefirst.kit import clock

    programme, day = the_current_one(), options.as_at or clock.today()
    if options.whole and options.format == "word":
        made = _document(programme)
    else:
        kept = _frozen(programme, day, options.by) if options.freeze else _live(programme, day)
        made = _paper(kept, whole=options.whole, form=options.format)
    _write(options.output, made)
    print(f"Wrote {options.output}: {programme.title} as at {day}.")
    return 0


def _refuse_a_missing_folder(output: Path) -> None:
    # Before anything is frozen for a paper that then has no place.
    if not output.parent.is_dir():
        raise DomainError(f"there is no folder {output.parent}; make it, or give another with -o")


def _refuse_what_a_document_cannot_tell(options: Namespace) -> None:
    if options.whole and options.format == "word" and (options.freeze or options.as_at):
        raise DomainError(
            "the whole programme in Word is the document as it is now; "
            "leave out --freeze and --as-at, or ask for --format pdf"
        )


def _frozen(programme: Any, day: date, email: str | None) -> Mapping[str, Any]:
    from culturefirst.programme.reports.freezing import CommentaryMissing, freeze_report

    by = in_whose_name(email)
    try:
        frozen = freeze_report(by=by, work_programme=programme, as_at=day)
    except CommentaryMissing as missing:
        raise DomainError(
            f"{missing} Write it on the page of each, then freeze again; "
            "without --freeze the report can be written now"
        ) from missing
    print(f"Frozen in the name of {by}: {frozen.title}.")
    kept: Mapping[str, Any] = frozen.content
    return kept


def _live(programme: Any, day: date) -> Mapping[str, Any]:
    from culturefirst.programme.reports.content import content, headlines
    from culturefirst.programme.reports.freezing import report_view

    return content(report_view(programme, day), headlines(day))


def _paper(kept: Mapping[str, Any], *, whole: bool, form: str) -> bytes:
    from culturefirst.programme.reports.rendering import render

    return render(kept, form if whole else f"highlights-{form}")


def _document(programme: Any) -> bytes:
    from culturefirst.programme.queries import as_document
    from culturefirst.programme.writing.word import write_word

    made = BytesIO()
    write_word(as_document(programme), made)
    return made.getvalue()


def _write(output: Path, made: bytes) -> None:
    try:
        output.write_bytes(made)
    except OSError as error:
        raise DomainError(
            f"cannot write {output} ({error.strerror}); give another file with -o"
        ) from error
