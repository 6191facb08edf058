"""The site's own pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.kit import clock
from culturefirst.programme.policy import edit_programme
from culturefirst.site.home import home_content


def home(request: HttpRequest) -> HttpResponse:
    """What the network is, in figures and in what it has promised for the year."""
    content = home_content(request.user, clock.today())
    may_begin = edit_programme.allows(request.user)
    return render(request, "site/home.html", {"home": content, "may_begin": may_begin})
