"""Addresses of types, places, imports, review."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
