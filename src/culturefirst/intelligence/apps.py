from django.apps import AppConfig


class IntelligenceConfig(AppConfig):
    name = "culturefirst.intelligence"
    label = "intelligence"
    verbose_name = "Evidence"
