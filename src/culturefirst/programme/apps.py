from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "culturefirst.programme"
    label = "programme"
    verbose_name = "Programme"
