"""The verbs of the room."""

from culturefirst.collaboration.actions.dating.attendance import (
    came_late,
    did_not_come,
    left_early,
    was_there,
)
from culturefirst.collaboration.actions.dating.days import (
    close_round,
    edit_day,
    make_final,
    reopen_round,
    set_up_day,
)
from culturefirst.collaboration.actions.dating.ordering import order_plan
from culturefirst.collaboration.actions.dating.parties import (
    add_table,
    bring_in,
    edit_party,
    move_delegate,
)
from culturefirst.collaboration.actions.dating.timetables import (
    exchange_seats,
    fix_meeting,
    move_meeting,
    plan_day,
    release_meeting,
    take_out_meeting,
)
from culturefirst.collaboration.actions.dating.wishes import set_wishes
from culturefirst.collaboration.actions.initiatives import (
    add_partner,
    draft_initiative,
    drop_initiative,
    edit_initiative,
    end_partner,
    name_partner,
    open_initiative,
    resume_initiative,
)
from culturefirst.collaboration.actions.listings import (
    close_listing,
    confirm_listing,
    edit_listing,
    pause_listing,
    publish_listing,
    reopen_listing,
)
from culturefirst.collaboration.actions.matches import (
    dismiss_match,
    introduce,
    restore_match,
)
from culturefirst.collaboration.actions.taking_over import take_over_listing
from culturefirst.collaboration.actions.ticks import tick_meeting_off

__all__ = [
    "add_partner",
    "add_table",
    "bring_in",
    "came_late",
    "close_listing",
    "close_round",
    "confirm_listing",
    "did_not_come",
    "dismiss_match",
    "draft_initiative",
    "drop_initiative",
    "edit_day",
    "edit_initiative",
    "edit_listing",
    "edit_party",
    "end_partner",
    "exchange_seats",
    "fix_meeting",
    "introduce",
    "left_early",
    "make_final",
    "move_delegate",
    "move_meeting",
    "name_partner",
    "open_initiative",
    "order_plan",
    "pause_listing",
    "plan_day",
    "publish_listing",
    "release_meeting",
    "reopen_listing",
    "reopen_round",
    "restore_match",
    "resume_initiative",
    "set_up_day",
    "set_wishes",
    "take_out_meeting",
    "take_over_listing",
    "tick_meeting_off",
    "was_there",
]
