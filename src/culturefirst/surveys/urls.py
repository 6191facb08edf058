"""Addresses of surveys and polls; each noun says its own."""

from culturefirst.surveys import urls_polls, urls_surveys

urlpatterns = [*urls_polls.urlpatterns, *urls_surveys.urlpatterns]
