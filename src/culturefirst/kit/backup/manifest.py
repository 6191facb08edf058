"""What a backup holds, with the digest of each part; a folder without it is no backup."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Literal

from culturefirst.kit.errors import DomainError

NAME = "backup.json"
FILES = "files"
Engine = Literal["sqlite", "postgresql"]
DATABASE: dict[Engine, str] = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


@dataclass(frozen=True)
class Manifest:
    """``made_at`` is the machine's time in ISO form; ``digests`` are SHA-256 by relative path."""

    made_at: str
    engine: Engine
    epoch: int
    digests: dict[str, str] = field(default_factory=dict)

    @property
    def database(self) -> str:
        return DATABASE[self.engine]

    @property
    def files(self) -> list[str]:
        """The stored files' paths inside ``files/``."""
        return [name for name in self.digests if name != self.database]

    def write(self, folder: Path) -> None:
        """Written last and whole: what has a manifest is complete."""
        being_written = folder / f"{NAME}.part"
        being_written.write_text(json.dumps(asdict(self), indent=1, sort_keys=True) + "\n")
        being_written.replace(folder / NAME)

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Raises ``DomainError`` where the folder holds no whole backup."""
        try:
            return cls(**json.loads((folder / NAME).read_text()))
        except FileNotFoundError:
            raise DomainError(
                f"{folder} holds no finished backup: it has no {NAME}. "
                "Give the folder that culturefirst backup made."
            ) from None
        except (ValueError, TypeError) as fault:
            raise DomainError(f"{folder / NAME} is damaged. Use another backup.") from fault

    def faults(self, folder: Path) -> Iterator[str]:
        """Each part that is missing or not as it was, as a sentence."""
        for name, digest in self.digests.items():
            path = folder / name
            if not path.is_file():
                yield f"{path} is missing from the backup."
            elif digest_of(path) != digest:
                yield f"{path} has changed since the backup was made."


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hex, read in pieces."""
    with path.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()
