"""Targets are counted by answers: the share with its base, the response, waves, sheets."""

from datetime import date

import pytest

from culturefirst.kit import clock
from culturefirst.measures.core import Window
from culturefirst.measures.figures import Question, figure
from culturefirst.measures.register import MEASURES
from culturefirst.surveys import actions
from culturefirst.surveys.jobs import settle_wave
from culturefirst.surveys.models import Tally, Wave
from culturefirst.surveys.tests.make import a_survey, a_wave, answer

pytestmark = pytest.mark.django_db
YEAR = Window(date(2011, 4, 1), date(2012, 3, 31))
NEXT = Window(date(2012, 4, 1), date(2013, 3, 31))


@pytest.fixture
def people(helen, amara, tom, priya, jim, dee) -> list:
    return [helen, amara, tom, priya, jim, dee]


def run(by, wave: Wave, people, yes: int) -> Wave:
    """Open it, have so many say yes and the others no, close, count, publish to all."""
    wave = actions.open_wave(by=by, wave=wave)
    actions.invite_people(by=by, wave=wave, people=[each.person for each in people])
    for at, user in enumerate(people):
        answer(wave, user, improved="y" if at < yes else "n")
    wave = actions.close_wave(by=by, wave=wave)
    settle_wave(wave_id=wave.pk)
    wave.refresh_from_db()
    return actions.publish_wave(by=by, wave=wave, questions=["improved"], told="all")


def parts(key: str, window: Window, **scope: object) -> tuple[float, float | None]:
    found = figure(Question(key, window, scope))
    return found.numerator, found.denominator


def test_the_share_is_that_of_the_newest_wave_with_its_base(helen, people) -> None:
    survey = a_survey(helen)
    run(helen, a_wave(helen, survey), people, yes=3)
    says_yes = f"{survey.pk}:improved:y"
    assert parts("surveys.share_giving_answer", YEAR, answer=says_yes) == (3, 6)
    with clock.standing(date(2012, 9, 19)):
        first = Wave.objects.get()
        second = actions.make_wave(
            by=helen, survey=survey, title="2012", closes_on=date(2012, 10, 14), like=first
        )
        run(helen, second, people, yes=5)
    assert parts("surveys.share_giving_answer", NEXT, answer=says_yes) == (5, 6)
    assert parts("surveys.share_giving_answer", YEAR, answer=says_yes) == (3, 6)
    shown = MEASURES.get("surveys.share_giving_answer").show(
        Tally.objects.filter(wave__title="2012").first()
    )
    assert shown.label.startswith("Users’ survey, 2012: Have you taken part")


def test_nobody_counts_by_results_that_are_not_told_to_everybody(helen, people) -> None:
    wave = run(helen, a_wave(helen), people, yes=3)
    says_yes = f"{wave.survey_id}:improved:y"
    assert Tally.objects.filter(told=True).count() == 2
    actions.publish_wave(by=helen, wave=wave, questions=["improved"], told="members")
    assert parts("surveys.share_giving_answer", YEAR, answer=says_yes)[0] == 0
    actions.publish_wave(by=helen, wave=wave, questions=["how"], told="all")
    assert parts("surveys.share_giving_answer", YEAR, answer=says_yes)[0] == 0
    actions.take_back_wave(by=helen, wave=wave)
    assert not Tally.objects.filter(told=True).exists()


def test_response_waves_and_answers_are_counted(helen, people) -> None:
    wave = actions.open_wave(by=helen, wave=a_wave(helen))
    actions.invite_people(by=helen, wave=wave, people=[each.person for each in people])
    for user in people[:5]:
        answer(wave, user, improved="y")
    assert parts("surveys.waves_run", YEAR) == (1, None)
    assert parts("surveys.response_rate", YEAR) == (0, 0)
    actions.close_wave(by=helen, wave=wave)
    settle_wave(wave_id=wave.pk)
    settle_wave(wave_id=wave.pk)
    assert parts("surveys.response_rate", YEAR) == (5, 6)
    assert parts("surveys.answers", YEAR) == (5, None)


def test_a_series_that_broke_says_so_beside_the_figure(helen, people) -> None:
    survey = a_survey(helen)
    first = run(helen, a_wave(helen, survey), people, yes=3)
    with clock.standing(date(2012, 9, 19)):
        second = actions.make_wave(
            by=helen, survey=survey, title="2012", closes_on=date(2012, 10, 14), like=first
        )
        sheet = dict(second.sheet)
        sheet["sections"][0]["questions"][0]["options"].append({"code": "s", "words": "Soon"})
        Wave.objects.filter(pk=second.pk).update(sheet=sheet)
        second.refresh_from_db()
        run(helen, second, people, yes=5)
    tally = Tally.objects.get(wave=second, answer=f"{survey.pk}:improved:y")
    shown = MEASURES.get("surveys.share_giving_answer").show(tally)
    assert shown.detail == "83\u202f%: 5 of 6, all have answered, the series begins anew here"
