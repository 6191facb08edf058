"""A fault that no form takes up is a page with a sentence all the same."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import RequestFactory

from culturefirst.kit.errors import NotAllowed
from culturefirst.kit.middleware import SentencesForErrors


@pytest.mark.django_db
def test_a_record_that_may_not_be_so_is_refused_with_its_sentences() -> None:
    request = RequestFactory().get("/somewhere/")
    request.user = AnonymousUser()
    fault = ValidationError({"title": "Give a title.", "ends": "It ends before it starts."})
    answer = SentencesForErrors(lambda _: HttpResponse()).process_exception(request, fault)
    assert answer is not None
    assert answer.status_code == 422
    assert "Give a title. It ends before it starts." in answer.content.decode()


@pytest.mark.django_db
def test_a_page_that_is_not_for_somebody_does_not_ask_them_to_try_again() -> None:
    request = RequestFactory().get("/somewhere/")
    request.user = AnonymousUser()
    fault = NotAllowed("You may not open this page: it is for the team.")
    answer = SentencesForErrors(lambda _: HttpResponse()).process_exception(request, fault)
    assert answer is not None
    assert answer.status_code == 403
    told = answer.content.decode()
    assert "<h1>This is not open to you</h1>" in told
    assert "afresh" not in told
