"""Erasing: nothing of a person is left but the dates behind figures, and none of another's goes."""

import json
import stat
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection

from culturefirst.kit import clock, outbox
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.errors import DomainError, NotAllowed
from culturefirst.kit.holdings import HOLDINGS
from culturefirst.kit.idempotency import FormKey
from culturefirst.kit.jobs.models import Job
from culturefirst.kit.keeps import class_of
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions
from culturefirst.network.looking import looked
from culturefirst.network.models import (
    ActiveDay,
    Erasure,
    Group,
    GroupMember,
    Invitation,
    InvitationList,
    Joining,
    Merge,
    Person,
    Post,
    Registration,
    User,
)
from culturefirst.network.privacy import apart, derived, erasure
from culturefirst.network.privacy.erasure import was_erased
from culturefirst.network.privacy.export import Encoder, as_data

CANARY = "zqcanary"
TODAY = date(2011, 9, 19)
ASKED = "They wrote on Monday and asked for it."
# Django's and the sign-in library's own tables: what they hold is offered in ``machinery``.
LIBRARIES = {"account.emailaddress", "mfa.authenticator"}
# The website's editor's: they name accounts, and an erased account is nobody's (library.privacy).
EDITOR = {"wagtailcore", "wagtailadmin", "wagtailusers", "wagtaildocs", "wagtailimages"}


def test_every_model_that_points_to_a_person_says_whom_its_rows_are_about() -> None:
    pointing = [
        model._meta.label_lower
        for model in apps.get_models()
        if any(
            field.related_model in (Person, User) and field.model._meta.app_label not in EDITOR
            for field in model._meta.concrete_fields
        )
        and derived.subject_of(model) is None
    ]
    assert set(pointing) == LIBRARIES


def test_every_model_with_rows_about_people_is_described_in_plain_words() -> None:
    described = {each.model for each in HOLDINGS if each.model is not None}
    assert described == set(derived.with_subject())
    assert all(each.what and each.why and each.how_long for each in HOLDINGS)


def test_what_is_held_without_a_subject_can_be_shown_and_erased() -> None:
    bare = [each.what for each in HOLDINGS if each.model is None and not (each.rows and each.erase)]
    assert bare == []


def test_every_stored_field_of_ours_has_a_class() -> None:
    ours = [m for m in apps.get_models() if m.__module__.startswith("culturefirst.")]
    unsaid = [f for m in ours for f in m._meta.concrete_fields if class_of(f, m) is None]
    assert unsaid == []


def test_what_stays_says_why() -> None:
    subjects = [derived.subject_of(model) for model in derived.with_subject()]
    assert [each for each in subjects if each and each.erasing == "keep" and not each.why] == []


@pytest.fixture
def anne(priya: User, helen: User, tom: User, ipswich: Any, tmp_path: Any, settings: Any) -> User:
    """Anne, with a word of her own in every private or personal field and wherever text is."""
    settings.VAR = tmp_path
    email = f"{CANARY}@example.org"
    person = actions.add_person(by=SYSTEM, name=f"Anne {CANARY.title()}", email=email)
    actions.appoint(
        by=SYSTEM, person=person, title="Officer", role="officer", organisation=ipswich,
        starts=date(2010, 4, 1),
    )  # fmt: skip
    user = actions.open_account(
        by=SYSTEM, person=person, email=email, on=date(2010, 4, 1), password="x1 y2 z3 w4"
    )
    words = {"telephone": f"01473 {CANARY}", "profile": f"Anne {CANARY} likes museums."}
    actions.edit_profile(by=user, person=person, changes=words)
    _everywhere(user, helen, tom)
    return User.objects.get(pk=user.pk)


def _everywhere(user: User, helen: User, tom: User) -> None:
    person, now = user.person, clock.now()
    name, other = person.name, f"other-{CANARY}@example.org"
    unsure = f"unsure-{CANARY}@example.org"
    for address, confirmed in ((other, True), (unsure, False)):
        EmailAddress.objects.create(user=user, email=address, verified=confirmed, primary=False)
    Authenticator.objects.create(user=user, type="totp", data={"secret": CANARY})
    museums = actions.add_topic(by=helen, name="Museums")
    actions.set_interests(by=user, person=person, topics=[museums])
    actions.give_consent(
        by=user, person=person, topic=museums, wording=f"Write to {CANARY}", source=CANARY
    )
    looked(helen, [person], f"Address of {CANARY}")
    for key, to, text in (
        ("one", user.email, f"Dear {name}"),
        ("two", other, f"Dear {name}"),
        ("three", unsure, f"Dear {name}"),
        (f"joined:{user.email}", helen.email, f"{name} ({user.email}) has joined. Dear Helen!"),
    ):
        outbox.send(key=key, to=to, subject=f"Of {name}", text=text, html=text, kind="notice")
    FormKey.objects.create(by=user.pk, key=CANARY, request_hash=CANARY, at=clock.wall())
    said = [[25, f"{name} was appointed.", ""]]
    FormKey.objects.create(by=helen.pk, key="k", request_hash="h", said=said, at=clock.wall())
    Job.objects.create(
        task="kit.nothing", says=f"For {CANARY}", state="done", asked_by=user.pk, words=CANARY,
        run_after=clock.wall(), asked_at=clock.wall(), finished_at=clock.wall(), error=CANARY,
    )  # fmt: skip
    group = Group.objects.create(name="Museums forum", slug="museums-forum", kind="forum")
    GroupMember.objects.create(group=group, person=person, why=CANARY, starts=date(2011, 1, 1))
    ActiveDay.objects.create(user=user, on=date(2011, 9, 1))
    for state, owner, address in (("joined", person, user.email), ("withdrawn", None, other)):
        Joining.objects.create(
            source="asked", state=state, digest=f"d{state}", email=address, name=name,
            title=CANARY, role="officer", organisation=person.posts.get().organisation,
            asked_at=now, expires_at=now, person=owner, flags=[CANARY], reason=CANARY,
        )  # fmt: skip
    rows = [{"row": 2, "name": name, "email": user.email}, {"row": 3, "email": "bob@example.org"}]
    InvitationList.objects.create(by=helen.person, name="A team.csv", rows=rows, at=now)
    Invitation.objects.create(
        digest="d", email=user.email, name=name, organisation="Ours", expires_at=now
    )
    before = Person.objects.create(
        name=f"A. {CANARY}", email=f"old-{CANARY}@example.org", merged_into=person
    )
    Merge.objects.create(
        kept_as=person, merged=before, by=helen.person, at=now, before={"name": before.name}
    )


def dump() -> str:
    """Every value of every table."""
    told = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            told += [f"{table}: {row}" for row in cursor.fetchall()]
    return "\n".join(told)


def lines_with(word: str) -> list[str]:
    return [line for line in dump().splitlines() if word in line.lower()]


def erase(anne: User, helen: User) -> None:
    """As a manager does who ticks every place."""
    told = erasure.places(anne.person, by=helen)
    decided = {place.key: True for place in told}
    actions.erase_person(by=helen, person=anne.person, reason=ASKED, decided=decided)


def test_nothing_of_somebody_erased_is_left_anywhere(
    anne: User,
    helen: User,
    signed_in: Callable[[Any], Any],
    tmp_path: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    signed_in(anne).get("/account/")
    assert len(lines_with(CANARY)) > 20
    with django_capture_on_commit_callbacks(execute=True):
        erase(anne, helen)
    assert lines_with(CANARY) == []
    assert [p for p in tmp_path.rglob("*") if p.is_file() and CANARY in p.read_text().lower()] == []


def test_the_export_holds_all_of_a_person_and_nothing_private_of_others(
    anne: User, helen: User, tom: User
) -> None:
    actions.edit_profile(by=helen, person=helen.person, changes={"telephone": "01223 999"})
    told = json.dumps(as_data(anne.person), cls=Encoder)
    for held in (
        anne.email, f"other-{CANARY}@example.org", f"old-{CANARY}@example.org", f"01473 {CANARY}",
        f"Anne {CANARY} likes museums.", f"Write to {CANARY}", f"Address of {CANARY}",
        f"Dear {anne.person.name}", "A team.csv", "Museums forum", "2011-09-01",
    ):  # fmt: skip
        assert held in told
    for foreign in (helen.email, tom.email, "01223 999", "bob@example.org", anne.password):
        assert foreign not in told
    assert "secret" not in told


def test_an_export_of_somebody_else_has_nothing_of_her(anne: User, tom: User) -> None:
    assert CANARY not in json.dumps(as_data(tom.person), cls=Encoder).lower()


def test_figures_of_the_past_are_the_same_before_and_after(anne: User, helen: User) -> None:
    day = TODAY - timedelta(days=1)

    def figures(on: date) -> tuple[int, int, int, int]:
        opened = Registration.objects.held_on(on)
        held = Post.objects.held_on(on).filter(person__isnull=False)
        sitting = GroupMember.objects.held_on(on)
        return opened.count(), held.count(), sitting.count(), ActiveDay.objects.count()

    before = figures(day)
    actions.erase_person(by=helen, person=anne.person, reason=ASKED)
    assert figures(day) == before
    opened, held, sitting, days = before
    assert figures(TODAY) == (opened - 1, held - 1, sitting - 1, days)
    anne.refresh_from_db()
    assert (anne.left_on, anne.is_active) == (TODAY, False)
    assert anne.email == f"erased-{anne.pk}@erased.invalid"
    assert not anne.has_usable_password()


def test_letters_keep_that_they_were_sent_and_what_became_of_them(anne: User, helen: User) -> None:
    Message.objects.filter(key="one").update(state=Message.State.SENT)
    erase(anne, helen)
    kept = list(Message.objects.order_by("pk").values_list("state", "text"))
    told = "[name removed] ([address removed]) has joined. Dear Helen!"
    stopped = ("suppressed", "")
    assert kept[-4:] == [("sent", ""), stopped, stopped, ("queued", told)]


def test_an_address_that_was_never_confirmed_opens_nobody_elses_letters(
    signed_in: Callable[[Any], Any], priya: User, helen: User
) -> None:
    outbox.send(key="r", to=helen.email, subject="Your new password", text="Here", kind="account")
    client = signed_in(priya)
    client.post("/accounts/reauthenticate/", {"password": "correct horse battery staple"})
    client.post("/accounts/email/", {"email": helen.email, "action_add": ""})
    assert EmailAddress.objects.filter(user=priya, email=helen.email, verified=False).exists()
    assert "Your new password" not in json.dumps(as_data(priya.person), cls=Encoder)
    actions.erase_person(by=priya, person=priya.person)
    assert Message.objects.get(key="r").text == "Here"
    assert not was_erased(helen.email)


def test_a_merge_that_was_taken_back_keeps_nothing_of_either_once_one_is_erased(
    anne: User, helen: User, jim: User
) -> None:
    merge = actions.merge_people(by=SYSTEM, kept=jim.person, merged=anne.person)
    actions.undo_merge(by=SYSTEM, merge=merge)
    erase(anne, helen)
    assert lines_with(CANARY) == []
    assert not Merge.objects.filter(pk=merge.pk).exists()


def test_others_on_a_list_of_invitations_stay_on_it(anne: User, helen: User) -> None:
    actions.erase_person(by=helen, person=anne.person, reason=ASKED)
    assert InvitationList.objects.get().rows == [{"row": 3, "email": "bob@example.org"}]


def test_an_erased_address_is_known_again_in_whatever_letters_and_nobody_else_is(
    anne: User, helen: User
) -> None:
    address = anne.email
    assert not was_erased(address)
    actions.erase_person(by=helen, person=anne.person, reason=ASKED)
    assert was_erased(address.upper())
    assert not was_erased("bob@example.org")
    assert not was_erased("")


def test_the_log_is_kept_apart_for_its_owner_only_and_written_once(
    anne: User, helen: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase_person(by=helen, person=anne.person, reason=ASKED)
    apart.settle()
    assert stat.S_IMODE(apart.path().stat().st_mode) == 0o600
    logged = list(apart.lines())
    assert len(logged) == len(set(logged)) == Erasure.objects.count() == 6
    assert {line.person for line in logged} >= {anne.person_id}


def test_a_line_that_a_crash_cut_off_hides_no_other(anne: User, helen: User) -> None:
    apart.path().write_text('{"person": 1, "dig')
    actions.erase_person(by=helen, person=anne.person, reason=ASKED)
    apart.settle()
    assert len(list(apart.lines())) == 6


def test_a_person_erases_themselves_without_a_reason(priya: User) -> None:
    erased = actions.erase_person(by=priya, person=priya.person)
    assert (erased.name, erased.email, erased.erased_on) == ("A former member", "", TODAY)


def test_somebody_else_is_erased_only_with_a_reason(helen: User, priya: User) -> None:
    with pytest.raises(DomainError, match="Say why"):
        actions.erase_person(by=helen, person=priya.person)


def test_an_officer_erases_nobody_else(jim: User, priya: User) -> None:
    with pytest.raises(NotAllowed, match="the person themselves"):
        actions.erase_person(by=jim, person=priya.person, reason=ASKED)


def test_a_manager_does_not_erase_a_director(amara: User, helen: User) -> None:
    with pytest.raises(NotAllowed, match="a director"):
        actions.erase_person(by=helen, person=amara.person, reason=ASKED)


def test_the_last_who_can_run_the_network_is_not_erased(helen: User) -> None:
    with pytest.raises(DomainError, match="nobody who can run the network"):
        actions.erase_person(by=helen, person=helen.person)
    helen.refresh_from_db()
    assert (helen.is_active, helen.person.name) == (True, "Helen Marsh")


def test_nobody_is_erased_twice(helen: User, priya: User) -> None:
    actions.erase_person(by=helen, person=priya.person, reason=ASKED)
    with pytest.raises(DomainError, match="was erased"):
        actions.erase_person(by=helen, person=priya.person, reason=ASKED)


def test_a_restore_erases_again_only_those_erased_since_the_backup(
    anne: User, helen: User, priya: User
) -> None:
    now = clock.wall()
    earlier = (now - timedelta(days=2)).isoformat()
    later = now.isoformat()
    apart.path().write_text(
        json.dumps({"person": priya.person_id, "digest": "a", "at": earlier})
        + "\n"
        + json.dumps({"person": anne.person_id, "digest": "b", "at": later})
        + "\n"
    )
    apart.replay(now - timedelta(days=1))
    apart.replay(now - timedelta(days=1))
    priya.person.refresh_from_db()
    anne.person.refresh_from_db()
    assert (priya.person.name, anne.person.name) == ("Priya Nair", "A former member")
    assert Erasure.objects.filter(digest__in=["a", "b"]).count() == 2
