"""``culturefirst programme import`` and ``status``: they use the database."""

import json
from argparse import Namespace
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

    by = in_whose_name(options.by)
    received = actions.receive_document(
        by=by, name=options.file.name, content=options.file.read_bytes()
    )
    if received.fault:
        raise DomainError(received.fault)
    if received.work_programme is not None:
        raise DomainError(
            f"this document is here already, as “{received.work_programme.title}”; open that one"
        )
    document = Document.from_json(received.document)
    made = actions.import_document(
        by=by, received=received, document=document, state="draft" if current() else "current"
    )
    print(f"Imported “{made.title}” as {_as_what(made)}, in the name of {by}: {summary(document)}")
    for target in document.targets:
        if not target.sure:
            print(f"  look at: {target.text}")
    return 0


def _as_what(programme: Any) -> str:
    return "the current programme" if programme.state == "current" else "a draft"


def in_whose_name(email: str | None) -> Any:
    """The account with that address, else the first of those who lead the network."""
    from culturefirst.network.models import User
    from culturefirst.network.queries import administrators

    if email:
        found = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
        if found is None:
            raise DomainError(
                f"nobody has an open account with the address {email}; "
                "give the address of somebody who signs in here"
            )
        return found
    leads = administrators().order_by("pk").first()
    if leads is None:
        raise DomainError(
            "nobody leads this network yet, in whose name this could be done; "
            "first run: culturefirst administrator EMAIL"
        )
    return leads


def status(options: Namespace) -> int:
    """How the current programme stands, target by target."""
    use_django()
    from culturefirst.programme.queries import programme_view

    view = programme_view(the_current_one(), as_at=options.as_at)
    if options.json:
        print(json.dumps(_as_json(view), ensure_ascii=False, indent=2))
    else:
        _print(view)
    return 0


def the_current_one() -> Any:
    """The current programme; raises ``DomainError`` where there is none."""
    from culturefirst.programme.queries import current

    programme = current()
    if programme is None:
        raise DomainError(
            "there is no current work programme; bring one in: culturefirst programme import FILE"
        )
    return programme


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
