"""A link in a letter, by which a device may try to sign in although strangers used the tries up."""

from datetime import timedelta
from hashlib import sha256

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from culturefirst.kit.errors import DomainError
from culturefirst.kit.forms import act_on
from culturefirst.kit.limits import Limit, by_machine, tried
from culturefirst.kit.urls import changes
from culturefirst.network import actions
from culturefirst.network.forms.accounts import AddressForm
from culturefirst.network.known_devices import Device, device_of, digest_of, keep
from culturefirst.network.sign_in_limits import asking_to_be_let_through

SALT = "culturefirst.network.letting_through"
LASTS = timedelta(minutes=30)
ONCE = Limit("use of a link to be let through", 1, LASTS, by_machine)
SPENT = "This link has been used, has run out or is not one of ours. Ask for another."


@changes
@asking_to_be_let_through
def let_through(request: HttpRequest) -> HttpResponse:
    """Have the link sent; the answer is the same whether or not an account has the address."""
    form = AddressForm(request.POST if request.method == "POST" else None)

    def run(email: str) -> str:
        token = signing.dumps(digest_of(email), salt=SALT)
        path = reverse("let_through_link", args=[token])
        actions.send_way_in(by=request.user, email=email, path=path)
        return "sent"

    if request.method == "POST" and act_on(form, run) is not None:
        return redirect("let_through_sent")
    return render(request, "network/let_through.html", {"form": form})


def let_through_sent(request: HttpRequest) -> HttpResponse:
    """The letter is on its way, to whom it belongs."""
    return render(request, "network/let_through_sent.html")


@changes
def let_through_link(request: HttpRequest, token: str) -> HttpResponse:
    """Make this device one that the account knows; a button does it, since mail is looked through.

    The device's new word follows from the link: a link gives ten tries, wherever it is opened.
    """
    account = _account(token)
    if request.method != "POST":
        return render(request, "network/let_through_link.html")
    if tried(ONCE, token):
        raise DomainError(SPENT)
    before = device_of(request)
    word = sha256(token.encode()).hexdigest()[:22]
    messages.success(request, "This device is let through: sign in.")
    answer = redirect("account_login")
    keep(answer, Device(word, before.accounts if before else ()).also([account]))
    return answer


def _account(token: str) -> str:
    try:
        return str(signing.loads(token, salt=SALT, max_age=LASTS))
    except signing.BadSignature:
        raise DomainError(SPENT) from None
