from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "culturefirst.kit"
    label = "kit"
    verbose_name = "Kit"
