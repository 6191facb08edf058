"""What goes on by itself: each noun says its own, in a file of its own."""

from culturefirst.intelligence.jobs_assets import import_asset_list
from culturefirst.intelligence.jobs_people import import_people

__all__ = ["import_asset_list", "import_people"]
