"""Addresses of demand and provision."""

from culturefirst.intelligence.policy.people import see_people
from culturefirst.intelligence.views import crossing, crossing_area, crossing_files
from culturefirst.kit.urls import page

urlpatterns = [
    page("evidence/need/", crossing.crossed, policy=see_people, name="need_crossed"),
    page("evidence/need/demand/", crossing.demand, policy=see_people, name="need_demand"),
    page("evidence/need/provision/", crossing.provision, policy=see_people, name="need_provision"),
    page("evidence/need/change/", crossing.change, policy=see_people, name="need_change"),
    page("evidence/need/areas/<int:pk>/", crossing_area.area, policy=see_people, name="need_area"),
    page(
        "evidence/need/files/<str:name>",
        crossing_files.need_file,
        policy=see_people,
        name="need_file",
    ),
]
