"""Questions about single figures: asked by the team, answered by the body, settled."""

from typing import Any

from culturefirst.improvement.models import FigureQuery, Return
from culturefirst.improvement.policy import ask_about_figures, fill_returns
from culturefirst.kit import clock
from culturefirst.kit.act import action, save_changes
from culturefirst.kit.errors import DomainError
from culturefirst.network.actions.saving import saved

Stage, Asked = Return.Stage, FigureQuery.Stage
OVER = "Members read these figures by now, so nothing is asked or answered any more."


@action("asked about a figure", allow=ask_about_figures, on="found")
def ask_about_figure(*, by: Any, found: Return, key: str, words: str) -> FigureQuery:
    """Ask a body about one figure; its value is read only where a check flagged it."""
    _refuse_over(found)
    if key not in found.collection.figures.askable:
        raise DomainError("Choose one of the figures that this collection asks for.")
    if not words.strip():
        raise DomainError("Say in a sentence what you want to know.")
    row = FigureQuery._base_manager.filter(of=found, key=key).first()
    row = row or FigureQuery(of=found, key=key)
    row.asked, row.answer = words.strip(), ""
    row.stage, row.raised_on, row.settled_on = Asked.ASKED, clock.today(), None
    saved(row)
    save_changes(found, {"stage": Stage.QUERIED, "accepted_on": None})
    return row


@action("answered a question about a figure", allow=fill_returns, on="found")
def answer_figure_query(*, by: Any, found: Return, key: str, words: str) -> Return:
    """Say why a figure is as it is; to change it, take the return back."""
    _refuse_over(found)
    row = _row(found, key)
    if row.stage != Asked.ASKED:
        raise DomainError("Nothing is asked about it any more.")
    if not words.strip():
        raise DomainError("Say in a sentence or two why it is so.")
    row.answer, row.stage = words.strip(), Asked.ANSWERED
    saved(row)
    return _with_stage(found)


@action("settled a question about a figure", allow=ask_about_figures, on="found")
def settle_figure_query(*, by: Any, found: Return, key: str) -> Return:
    """Say that it is clear now."""
    row = _row(found, key)
    if row.stage == Asked.SETTLED:
        raise DomainError("It was settled before.")
    if row.stage == Asked.ASKED:
        _refuse_over(found)
    row.stage, row.settled_on = Asked.SETTLED, clock.today()
    saved(row)
    return _with_stage(found)


def _row(found: Return, key: str) -> FigureQuery:
    row: FigureQuery | None = FigureQuery._base_manager.filter(of=found, key=key).first()
    if row is None:
        raise DomainError("Nothing was asked about that figure.")
    return row


def _with_stage(found: Return) -> Return:
    """The return as its questions leave it."""
    if found.stage != Stage.QUERIED:
        return save_changes(found, {})
    open_ = FigureQuery._base_manager.filter(of=found, stage=Asked.ASKED).exists()
    return save_changes(found, {} if open_ else {"stage": Stage.SENT})


def _refuse_over(found: Return) -> None:
    if found.collection.read_by_members(clock.today()):
        raise DomainError(OVER)
