from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    name = "culturefirst.bulletins"
    label = "bulletins"
    verbose_name = "Bulletins"
