"""The verbs of the library."""

from culturefirst.library.actions.publishing import note_published, note_withdrawn

__all__ = ["note_published", "note_withdrawn"]
