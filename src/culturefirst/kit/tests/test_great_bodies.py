"""No stranger fills the disk: a great body is refused before anything of it is read."""

from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from culturefirst.kit.middleware import LARGEST_BODY, RefuseGreatBodies


class Unread(BytesIO):
    """A body that nobody may look at."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("the body was read")


def answer(length: str) -> int:
    request = RequestFactory().post("/")
    request.META["CONTENT_LENGTH"] = length
    return RefuseGreatBodies(lambda _: HttpResponse("ok"))(request).status_code


@pytest.mark.parametrize(
    ("length", "status"),
    [
        ("", 200),
        ("0", 200),
        (str(LARGEST_BODY), 200),
        (str(LARGEST_BODY + 1), 413),
        ("9" * 5000, 413),
        ("0" * 12 + str(LARGEST_BODY), 413),
        ("-1", 413),
        ("1e3", 413),
        ("٣", 413),
    ],
)
def test_the_length_that_is_said_decides(length: str, status: int) -> None:
    assert answer(length) == status


def test_a_stranger_sends_ten_gigabytes_to_the_sign_in_page(client: Client, db: None) -> None:
    sent = client.generic(
        "POST",
        "/accounts/login/",
        content_type="multipart/form-data; boundary=x",
        **{"wsgi.input": Unread(), "CONTENT_LENGTH": str(10 * 2**30)},
    )
    assert sent.status_code == 413
    assert sent.content == b"What you sent is larger than 25 MB. Make it smaller and try again.\n"
