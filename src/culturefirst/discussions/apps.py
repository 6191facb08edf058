from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    name = "culturefirst.discussions"
    label = "discussions"
    verbose_name = "Discussions"
