"""Questions over offers and needs that more than one caller asks."""

from culturefirst.collaboration.queries.matches import Suggestion, suggestions, worth

__all__ = ["Suggestion", "suggestions", "worth"]
