"""Pages that ask one thing: a form with its button, and what is told once it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from culturefirst.kit.forms import Form, act_on


@dataclass(frozen=True)
class Deed:
    """What such a page says, its button, what is told after, and where one comes from."""

    title: str
    button: str
    done: str
    back: str
    back_to: str
    lede: str = ""
    note: str = ""
    danger: bool = False


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, even if it is nothing; ``None`` where it is only opened."""
    return request.POST if request.method == "POST" else None


def answer(
    request: HttpRequest,
    form: Form,
    run: Callable[..., Any],
    deed: Deed,
    *,
    to: Callable[[Any], str] | None = None,
    template: str = "kit/deed.html",
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show the form, or do what it asks and go on; without ``to``, to where one came from."""
    if request.method == "POST" and (result := act_on(form, run)) is not None:
        messages.success(request, deed.done)
        return redirect(to(result) if to is not None else deed.back)
    context = {"deed": deed, "form": form} | (more or {})
    return render(request, template, context, status=422 if form.errors else 200)
