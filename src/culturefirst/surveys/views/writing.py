"""Writing what is asked: sections and questions, their order, every route looked at."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from culturefirst.kit.asking import editing
from culturefirst.kit.asking.sheet import Section, Sheet
from culturefirst.kit.asking.ways import routes
from culturefirst.kit.deeds import answer, sent
from culturefirst.kit.forms import Form
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.urls import changes
from culturefirst.surveys import actions, envelopes
from culturefirst.surveys.forms.questions import QuestionForm, SectionForm
from culturefirst.surveys.models import Wave
from culturefirst.surveys.views.common import deed_of, kept_wave, wave_page


@acts_once
def section(request: HttpRequest, pk: int, key: str = "") -> HttpResponse:
    """Add a section, or change one."""
    wave = kept_wave(request, pk)
    held = _section(wave.asked, key) if key else None
    form = SectionForm(sent(request), sheet=wave.asked, section=held)
    title = "Change this section" if held else "Add a section"
    deed = deed_of(wave, title, "Save", "Saved.")
    run = lambda **_: _saved(request, wave, lambda s: editing.with_section(s, form.section()))  # noqa: E731
    return answer(request, form, run, deed)


@acts_once
def question(request: HttpRequest, pk: int, section: str, key: str = "") -> HttpResponse:
    """Add a question to a section, or change one."""
    wave = kept_wave(request, pk)
    sheet = wave.asked
    within = _section(sheet, section)
    held = next((each for each in within.questions if each.key == key), None)
    if key and held is None:
        raise Http404
    form = QuestionForm(sent(request), sheet=sheet, section=section, question=held)
    title = "Change this question" if held else f"Add a question to “{within.title}”"
    deed = deed_of(wave, title, "Save", "Saved.")
    run = lambda **_: _saved(  # noqa: E731
        request, wave, lambda s: editing.with_question(s, section, form.question())
    )
    return answer(request, form, run, deed)


@changes
@require_POST
def move(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Move a section or a question a place up or down."""
    wave = kept_wave(request, pk)
    by = -1 if request.POST.get("to") == "up" else 1
    _saved(request, wave, lambda sheet: editing.moved(sheet, key, by))
    return redirect(f"{wave_page(wave)}#{key}")


@acts_once
def remove(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Take a section or a question out."""
    wave = kept_wave(request, pk)
    sheet = wave.asked
    found = sheet.question(key) or _section(sheet, key)
    words = getattr(found, "words", "") or getattr(found, "title", "")
    deed = deed_of(
        wave, f"Take out “{words}”?", "Take it out", "It is taken out.", danger=True,
        lede="What is asked only because of it is then asked of everybody.",
    )  # fmt: skip
    run = lambda: _saved(request, wave, lambda s: editing.without(s, key))  # noqa: E731
    return answer(request, Form(sent(request)), run, deed)


def ways(request: HttpRequest, pk: int) -> HttpResponse:
    """Every route through it, with answers that lead along it."""
    wave = kept_wave(request, pk)
    sheet = wave.asked
    found, all_of_them = routes(sheet)
    titles = {each.key: each for each in sheet.sections}
    questions = {each.key: each for each in sheet.questions}
    shown = [
        (
            [titles[key] for key in each.sections],
            [questions[key] for key in each.questions],
            [(questions[key], value) for key, value in each.answers.items() if key in questions],
        )
        for each in found
    ]
    context = {"wave": wave, "routes": shown, "all": all_of_them, "sheet": sheet}
    return render(request, "surveys/surveys/ways.html", context)


@changes
@require_POST
def try_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer it oneself; what is sent is set apart and counts nowhere."""
    wave = kept_wave(request, pk)
    if not wave.asked.sections:
        messages.info(request, "Nothing is asked yet. Add a question.")
        return redirect(wave_page(wave))
    _, secret = envelopes.begin(wave, None, test=True)
    return redirect("survey_answer", secret)


def _saved(request: HttpRequest, wave: Wave, change: Callable[[Sheet], Sheet]) -> Wave:
    """Save a change of the sheet as it stands now, so that two who write lose nothing."""
    fresh = Wave.objects.visible_to(request.user).get(pk=wave.pk)
    return actions.write_sheet(
        by=request.user, wave=wave, sheet=change(fresh.asked), seen=fresh.version
    )


def _section(sheet: Sheet, key: str) -> Section:
    found: Any = next((each for each in sheet.sections if each.key == key), None)
    if found is None:
        raise Http404
    section: Section = found
    return section
