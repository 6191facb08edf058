from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "culturefirst.network"
    label = "network"
    verbose_name = "Network"
