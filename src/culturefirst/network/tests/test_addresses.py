"""Addresses: one way in which each is kept, and what makes one worth a second look."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from culturefirst.kit import clock, outbox
from culturefirst.kit.errors import DomainError
from culturefirst.kit.outbox.models import Message
from culturefirst.network import actions
from culturefirst.network.addresses import flags, normalised, normalised_domain, skeleton
from culturefirst.network.models import MailDomain, Person

MARKS = "\u200b\u200d\u2060\ufeff\u00ad \t"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Ann.Lee@Ipswich.GOV.uk ", "ann.lee@ipswich.gov.uk"),
        ("ann.lee\u200b@ipswich\u00ad.gov.uk", "ann.lee@ipswich.gov.uk"),
        ("ａｎｎ＠ipswich.gov.uk", "ann@ipswich.gov.uk"),
        ("ann@ipswich.gov.uk.", "ann@ipswich.gov.uk"),
        ("ann@bücher.example", "ann@xn--bcher-kva.example"),
        ("ann@xn--bcher-kva.example", "ann@xn--bcher-kva.example"),
        ("o'hara+network@ipswich.gov.uk", "o'hara+network@ipswich.gov.uk"),
    ],
)
def test_however_it_is_written_an_address_is_kept_in_one_way(written, kept):
    assert normalised(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        "ann",
        "ann@",
        "@ipswich.gov.uk",
        "ann@ipswich",
        "ann lee@ipswich.gov.uk",
        "ann@@ipswich.gov.uk",
        "ann@ipswich..gov.uk",
        f"ann@{'a' * 70}.uk",
        "a\nb@c.uk,d@e.uk",
    ],
)
def test_what_is_no_address_is_told_in_a_sentence(written):
    with pytest.raises(DomainError, match="is not an email address"):
        normalised(written)


@given(
    st.from_regex(r"[a-z][a-z0-9.+'-]{0,10}[a-z0-9]", fullmatch=True),
    st.from_regex(r"[a-zäöüßéł][a-z0-9äöé-]{0,8}[a-z0-9]\.(example|org)", fullmatch=True),
    st.text(MARKS, max_size=3),
)
@example("a.b", "faß.example", "")
def test_keeping_an_address_twice_changes_nothing(name, host, marks):
    try:
        once = normalised(f"{marks}{name.upper()}{marks.strip()}@{host}{marks}")
    except DomainError:
        return
    assert normalised(once) == once
    assert once == once.lower()
    assert once.isascii()


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_a_sentence(text):
    try:
        once = normalised(text)
    except DomainError as refusal:
        assert str(refusal).endswith("Check it and type it again.")
    else:
        assert normalised(once) == once


@pytest.fixture
def known(ipswich):
    MailDomain.objects.create(organisation=ipswich, domain="ipswich.example")
    return ipswich


def test_an_address_of_the_organisation_is_worth_no_second_look(known):
    assert flags("ann@ipswich.example", known) == []


def test_a_provider_that_anybody_can_use_is_told(known):
    assert flags("ann@gmail.com", known)[0] == "Anybody can open an address at gmail.com."


@pytest.mark.parametrize("near", ["ipswlch.example", "1pswich.example", "ipswich.exampel"])
def test_a_domain_one_letter_away_is_told(known, near):
    told = flags(f"ann@{near}", known)[0]
    looks = f"{near} looks like ipswich.example, which is Ipswich Borough Council"
    assert told == f"{looks}, and is another domain."


def test_a_domain_that_reads_alike_in_other_letters_is_told(known):
    address = normalised("ann@ірswісh.example")  # four of the letters are Cyrillic
    told = flags(address, known)
    assert told[0].startswith("ірswісh.example looks like ipswich.example")
    assert told[1].startswith("The domain has letters that are not Latin: it is xn--")


@pytest.mark.parametrize(
    ("one", "other"),
    [("ірswісh.uk", "ipswich.uk"), ("rnorfolk.uk", "morfolk.uk"), ("n0rf0lk.uk", "norfolk.uk")],
)
def test_what_looks_alike_has_one_skeleton(one, other):
    assert skeleton(one) == skeleton(other)


def test_another_organisations_domain_is_told(known, norfolk_county):
    assert flags("ann@ipswich.example", norfolk_county) == [
        "ipswich.example is known to be Ipswich Borough Council, not Norfolk County Council."
    ]


def test_a_domain_that_took_no_letter_is_told(known, db):
    refused = outbox.send(
        key="one", to="bob@gone.example", subject="Hello", text="Hello.", kind="account"
    )
    refused.state, refused.settled_at = Message.State.FAILED, clock.wall()
    refused.save()
    assert flags("ann@gone.example") == [
        "Letters to gone.example were refused, and none has been taken."
    ]


@pytest.mark.parametrize("open_to_all", ["gmail.com", "@Outlook.com"])
def test_a_provider_names_no_organisation(open_to_all):
    with pytest.raises(DomainError, match="names no organisation"):
        normalised_domain(open_to_all)


def test_a_look_alike_is_no_organisations_domain():
    with pytest.raises(DomainError, match="letters of another alphabet"):
        normalised_domain("ірswісh.example")


def test_people_and_accounts_are_kept_by_the_same_address(helen):
    person = actions.add_person(by=helen, name="Ola Berg", email=" OLA@Bücher.example\u200b")
    assert person.email == "ola@xn--bcher-kva.example"
    user = actions.open_account(by=helen, person=person, email="Ola@BÜCHER.example")
    assert user.email == person.email
    assert Person.objects.get(email="ola@xn--bcher-kva.example") == person
