"""Where pages of the website are: known from their path, without asking where the site is."""

from typing import Any

from django.urls import reverse


class AtLearn:
    """A page below ``/learn/``.

    Wagtail works an address out from its table of sites, which is asked anew for each page of a
    list. There is one site here.
    """

    url_path: str

    def get_url(self, request: Any = None, current_site: Any = None) -> str:
        """The page's own path: ``/learn/news/ely-opens-its-archive/``."""
        return reverse("learn") + self.url_path.removeprefix("/").partition("/")[2]

    url = property(get_url)
