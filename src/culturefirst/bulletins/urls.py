"""Addresses of bulletins."""

from culturefirst.bulletins.policy import send_bulletins, write_bulletins
from culturefirst.bulletins.views import reading, writing
from culturefirst.kit.policy import anybody
from culturefirst.kit.urls import page

HERE = "bulletins/<int:pk>/"

urlpatterns = [
    page("bulletins/", reading.bulletins, policy=anybody, name="bulletins"),
    page("bulletins/new/", writing.new, policy=write_bulletins, name="bulletin_new"),
    page("bulletins/subscribe/", reading.subscribe, policy=anybody, name="subscribe"),
    page("bulletins/confirm/<str:token>/", reading.confirm, policy=anybody, name="reading_confirm"),
    page("bulletins/topics/<str:token>/", reading.reading, policy=anybody, name="reading"),
    page("bulletins/stop/<str:token>/", reading.stop, policy=anybody, name="bulletin_stop"),
    page(HERE, reading.bulletin, policy=anybody, name="bulletin"),
    page(f"{HERE}go/<int:number>/", reading.link, policy=anybody, name="bulletin_link"),
    page(f"{HERE}compose/", writing.compose, policy=write_bulletins, name="bulletin_compose"),
    page(f"{HERE}edit/", writing.edit, policy=write_bulletins, name="bulletin_edit"),
    page(f"{HERE}pick/", writing.picked, policy=write_bulletins, name="bulletin_pick"),
    page(f"{HERE}add/", writing.item_added, policy=write_bulletins, name="bulletin_add"),
    page(
        f"{HERE}items/<int:item>/",
        writing.item_changed,
        policy=write_bulletins,
        name="bulletin_item",
    ),
    page(f"{HERE}mail/", writing.mail, policy=write_bulletins, name="bulletin_mail"),
    page(f"{HERE}test/", writing.tested, policy=write_bulletins, name="bulletin_test"),
    page(f"{HERE}freeze/", writing.frozen, policy=write_bulletins, name="bulletin_freeze"),
    page(f"{HERE}thaw/", writing.thawed, policy=write_bulletins, name="bulletin_thaw"),
    page(f"{HERE}remove/", writing.removed, policy=write_bulletins, name="bulletin_remove"),
    page(f"{HERE}send/", writing.sent, policy=send_bulletins, name="bulletin_send"),
    page(f"{HERE}figures/", writing.figures, policy=write_bulletins, name="bulletin_figures"),
    page(f"{HERE}pause/", writing.paused, policy=send_bulletins, name="bulletin_pause"),
    page(f"{HERE}resume/", writing.resumed, policy=send_bulletins, name="bulletin_resume"),
]
