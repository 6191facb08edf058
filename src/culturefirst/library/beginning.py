"""What the website begins with: its tree, its site and its way of review. Run twice, it is one."""

from typing import Any

from wagtail.models import (
    GroupApprovalTask,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from culturefirst.library.editors import PUBLISHERS
from culturefirst.library.models import Kind, LearnPage, SectionPage

WELCOME = {
    Kind.NEWS: "What happened in the network and among its members.",
    Kind.POLICY: "What government and agencies announce, and what it means for culture and sport.",
    Kind.RESOURCE: "Papers, toolkits, links and presentations that others have found useful.",
    Kind.CASE_STUDY: "What was tried, what it cost and saved, and what came of it.",
    Kind.BRIEFING: "Two pages for a portfolio holder before a meeting.",
}
REVIEW = "Looked at by the team"


def begin(**_: Any) -> None:
    """Make what is missing of the tree, the site and the review."""
    root = _root()
    learn = LearnPage.objects.first() or _learn(root)
    for kind in Kind:
        if not SectionPage.objects.filter(kind=kind).exists():
            section = SectionPage(
                title=kind.label, slug=kind.value, kind=kind, welcome=WELCOME[kind]
            )
            learn.add_child(instance=section)
    _review(learn)


def _root() -> Page:
    Locale.objects.get_or_create(language_code="en-gb")
    found = Page.objects.filter(depth=1).first()
    return found or Page.add_root(title="Root", slug="root")


def _learn(root: Page) -> LearnPage:
    learn = LearnPage(title="Learn", slug="learn")
    root.add_child(instance=learn)
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=learn, is_default_site=True)
    # The page that Wagtail greets a new site with.
    for page in Page.objects.filter(depth=2).exclude(pk=learn.pk):
        page.delete()
    return learn


def _review(learn: Page) -> None:
    from django.contrib.auth.models import Group

    if WorkflowPage.objects.filter(page=learn).exists():
        return
    workflow = Workflow.objects.create(name=REVIEW)
    task = GroupApprovalTask.objects.create(name=REVIEW)
    task.groups.set([Group.objects.get_or_create(name=PUBLISHERS)[0]])
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=learn)
