"""Addresses of areas, populations, segments and rates."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
