"""Addresses of studies of supply and demand, and their scenarios."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
