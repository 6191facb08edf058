"""Making, changing and ending a group, and the bodies that take part in it."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from culturefirst.kit import clock
from culturefirst.kit.edit_forms import EditForm
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.forms import Form
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes
from culturefirst.network import actions
from culturefirst.network.forms.groups import (
    AddBodyForm,
    FindForm,
    GroupEditForm,
    GroupForm,
    GroupWordsEditForm,
    LocalGroupForm,
)
from culturefirst.network.models import Group, Organisation
from culturefirst.network.policy import manage_network
from culturefirst.network.queries import groups as queries
from culturefirst.network.views.group_common import WORDS, Deed, answer, kept, sent

M = TypeVar("M", bound=Model)
FOUND = 20  # as many as somebody looks through


@acts_once
def group_add(request: HttpRequest) -> HttpResponse:
    """Make a group."""
    deed = Deed(
        "Add a group",
        "Add it",
        "Added. Now add its convenor, who can look after it from here on.",
        "A forum, a partnership, a task group: people who meet.",
    )
    first: dict[str, Any] = {"access": Group.Access.OPEN, "kind": Group.Kind.FORUM}
    form: GroupForm
    if manage_network.allows(request.user):
        form = GroupForm(sent(request), initial=first)
    else:
        places = queries.own_places(request.user)
        first["sub_region"] = places.first()
        form = LocalGroupForm(sent(request), initial=first, places=places)

    def run(**said: Any) -> Group:
        return actions.add_group(by=request.user, **said)

    return answer(request, None, form, run, deed)


@changes
def group_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what a group is called and what it is for; for the team, also who may come in."""
    group = kept(request, slug)
    all_of_it = manage_network.allows(request.user)
    kind: type[EditForm] = GroupEditForm if all_of_it else GroupWordsEditForm
    form = kind.for_record(group, sent(request))
    page = EditPage(
        title="Edit this group",
        words=WORDS,
        cancel=reverse("group", args=[group.slug]),
        save=lambda changes, seen: actions.edit_group(
            by=request.user, group=group, changes=changes, seen=seen
        ),
    )
    return edited(request, group, form, page)


@acts_once
def group_end(request: HttpRequest, slug: str) -> HttpResponse:
    """End a group today."""
    group = kept(request, slug)
    deed = Deed(
        "End this group",
        "End it",
        "The group has ended. You can take it up again on this page.",
        "Nobody can join it any more. Its page and papers stay for those who could read them, "
        "and it can be taken up again.",
        note=group.name,
        danger=True,
    )

    def run() -> Group:
        return actions.end_group(by=request.user, group=group)

    return answer(request, group, Form(sent(request)), run, deed)


@acts_once
def group_reopen(request: HttpRequest, slug: str) -> HttpResponse:
    """Take an ending back."""
    group = kept(request, slug)
    lede = "It meets again, with the members that it had."
    deed = Deed("Take this group up again", "Take it up", "The group meets again.", lede)

    def run() -> Group:
        return actions.reopen_group(by=request.user, group=group)

    return answer(request, group, Form(sent(request)), run, deed)


@acts_once
def body_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Find a body by its name, then let it take part."""
    group = kept(request, slug)
    words = request.GET.get("words", "").strip()
    bodies = Organisation.objects.visible_to(request.user).standing_on(clock.today())
    found = Organisation.found(bodies, words) if words else bodies.none()
    form = AddBodyForm(sent(request), bodies=offered(request, "organisation", bodies, found))
    deed = Deed(
        "Add an organisation",
        "Add it",
        "Added. Its people follow from the posts they hold.",
        "An organisation that takes part as a body. Its people need not be added one by one.",
    )

    def run(organisation: Organisation) -> Any:
        return actions.add_body(by=request.user, group=group, organisation=organisation)

    return chosen(request, group, form, run, deed, found=bool(words) and found.exists())


def offered(request: HttpRequest, name: str, every: QuerySet[M], found: QuerySet[M]) -> QuerySet[M]:
    """What a form offers: the first of those found; once sent, the one that was chosen."""
    asked = request.POST.get(name, "")
    return every.filter(pk=int(asked)) if asked.isdecimal() else found[:FOUND]


def chosen(
    request: HttpRequest, group: Group, form: Form, run: Any, deed: Deed, *, found: bool
) -> HttpResponse:
    """A page that first finds somebody by words and then asks which of those found."""
    if request.method == "POST" and form.is_valid():
        return answer(request, group, form, run, deed)
    context = {
        "deed": deed,
        "group": group,
        "form": form,
        "find": FindForm(request.GET),
        "words": request.GET.get("words", "").strip(),
        "found": found,
    }
    status = 422 if form.errors else 200
    return render(request, "network/group_choose.html", context, status=status)


@acts_once
def body_end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A body no longer takes part."""
    group = kept(request, slug)
    taking = get_object_or_404(queries.bodies(group, request.user), pk=pk)
    deed = Deed(
        "This organisation no longer takes part",
        "End its part",
        "Done. You can add it again.",
        "Its people who are members themselves stay.",
        note=str(taking.organisation),
        danger=True,
    )

    def run() -> Any:
        return actions.end_body(by=request.user, group=group, organisation=taking.organisation)

    return answer(request, group, Form(sent(request)), run, deed)
