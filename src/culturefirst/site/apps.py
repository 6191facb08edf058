from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "culturefirst.site"
    label = "site"
    verbose_name = "Site"

    def ready(self) -> None:
        from culturefirst.site import checks  # noqa: F401  (registers the checks)
