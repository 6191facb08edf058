"""Addresses of benchmark frameworks."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
