"""The actions of benchmark frameworks."""

from functools import partial

from culturefirst.improvement import actions
from culturefirst.improvement.frameworks import editing, read
from culturefirst.improvement.models import FrameworkDraft
from culturefirst.improvement.tests.make import a_framework, an_assessment
from culturefirst.improvement.tests.texts import DEMO
from tests.actions.declare import Call, scenario
from tests.actions.stage import Stage


@scenario("improvement")
def load_framework(stage: Stage) -> Call:
    return partial(actions.load_framework, by=stage.helen, text=DEMO)


@scenario("improvement", through=("improvement.load_framework",) * 2)
def load_shipped_frameworks(stage: Stage) -> Call:
    return partial(actions.load_shipped_frameworks, by=stage.helen)


@scenario("improvement")
def carry_over(stage: Stage) -> Call:
    priya = stage.cast("priya")
    body, version = priya.posts_today[0].organisation, a_framework()
    before = an_assessment(body, priya.person, version, agreed={"1-1": 2})
    after = an_assessment(body, priya.person, version)
    return partial(actions.carry_over, by=priya, assessment=after, source=before)


def draft(stage: Stage) -> FrameworkDraft:
    return actions.draft_framework(by=stage.helen, framework=read(DEMO))


@scenario("improvement")
def draft_framework(stage: Stage) -> Call:
    return partial(actions.draft_framework, by=stage.helen, framework=read(DEMO))


@scenario("improvement")
def change_draft(stage: Stage) -> Call:
    found = draft(stage)
    edit = partial(editing.move_theme, key="people", by=editing.UP)
    return partial(actions.change_draft, by=stage.helen, draft=found, edit=edit)


@scenario("improvement")
def write_draft(stage: Stage) -> Call:
    return partial(actions.write_draft, by=stage.helen, draft=draft(stage), text="format: 1")


@scenario("improvement", through=("improvement.load_framework",))
def load_draft(stage: Stage) -> Call:
    return partial(actions.load_draft, by=stage.helen, draft=draft(stage), version="2")


@scenario("improvement")
def drop_draft(stage: Stage) -> Call:
    return partial(actions.drop_draft, by=stage.helen, draft=draft(stage))
