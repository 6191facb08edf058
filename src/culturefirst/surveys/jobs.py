"""What goes on by itself with surveys: asking many, closing in time, mixing what is anonymous."""

from datetime import time, timedelta

from culturefirst.kit import clock
from culturefirst.kit.act import SYSTEM
from culturefirst.kit.jobs import Progress, job
from culturefirst.kit.jobs.timetable import SCHEDULES, Timetable
from culturefirst.network.models import User
from culturefirst.network.queries.audiences import people_of
from culturefirst.surveys import actions, envelopes
from culturefirst.surveys.mixing import mix
from culturefirst.surveys.models import Unfinished, Wave

STEP = 200  # people asked in one transaction
LEFT = timedelta(days=7)  # how long what was not sent in time is kept, to say that it was too late


@job(says="Asking people to answer a survey", attempts=5)
def invite(*, wave_id: int, user_id: int, progress: Progress) -> str:
    """Ask everybody of the audience; run twice, it asks nobody twice."""
    wave = Wave.objects.select_related("audience", "survey").get(pk=wave_id)
    by = User.objects.get(pk=user_id)
    if wave.audience is not None and wave.is_open(clock.today()):
        people = list(people_of(wave.audience.question, clock.today(), by))
        for start in range(0, len(people), STEP):
            actions.invite_people(by=by, wave=wave, people=people[start : start + STEP])
            progress.at(min(start + STEP, len(people)), len(people), "Asking people")
    address: str = wave.get_absolute_url()
    return address


@job(says="Counting the answers of a survey", attempts=5)
def settle_wave(*, wave_id: int) -> None:
    """Lay down what was sent, mix what is anonymous, count; run twice, it comes to the same."""
    wave = Wave.objects.select_related("survey").get(pk=wave_id)
    for sheet in Unfinished._base_manager.filter(wave=wave, paid=True):
        envelopes.lay_down(sheet)
    if wave.survey.is_anonymous and wave.mixed_on is None:
        mix(wave)
    if wave.counted_on is None:
        actions.count_wave(by=SYSTEM, wave=wave)


@job(says="Closing surveys whose last day is over")
def close_due_waves() -> None:
    """Close what is due, and lay down what was sent while a process died."""
    due = Wave.objects.filter(
        opened_on__isnull=False, closed_on__isnull=True, closes_on__lt=clock.today()
    )
    for wave in due:
        actions.close_wave(by=SYSTEM, wave=wave)
    for sheet in Unfinished._base_manager.filter(paid=True):
        envelopes.lay_down(sheet)
    Unfinished._base_manager.filter(wave__closed_on__lt=clock.today() - LEFT).delete()


SCHEDULES.add(
    "surveys.close_due_waves",
    ("surveys.close_due_waves", Timetable(close_due_waves, at=time(0, 20))),
)
