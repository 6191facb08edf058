from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "culturefirst.kit"
    label = "kit"
    verbose_name = "Kit"

    def ready(self) -> None:
        """Listen for what search has to index, once every room's models are there."""
        from culturefirst.kit.search.signals import listen

        listen()
