"""Where figures and definitions are shown."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
