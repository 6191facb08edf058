"""Addresses of peer challenges."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
