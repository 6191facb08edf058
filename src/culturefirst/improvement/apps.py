from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "culturefirst.improvement"
    label = "improvement"
    verbose_name = "Improvement"
