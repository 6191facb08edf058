"""The accounts that open the demonstration; they exist in a demonstration only."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Account:
    """``key`` is the person in the cast; the password is known to everybody."""

    key: str
    title: str
    name: str
    email: str
    password: str


ACCOUNTS = (
    Account(
        "helen", "Manager", "Helen Marsh", "helen.marsh@culture-first.example", "Rochford and Ely"
    ),
    Account("priya", "Officer", "Priya Nair", "priya.nair@ipswich.example", "eighteenth of March"),
    Account(
        "jim",
        "Councillor",
        "Jim Gotts",
        "jim.gotts@norfolk-county-council.example",
        "notes on six topics",
    ),
)
PASSWORDS = {account.key: account.password for account in ACCOUNTS}
