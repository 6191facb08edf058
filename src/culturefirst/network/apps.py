from pathlib import Path
from typing import cast

from django.apps import AppConfig
from django.conf import settings


class NetworkConfig(AppConfig):
    name = "culturefirst.network"
    label = "network"
    verbose_name = "Network"

    def ready(self) -> None:
        """Let our sign-in pages stand before the library's, which is installed before us."""
        templates = str(Path(__file__).parent / "templates")
        places = cast(list[str], settings.TEMPLATES[0]["DIRS"])
        if templates not in places:
            places.append(templates)
