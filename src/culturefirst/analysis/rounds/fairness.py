"""What wishes and worth leave open: empty seats, and who has few meetings."""

from culturefirst.analysis.rounds.board import Board
from culturefirst.analysis.rounds.numbers import Numbers
from culturefirst.analysis.rounds.search import Search

PASSES = 4


def fill(numbers: Numbers, board: Board, search: Search) -> None:
    """Give empty seats to pairs of no value, those with the fewest meetings first."""
    for _ in range(PASSES):
        before = board.mark()
        for party in _poorest_first(board):
            _seat(numbers, board, search, party)
        if board.mark() == before:
            return


def _poorest_first(board: Board) -> list[int]:
    hungry = [party for party in range(board.size) if board.left[party] > 0]
    return sorted(hungry, key=lambda party: (board.met[party], party))


def _seat(numbers: Numbers, board: Board, search: Search, party: int) -> None:
    for other in _poorest_first(board):
        if board.left[party] < 1:
            return
        if (
            numbers.allowed[party, other]
            and board.left[other] > 0
            and board.key(party, other) not in board.where
            and board.insert_after_trying(party, other, search.chance, 2)
        ):
            search.total += search.gain.get(board.key(party, other), 0)


def level(numbers: Numbers, board: Board, search: Search) -> None:
    """Give a meeting of somebody with many to somebody with few, where it counts for the same."""
    for _ in range(PASSES):
        given = [_given(numbers, board, search, party) for party in _poorest_first(board)]
        if not any(given):
            return


def _given(numbers: Numbers, board: Board, search: Search, party: int) -> bool:
    """Try to take one partner over from somebody who has at least two meetings more."""
    for other in range(board.size):
        if not numbers.allowed[party, other] or board.key(party, other) in board.where:
            continue
        worth = search.gain.get(board.key(party, other), 0)
        for rich in [slot[other] for slot in board.slots if slot[other] >= 0]:
            enough = board.met[rich] >= board.met[party] + 2
            if enough and search.gain.get(board.key(other, rich), 0) == worth:
                mark = board.mark()
                board.lift(other, rich)
                if board.insert_after_trying(party, other, search.chance, 4):
                    return True
                board.undo(mark)
    return False
