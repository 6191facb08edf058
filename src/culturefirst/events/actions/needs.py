"""What a delegate eats and needs: kept beside the booking, and taken away with the place."""

from culturefirst.events.models import Booking, Needs


def keep_needs(booking: Booking, dietary: str, access: str) -> None:
    """Keep what was said; nothing is kept where nothing was."""
    said = {"dietary": " ".join(dietary.split()), "access": " ".join(access.split())}
    if not any(said.values()):
        clear_needs(booking)
        return
    row = Needs._base_manager.filter(booking=booking).first() or Needs(booking=booking)
    row.dietary, row.access = said["dietary"], said["access"]
    row.clean_fields(exclude=["booking"])
    row.save()


def clear_needs(booking: Booking) -> None:
    """Take away what was said."""
    Needs._base_manager.filter(booking=booking).delete()
