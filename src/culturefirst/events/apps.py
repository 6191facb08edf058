from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "culturefirst.events"
    label = "events"
    verbose_name = "Events"
