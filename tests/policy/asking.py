"""One request after another by one reader, each as if no other had been."""

from typing import Any

from django.db import transaction
from django.test import Client


def here_already(client: Client) -> Client:
    """Let the day's first request be over: else each one would note again that somebody came."""
    client.get("/privacy/")
    return client


def answer(client: Client, url: str, method: str = "GET") -> Any:
    """The answer, all of whose effects are undone."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        got = client.get(url) if method == "GET" else client.post(url)
        transaction.set_rollback(True)
    client.cookies = cookies
    return got
