"""Old addresses lead to where a page has moved, for whoever may read it there."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from culturefirst.library.models import Entry

WEBSITE = "/learn/"


class FollowMoved:
    """A missing page of the website is looked for among the addresses that pages once had.

    The editor's own middleware would tell strangers the new address, and so the title, of a page
    that is for members only or no longer published.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or not request.path.startswith(WEBSITE):
            return response
        return _moved(request) or response


def _moved(request: HttpRequest) -> HttpResponse | None:
    path = Redirect.normalise_path(request.path, decode_unicode=False)
    found = get_redirect(request, path)
    if found is None or not found.link or not _may_read(request, found):
        return None
    if found.is_permanent:
        return HttpResponsePermanentRedirect(found.link)
    return redirect(found.link)


def _may_read(request: HttpRequest, found: Redirect) -> bool:
    if not Entry.objects.filter(pk=found.redirect_page_id).exists():
        return True
    return Entry.objects.visible_to(request.user).filter(pk=found.redirect_page_id).exists()
