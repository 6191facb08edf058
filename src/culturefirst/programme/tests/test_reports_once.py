"""A report is frozen once, however often the button is hit."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from culturefirst.network.models import User
from culturefirst.programme.models import Report
from culturefirst.programme.reading import document as printed
from culturefirst.programme.tests.conftest import MakeProgramme


def test_two_clicks_freeze_one_report_and_lead_to_it(
    make_programme: MakeProgramme, signed_in: Callable[[Any], Client], helen: User
) -> None:
    year = make_programme(printed.Target("Open a forum", "milestone", due=date(2012, 3, 1)))
    client = signed_in(helen)
    page = client.get(reverse("reports", args=[year.pk])).content.decode()
    form = page[page.index(reverse("report_freeze", args=[year.pk])) :]
    [key] = re.findall(r'name="once" value="([^"]+)"', form)[:1]
    address = reverse("report_freeze", args=[year.pk])
    answers = [client.post(address, {"once": key}).headers["Location"] for _ in range(2)]
    assert answers == [reverse("report", args=[Report.objects.get().pk])] * 2
