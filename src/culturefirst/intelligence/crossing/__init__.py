"""Demand crossed with provision, area by area and by authority; no database here."""
