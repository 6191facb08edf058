from importlib import import_module
from pathlib import Path
from typing import cast

from django.apps import AppConfig
from django.conf import settings


class NetworkConfig(AppConfig):
    name = "culturefirst.network"
    label = "network"
    verbose_name = "Network"

    def ready(self) -> None:
        """Listen to the sign-in library, and let our pages of it stand before its own."""
        import_module("culturefirst.network.receivers")
        templates = str(Path(__file__).parent / "templates")
        places = cast(list[str], settings.TEMPLATES[0]["DIRS"])
        if templates not in places:
            places.append(templates)
