"""Backup and restore: the database by its engine's own means, the files with their digests.

Never by copying a live file: with a writer about, that makes copies that do not open.
"""

from culturefirst.kit.backup.make import make
from culturefirst.kit.backup.manifest import Manifest
from culturefirst.kit.backup.put_back import put_back

__all__ = ["Manifest", "make", "put_back"]
