"""How a member writes a case study: begun, saved as often as they like, handed in."""

from collections.abc import Callable, Mapping
from typing import Any

from culturefirst.kit import links
from culturefirst.kit.act import action
from culturefirst.kit.errors import Conflict, DomainError
from culturefirst.kit.locks import locked
from culturefirst.kit.starts import Start
from culturefirst.library import queries
from culturefirst.library.drafts import draft_of, lacks, same_as_seen
from culturefirst.library.models import CaseStudyPage, EntryService, EntryTopic, Kind, SectionPage
from culturefirst.library.plain import to_html
from culturefirst.library.policy import contribute, write_case_study

GREW = "became a case study"
RICH = ("challenge", "done", "partners", "outcomes", "again", "evidence")
Setter = Callable[[CaseStudyPage, Any, Any], None]


@action("began a case study", allow=contribute)
def begin_case_study(
    *, by: Any, changes: Mapping[str, Any], start: Start | None = None
) -> CaseStudyPage:
    """Keep a first draft; ``start`` is what it grew out of."""
    if not str(changes.get("title", "")).strip():
        raise DomainError("Give it a title, by which you find it again. You can change it later.")
    page = CaseStudyPage(title=changes["title"], live=False, owner=by, written_by_id=by.person_id)
    _section().add_child(instance=page)
    kept = keep(page, changes, by)
    if start is not None:
        links.link(by=by, source=start.record, target=kept, kind=GREW)
    return kept


@action("wrote on at a case study", allow=write_case_study, on="page")
def save_case_study(
    *, by: Any, page: CaseStudyPage, changes: Mapping[str, Any], seen: int | None = None
) -> CaseStudyPage:
    """Keep the draft with these changes, complete or not."""
    not_waiting(page)
    draft = draft_of(page)
    if seen is not None and page.latest_revision_id != seen:
        raise Conflict({name: getattr(draft, name, None) for name in changes}, changes)
    if "title" in changes and not changes["title"].strip():
        raise DomainError("Give it a title, by which you find it again. You can change it later.")
    return keep(draft, changes, by)


@action("handed in a case study", allow=write_case_study, on="page")
def hand_in_case_study(*, by: Any, page: CaseStudyPage, seen: int | None = None) -> CaseStudyPage:
    """Ask the team to look at it and to publish it."""
    not_waiting(page)
    same_as_seen(page, seen)
    if page.live and not page.has_unpublished_changes:
        raise DomainError("It is published as it stands. Change something before you hand it in.")
    draft = draft_of(page)
    if missing := lacks(draft):
        raise DomainError(" ".join(missing.values()))
    draft.full_clean()
    state = page.current_workflow_state
    if state is None:
        page.get_workflow().start(page, by)
    else:  # it was sent back, and is asked for once more
        state.resume(user=by)
    return page


@action("took back a case study", allow=write_case_study, on="page")
def take_back_case_study(*, by: Any, page: CaseStudyPage) -> CaseStudyPage:
    """Write on at what was handed in; nobody is to decide until it is handed in anew."""
    if not page.workflow_in_progress:
        raise DomainError("It does not wait: it has been answered, or was never handed in.")
    page.current_workflow_state.cancel(user=by)
    return page


@action("threw away the draft of a case study", allow=write_case_study, on="page")
def discard_case_study(*, by: Any, page: CaseStudyPage) -> CaseStudyPage:
    """Throw a draft away; what was published stays, as does what waits."""
    not_waiting(page)
    if page.first_published_at is not None:
        raise DomainError("It was published: ask the team to take it off the website.")
    if (state := page.current_workflow_state) is not None:
        state.cancel(user=by)
    CaseStudyPage.objects.get(pk=page.pk).delete()  # the editor would ask for its own rights
    return page


def not_waiting(page: CaseStudyPage) -> None:
    """Raise where somebody is looking at it."""
    if page.workflow_in_progress:
        raise DomainError("It waits to be looked at. Take it back first, then write on.")


def keep(draft: CaseStudyPage, changes: Mapping[str, Any], by: Any) -> CaseStudyPage:
    """The draft with these changes, as its latest revision; gives the page as it is stored.

    What is published stays as it is, and the words of a draft stay out of the trail.
    """
    for name, value in changes.items():
        SETTERS.get(name, _plainly(name))(draft, value, by)
    if draft.first_published_at is None and "title" in changes:
        _called(draft)
    draft.save_revision(user=by, clean=False)
    stored: CaseStudyPage = CaseStudyPage._base_manager.get(pk=draft.pk)
    return stored


def _called(draft: CaseStudyPage) -> None:
    """Name and address follow the title until readers know them."""
    draft.slug = ""
    draft.minimal_clean()
    draft.set_url_path(draft.get_parent())
    rows = CaseStudyPage._base_manager.filter(pk=draft.pk)
    rows.update(title=draft.title, slug=draft.slug, url_path=draft.url_path)


def _section() -> SectionPage:
    section = queries.section(Kind.CASE_STUDY)
    if section is None:
        raise DomainError("There is no section for case studies. Ask the team to set it up.")
    return locked(section)  # a page's place among its sisters is counted


def _plainly(name: str) -> Setter:
    return lambda draft, value, _by: setattr(draft, name, value)


def _rich(name: str) -> Setter:
    return lambda draft, value, _by: setattr(draft, name, to_html(value))


def _topics(draft: CaseStudyPage, value: Any, by: Any) -> None:
    draft.entry_topics = [EntryTopic(topic=topic) for topic in value]


def _services(draft: CaseStudyPage, value: Any, by: Any) -> None:
    draft.entry_services = [EntryService(service=service) for service in value]


def _contact(draft: CaseStudyPage, value: Any, by: Any) -> None:
    draft.contact_id = by.person_id if value else None


SETTERS: dict[str, Setter] = {
    **{name: _rich(name) for name in RICH},
    "topics": _topics,
    "services": _services,
    "name_me": _contact,
}
