"""Addresses of one's own day at the tables, of its papers, and of what came of it."""

from culturefirst.collaboration.policy import keep_day, see_agenda, tick_meeting
from culturefirst.collaboration.views.dating import agenda
from culturefirst.kit.urls import page

DAY = "meet/dating/<int:pk>/"
MEETING = "meet/dating/meeting/<int:pk>/"

urlpatterns = [
    page(f"{DAY}agenda/", agenda.agenda, policy=see_agenda, name="dating_agenda"),
    page(f"{DAY}agenda.pdf", agenda.paper, policy=see_agenda, name="dating_agenda_paper"),
    page(f"{DAY}agendas.pdf", agenda.papers, policy=keep_day, name="dating_agendas_paper"),
    page(f"{DAY}tables.pdf", agenda.signs, policy=keep_day, name="dating_tables_paper"),
    page(f"{DAY}outcome/", agenda.outcome, policy=keep_day, name="dating_outcome"),
    page(f"{MEETING}tick/", agenda.tick, policy=tick_meeting, name="dating_tick"),
]
