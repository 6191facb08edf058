"""What search engines list of evidence; each noun has a file of its own."""

from culturefirst.intelligence import site_map_assets

__all__ = ["site_map_assets"]
