from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LibraryConfig(AppConfig):
    name = "culturefirst.library"
    label = "library"
    verbose_name = "Library"

    def ready(self) -> None:
        """Listen to the editor, and keep its tree, groups and site there after each migration."""
        import_module("culturefirst.library.receivers")
        import_module("culturefirst.library.reviewing").no_letters_but_ours()
        begin = import_module("culturefirst.library.beginning").begin
        post_migrate.connect(begin, sender=self, dispatch_uid="library.begin")
