"""Thin pages: each module shows one noun of the network."""
