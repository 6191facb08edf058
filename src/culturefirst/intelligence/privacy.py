"""What the room holds about people: each noun says its own, in a file of its own."""

from culturefirst.intelligence import (  # noqa: F401 (they fill the register)
    privacy_assets,
    privacy_people,
    privacy_studies,
)
