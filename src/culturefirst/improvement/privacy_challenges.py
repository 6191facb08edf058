"""What peer challenge holds about people, in plain words; ``privacy`` reads it."""

from culturefirst.improvement.models import (
    Challenge,
    ChallengePeer,
    ChallengeQuestion,
    ChallengeRound,
    DocumentAsked,
    Interest,
    RoundEntry,
)
from culturefirst.kit.holdings import HOLDINGS, Holding

KEPT = "While the challenge is kept; without your name once you are erased."

for each in (
    Holding(
        "Rounds of peer challenge that you made",
        "So that those who take part know whom to ask.",
        "While the round is kept; without your name once you are erased.",
        ChallengeRound,
    ),
    Holding(
        "Entries into rounds of peer challenge that you lead",
        "So that your organisation is paired, and you are told with whom.",
        "While the round is kept; without your name once you are erased.",
        RoundEntry,
    ),
    Holding(
        "Interests that you declared in confidence",
        "So that organisations are not paired that should not be.",
        "While it is kept; without your name once you are erased.",
        Interest,
    ),
    Holding(
        "Peer challenges that you proposed",
        "So that both sides know who asked.",
        KEPT,
        Challenge,
    ),
    Holding(
        "Challenges in which you are a peer",
        "So that you can read what is opened to you, and the host knows who comes.",
        "While the challenge is kept; until you are erased.",
        ChallengePeer,
    ),
    Holding(
        "Documents that you asked for as a peer",
        "So that the host knows who asked.",
        KEPT,
        DocumentAsked,
    ),
    Holding(
        "Questions that you asked as a peer",
        "So that the host knows who asked.",
        KEPT,
        ChallengeQuestion,
    ),
):
    assert each.model is not None
    HOLDINGS.add(each.model._meta.label_lower, each)
