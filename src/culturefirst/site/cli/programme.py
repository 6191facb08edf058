"""``culturefirst programme import``, ``status`` and ``report``: they use the database."""

import json
from argparse import Namespace
from datetime import date
from typing import Any

from culturefirst.kit.errors import DomainError
from culturefirst.site.cli.reading import refuse_what_is_no_file, summary
from culturefirst.site.cli.setup import use_django


def import_(options: Namespace) -> int:
    """Read a document into the database, the whole or nothing."""
    refuse_what_is_no_file(options.file)
    use_django()
    from culturefirst.programme import actions
    from culturefirst.programme.queries import current
    from culturefirst.programme.reading.document import Document

    by = _whoever_leads()
    received = actions.receive_document(
        by=by, name=options.file.name, content=options.file.read_bytes()
    )
    if received.fault:
        raise DomainError(received.fault)
    if received.work_programme is not None:
        raise DomainError(f"this document is here already, as “{received.work_programme.title}”")
    document = Document.from_json(received.document)
    made = actions.import_document(
        by=by, received=received, document=document, state="draft" if current() else "current"
    )
    print(f"Imported “{made.title}”: {summary(document)}")
    for target in document.targets:
        if not target.sure:
            print(f"  look at: {target.text}")
    return 0


def _whoever_leads() -> Any:
    from culturefirst.network.queries import administrators

    leads = administrators().order_by("pk").first()
    if leads is None:
        raise DomainError(
            "nobody leads this network yet, in whose name a programme could be imported; "
            "first run: culturefirst administrator EMAIL"
        )
    return leads


def status(options: Namespace) -> int:
    """How the current programme stands, target by target."""
    use_django()
    from culturefirst.programme.queries import programme_view

    view = programme_view(_current(), as_at=options.as_at)
    if options.json:
        print(json.dumps(_as_json(view), ensure_ascii=False, indent=2))
    else:
        _print(view)
    return 0


def report(options: Namespace) -> int:
    """Write the report as a file; ``--freeze`` keeps it in the database for good."""
    use_django()
    from culturefirst.programme.queries import programme_view
    from culturefirst.programme.reports.content import content, headlines
    from culturefirst.programme.reports.freezing import freeze_report
    from culturefirst.programme.reports.rendering import render

    programme, day = _current(), _day(options.as_at)
    if options.freeze:
        frozen = freeze_report(by=_whoever_leads(), work_programme=programme, as_at=day)
        printed = frozen.content
    else:
        printed = content(programme_view(programme, as_at=day), headlines(day))
    form = {"word": "highlights-word", "pdf": "highlights-pdf"}[options.format]
    try:
        options.output.write_bytes(render(printed, form))
    except OSError as error:
        raise DomainError(
            f"cannot write {options.output} ({error.strerror}); give another file with -o"
        ) from error
    print(f"Wrote {options.output}: {programme.title} as at {day}.")
    return 0


def _current() -> Any:
    from culturefirst.programme.queries import current

    programme = current()
    if programme is None:
        raise DomainError(
            "there is no current work programme; bring one in: culturefirst programme import FILE"
        )
    return programme


def _day(said: date | None) -> date:
    from culturefirst.kit import clock

    return said or clock.today()


def _as_json(view: Any) -> dict[str, Any]:
    return {
        "title": view.work_programme.title,
        "as_at": view.as_at.isoformat(),
        "counts": {status.value: n for status, n in view.counts.items()},
        "targets": [
            {
                "text": line.target.text,
                "kind": line.target.kind,
                "status": line.standing.status.value,
                "says": line.standing.sentence,
                "source": line.source,
                "figure": line.figure.numerator if line.figure else None,
                "of": line.figure.denominator if line.figure else None,
                "due": line.target.due.isoformat() if line.target.due else None,
            }
            for line in view.lines
        ],
    }


def _print(view: Any) -> None:
    print(f"{view.work_programme.title}, as at {view.as_at}")
    counts = (f"{n} {status.word.lower()}" for status, n in view.counts.items() if n)
    print(", ".join(counts) or "no targets yet")
    for activity in view.activities:
        print(f"\n{activity.activity.title}")
        for line in activity.lines:
            print(f"  {line.standing.status.word:<12} {line.target.text}")
            print(f"  {'':<12} {line.standing.sentence} ({line.source})")
