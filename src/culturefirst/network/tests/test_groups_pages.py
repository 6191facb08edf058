"""The pages of groups: what each sees, and what they can do there."""
import pytest
from culturefirst.network import actions


@pytest.fixture
def forum(helen):
    return actions.add_group(by=helen, name="Culture Forum", kind="forum")


def test_smoke(forum, helen, priya, nobody, signed_in):
    for user in (helen, priya, nobody):
        c = signed_in(user)
        assert c.get("/groups/").status_code == 200
        assert c.get("/groups/culture-forum/").status_code == 200
    c = signed_in(helen)
    for p in "changes edit end bodies/add members/add papers/add join".split():
        assert c.get(f"/groups/culture-forum/{p}/").status_code == 200, p
    assert c.get("/groups/add/").status_code == 200
