"""``culturefirst check``, ``search rebuild``, ``backup`` and ``restore``."""

from argparse import Namespace

from culturefirst.kit.errors import DomainError
from culturefirst.site.cli.setup import use_django


def check(_options: Namespace) -> int:
    """Look at everything and say what is wrong; exit code 2 where something is."""
    use_django()
    from django.db import DatabaseError

    from culturefirst.site import looking

    for says, look in looking.LOOKS.items():
        try:
            found = look()
        except DatabaseError as error:
            found = [f"The database does not answer: {error}"]
        print(f"{'✗' if found else '✓'} {says}")
        if found:
            print("\n".join(f"    {sentence}" for sentence in found))
            raise DomainError(f"not all is well: {found[0]}")
    return 0


def rebuild_search(_options: Namespace) -> int:
    """Make the index of search anew, and say what was wrong with it."""
    use_django()
    from culturefirst.kit.search import checking
    from culturefirst.kit.search.models import SearchEntry
    from culturefirst.kit.wording import plural

    for sentence in checking.rebuild():
        print(f"Put right: {sentence}")
    print(f"Search finds {plural(SearchEntry._base_manager.count(), 'record')}.")
    return 0


def backup(options: Namespace) -> int:
    """Copy everything that is stored, and prove the copy by opening it."""
    use_django()
    from culturefirst.kit import backup as keeping

    made = keeping.make(options.folder)
    print(f"Backed up into {options.folder}: the database and {len(made.files)} files.")
    print("The copy was opened and is sound. The secret key is not in it: keep that elsewhere.")
    return 0


def restore(options: Namespace) -> int:
    """Put a backup back, bring it up to date, and leave a word in the trail."""
    from culturefirst.site import preparing

    preparing.make_secret_key()
    use_django()
    from django.db import transaction

    from culturefirst.kit import audit
    from culturefirst.kit import backup as keeping
    from culturefirst.kit.act import SYSTEM

    kept = keeping.put_back(options.folder, replace=options.replace)
    preparing.migrate()
    with transaction.atomic():
        audit.record("kit.restore", by=SYSTEM, reason=f"the backup of {kept.made_at}")
    print(f"Restored the backup of {kept.made_at}: the database and {len(kept.files)} files.")
    print("Letters that were waiting in it are held until a person releases them.")
    return 0
