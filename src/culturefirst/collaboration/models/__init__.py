"""The nouns of the room, gathered for Django and for its neighbours."""

from culturefirst.collaboration.models.arrangements import TERMS, Arrangement, Term
from culturefirst.collaboration.models.dating import DatingDay, Delegate, Party, own_parties
from culturefirst.collaboration.models.initiatives import (
    Initiative,
    InitiativePartner,
    Initiatives,
)
from culturefirst.collaboration.models.listings import (
    ASK_AFTER,
    ASK_MONTHS,
    DROP_AFTER,
    DROP_MONTHS,
    LONGEST,
    Listing,
    Listings,
    own,
)
from culturefirst.collaboration.models.matches import Dismissal, Introduction
from culturefirst.collaboration.models.meetings import DayMeeting, DayWish, Sitting

__all__ = [
    "ASK_AFTER",
    "ASK_MONTHS",
    "DROP_AFTER",
    "DROP_MONTHS",
    "LONGEST",
    "TERMS",
    "Arrangement",
    "DatingDay",
    "DayMeeting",
    "DayWish",
    "Delegate",
    "Dismissal",
    "Initiative",
    "InitiativePartner",
    "Initiatives",
    "Introduction",
    "Listing",
    "Listings",
    "Party",
    "Sitting",
    "Term",
    "own",
    "own_parties",
]
