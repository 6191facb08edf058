from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "culturefirst.site"
    label = "site"
    verbose_name = "Site"
