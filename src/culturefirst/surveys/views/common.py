"""What the pages of surveys share: finding one, and a page that asks one thing."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from culturefirst.kit.deeds import Deed
from culturefirst.surveys.models import Survey, Wave
from culturefirst.surveys.policy.surveys import keep_survey
from culturefirst.surveys.queries import surveys as queries


def seen_survey(request: HttpRequest, pk: int) -> Survey:
    """The survey, if this person may see it; else 404, as for one that is not there."""
    found: Survey = get_object_or_404(queries.surveys(request.user), pk=pk)
    return found


def kept_survey(request: HttpRequest, pk: int) -> Survey:
    """The survey, for whoever keeps it."""
    found = seen_survey(request, pk)
    keep_survey.require(request.user, found)
    return found


def kept_wave(request: HttpRequest, pk: int) -> Wave:
    """The wave, for whoever keeps its survey."""
    found: Wave = get_object_or_404(queries.waves(request.user), pk=pk)
    keep_survey.require(request.user, found)
    return found


def deed_of(record: Any, title: str, button: str, done: str, **more: Any) -> Deed:
    """A page that asks one thing of a survey or a wave."""
    return Deed(title, button, done, record.get_absolute_url(), str(record), **more)


def survey_page(survey: Survey) -> str:
    return reverse("survey", args=[survey.pk])


def wave_page(wave: Wave) -> str:
    return reverse("wave", args=[wave.pk])
