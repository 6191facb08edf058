"""Pages: nobody gets past the policy, and refusals are sentences."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.kit.middleware import SentencesForErrors
from culturefirst.kit.policy import Policy, anybody, signed_in, system
from culturefirst.kit.urls import changes, guarded, page


def asked(user: Any) -> HttpRequest:
    request = RequestFactory().get("/somewhere/?as_at=2011-09-19")
    request.user = user
    return request


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Seen")


def test_a_page_carries_its_policy() -> None:
    assert page("somewhere/", view, policy=signed_in, name="x").callback.policy is signed_in


def test_nobody_is_sent_to_sign_in_and_back() -> None:
    answer = guarded(view, signed_in)(asked(AnonymousUser()))
    assert answer.headers["Location"] == ("/accounts/login/?next=/somewhere/%3Fas_at%3D2011-09-19")


def test_whoever_may_not_is_told_who_may(helen: Any) -> None:
    with pytest.raises(NotAllowed, match="it is for the system itself, never a person"):
        guarded(view, system)(asked(helen))


def test_a_page_that_only_shows_takes_no_post() -> None:
    request = RequestFactory().post("/somewhere/")
    request.user = AnonymousUser()
    shown = page("somewhere/", view, policy=anybody, name="x").callback
    assert (shown(request).status_code, shown(asked(AnonymousUser())).status_code) == (405, 200)
    changing = page("elsewhere/", changes(lambda request: view(request)), policy=anybody, name="y")
    assert changing.callback(request).content == b"Seen"


def test_what_is_not_for_anybody_is_not_stored() -> None:
    private = guarded(view, signed_in)(asked(SYSTEM))
    assert private.headers["Cache-Control"] == "private, no-store"
    public = guarded(view, anybody)(asked(AnonymousUser()))
    assert "Cache-Control" not in public.headers


def test_what_a_stranger_is_let_through_to_may_be_stored_and_a_members_view_of_it_not() -> None:
    open_to_some = Policy("kit.some", "anybody; a draft, by some", lambda user, subject: True)
    assert "Cache-Control" not in guarded(view, open_to_some)(asked(AnonymousUser())).headers
    seen_by_member = guarded(view, open_to_some)(asked(SYSTEM))
    assert seen_by_member.headers["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotAllowed("Not you."), 403),
        (Conflict({"title": "Theirs"}, {"title": "Yours"}), 409),
        (DomainError("Not so."), 422),
    ],
)
def test_a_refusal_becomes_a_page_with_its_sentence(error: DomainError, status: int) -> None:
    request = asked(AnonymousUser())
    answer = SentencesForErrors(view).process_exception(request, error)
    assert answer is not None
    assert answer.status_code == status
    assert str(error) in answer.content.decode()


@pytest.mark.django_db
def test_a_lost_update_shows_both_texts() -> None:
    error = Conflict({"title": "Theirs"}, {"title": "Yours"})
    answer = SentencesForErrors(view).process_exception(asked(AnonymousUser()), error)
    assert answer is not None
    page = answer.content.decode()
    assert "<td>Theirs</td>" in page
    assert "<td>Yours</td>" in page


def test_a_fault_is_left_to_the_framework() -> None:
    error = ZeroDivisionError()
    assert SentencesForErrors(view).process_exception(asked(AnonymousUser()), error) is None
