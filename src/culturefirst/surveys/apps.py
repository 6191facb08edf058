from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "culturefirst.surveys"
    label = "surveys"
    verbose_name = "Surveys"
