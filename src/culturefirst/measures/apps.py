from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "culturefirst.measures"
    label = "measures"
    verbose_name = "Measures"
