"""``culturefirst frameworks load``: benchmark frameworks from their files."""

from argparse import Namespace
from pathlib import Path

from culturefirst.kit.errors import DomainError
from culturefirst.site.cli.programme import in_whose_name
from culturefirst.site.cli.reading import refuse_what_is_no_file
from culturefirst.site.cli.setup import use_django


def load(options: Namespace) -> int:
    """Load one file, or what comes with the system; every fault is told with its place."""
    text = _text(options.file) if options.file else None
    use_django()
    from culturefirst.improvement import actions
    from culturefirst.improvement.frameworks import FrameworkRefused
    from culturefirst.kit.wording import plural

    by = in_whose_name(options.by)
    try:
        if text is None:
            versions = actions.load_shipped_frameworks(by=by)
        else:
            versions = [actions.load_framework(by=by, text=text)]
    except FrameworkRefused as refused:
        print(refused)
        raise DomainError(
            f"nothing was loaded; put {plural(len(refused.faults), 'fault')} right and try again"
        ) from refused
    for version in versions:
        themes = plural(version.themes.count(), "theme")
        criteria = plural(version.criteria.count(), "criterion,criteria")
        print(f"“{version.title}”, version {version.name}: {themes}, {criteria}.")
    return 0


def _text(file: Path) -> str:
    refuse_what_is_no_file(file)
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as fault:
        raise DomainError(f"{file} is not text in UTF-8; save it as UTF-8 and try again") from fault
