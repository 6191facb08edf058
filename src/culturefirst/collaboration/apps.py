from django.apps import AppConfig


class CollaborationConfig(AppConfig):
    name = "culturefirst.collaboration"
    label = "collaboration"
    verbose_name = "Collaboration"
