from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "culturefirst.demo"
    label = "demo"
    verbose_name = "Demonstration"
