"""The pages of the network."""

from culturefirst.network.views.accounts import (
    account,
    account_name,
    account_sessions,
    first_administrator,
    joining,
)
from culturefirst.network.views.organisations import organisation, organisations
from culturefirst.network.views.people import people, person

__all__ = [
    "account",
    "account_name",
    "account_sessions",
    "first_administrator",
    "joining",
    "organisation",
    "organisations",
    "people",
    "person",
]
