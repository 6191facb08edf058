"""What of evidence can be found: places by their names, addresses, owners and kinds."""

from culturefirst.intelligence import search_assets

__all__ = ["search_assets"]
