"""The actions of the website."""

from functools import partial

from culturefirst.kit.uploads import checked
from culturefirst.library import actions
from culturefirst.library.models import Entry
from culturefirst.library.tests.make import news, published
from culturefirst.library.tests.test_editor import png
from culturefirst.library.tests.test_writing import WHOLE, begun, handed_in
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


@scenario("library")
def begin_case_study(stage: Stage) -> Call:
    return partial(actions.begin_case_study, by=stage.cast("priya"), changes=WHOLE)


@scenario("library")
def save_case_study(stage: Stage) -> Call:
    priya = stage.cast("priya")
    changes = {"title": "One team", "done": "More."}
    return partial(actions.save_case_study, by=priya, page=begun(priya), changes=changes)


@scenario("library")
def hand_in_case_study(stage: Stage) -> Call:
    priya = stage.cast("priya")
    return partial(actions.hand_in_case_study, by=priya, page=begun(priya))


@scenario("library")
def take_back_case_study(stage: Stage) -> Call:
    priya = stage.cast("priya")
    return partial(actions.take_back_case_study, by=priya, page=handed_in(priya))


@scenario("library")
def discard_case_study(stage: Stage) -> Call:
    priya = stage.cast("priya")
    return partial(actions.discard_case_study, by=priya, page=begun(priya))


@scenario("library", through=("library.note_published",))
def accept_case_study(stage: Stage) -> Call:
    page = handed_in(stage.cast("priya"))
    return partial(actions.accept_case_study, by=stage.cast("helen"), page=page)


@scenario("library")
def send_back_case_study(stage: Stage) -> Call:
    page = handed_in(stage.cast("priya"))
    return partial(
        actions.send_back_case_study, by=stage.cast("helen"), page=page, said="Which districts?"
    )


@scenario("library")
def put_picture(stage: Stage) -> Call:
    priya = stage.cast("priya")
    return partial(
        actions.put_picture,
        by=priya,
        page=begun(priya),
        upload=checked("door.png", png()),
        alternative="A purple door",
    )


@scenario("library")
def take_picture_out(stage: Stage) -> Call:
    priya = stage.cast("priya")
    page = actions.put_picture(
        by=priya, page=begun(priya), upload=checked("door.png", png()), alternative="A door"
    )
    return partial(actions.take_picture_out, by=priya, page=page)
