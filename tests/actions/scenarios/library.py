"""The actions of the website."""

from functools import partial

from culturefirst.library import actions
from culturefirst.library.models import Entry
from culturefirst.library.tests.make import news, published
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage


@scenario("library")
def note_published(stage: Stage) -> Call:
    return partial(
        actions.note_published, by=stage.cast("helen"), entry=Entry.objects.get(pk=news().pk)
    )


@scenario("library")
def note_withdrawn(stage: Stage) -> Call:
    helen = stage.cast("helen")
    page = published(news(), helen)
    return partial(actions.note_withdrawn, by=helen, entry=Entry.objects.get(pk=page.pk))
