"""The papers of a group: read, put up, named, withdrawn and put back."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from culturefirst.kit.downloads import sealed
from culturefirst.kit.forms import Form
from culturefirst.kit.idempotency import acts_once
from culturefirst.network import actions
from culturefirst.network.forms.groups import PaperForm, PaperWordsForm
from culturefirst.network.models import Group, Paper
from culturefirst.network.policy import keep_papers, read_papers
from culturefirst.network.queries import groups as queries
from culturefirst.network.views.group_common import Deed, answer, seen, sent


def paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The file itself, to be saved and never opened as a page."""
    found = _paper(queries.papers(seen(request, slug), request.user), pk)
    return sealed(found.file, found.name, found.media_type)


@acts_once
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Put up a paper."""
    group = _kept(request, slug)
    deed = Deed("Put up a paper", "Put it up", "The paper is up.", _readers(group))
    form = PaperForm(sent(request), request.FILES or None)

    def run(**said: Any) -> Any:
        return actions.add_paper(by=request.user, group=group, **said)

    return answer(request, group, form, run, deed)


@acts_once
def edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change what a paper is called."""
    group = _kept(request, slug)
    found = _paper(queries.papers(group, request.user), pk)
    lede = "To put up another file, withdraw this one and put up the new one."
    deed = Deed("Change what this paper is called", "Save", "Saved.", lede, note=found.name)
    held = {"title": found.title, "on": found.on}
    form = PaperWordsForm(sent(request), initial=held)

    def run(**said: Any) -> Any:
        return actions.edit_paper(by=request.user, paper=found, changes=said)

    return answer(request, group, form, run, deed)


@acts_once
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a paper away."""
    group = _kept(request, slug)
    found = _paper(queries.papers(group, request.user), pk)
    deed = Deed(
        "Withdraw this paper",
        "Withdraw it",
        "Withdrawn: nobody can read it. You can put it back on this page.",
        "Nobody can read it from now on. It can be put back.",
        note=found.title,
        danger=True,
    )

    def run() -> Any:
        return actions.withdraw_paper(by=request.user, paper=found)

    return answer(request, group, Form(sent(request)), run, deed)


@acts_once
def restore(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put a withdrawn paper back."""
    group = _kept(request, slug)
    found = _paper(queries.withdrawn_papers(group, request.user), pk)
    deed = Deed("Put this paper back", "Put it back", "The paper is back.", note=found.title)

    def run() -> Any:
        return actions.restore_paper(by=request.user, paper=found)

    return answer(request, group, Form(sent(request)), run, deed)


def _kept(request: HttpRequest, slug: str) -> Group:
    """The group, for whoever may put up papers; where its papers are not theirs to know of, 404."""
    group = seen(request, slug)
    if not read_papers.allows(request.user, group):
        raise Http404
    keep_papers.require(request.user, group)
    return group


def _paper(papers: QuerySet[Paper], pk: int) -> Paper:
    return get_object_or_404(papers, pk=pk)


def _readers(group: Group) -> str:
    if group.access == Group.Access.OPEN:
        return "Every member of the network can read it."
    if group.access == Group.Access.CLOSED and not group.only_role:
        return "The members of the group can read it, and the network's team."
    return "Only the members of the group can read it, not even the network's team."
