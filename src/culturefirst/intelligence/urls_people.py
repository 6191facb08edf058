"""Addresses of areas, populations, segments and rates."""

from culturefirst.intelligence.policy.people import keep_people, see_people
from culturefirst.intelligence.views import (
    people,
    people_deeds,
    people_files,
    people_places,
    travel_times,
)
from culturefirst.kit.urls import page

urlpatterns = [
    page("evidence/people/", people.sets, policy=see_people, name="people_sets"),
    page("evidence/people/bring/", people_files.bring, policy=keep_people, name="people_bring"),
    page(
        "evidence/people/files/<int:pk>/",
        people_files.file,
        policy=keep_people,
        name="people_file",
    ),
    page(
        "evidence/people/files/<int:pk>/drop/",
        people_files.drop,
        policy=keep_people,
        name="people_file_drop",
    ),
    page(
        "evidence/people/examples/<slug:what>/",
        people_files.example,
        policy=see_people,
        name="people_example",
    ),
    page("evidence/people/areas/<int:pk>/", people.area_set, policy=see_people, name="area_set"),
    page(
        "evidence/people/populations/<int:pk>/",
        people.population,
        policy=see_people,
        name="population",
    ),
    page(
        "evidence/people/classifications/<int:pk>/",
        people_places.classification,
        policy=see_people,
        name="classification",
    ),
    page("evidence/people/rates/<int:pk>/", people.rates, policy=see_people, name="rates"),
    page(
        "evidence/people/times/<int:pk>/",
        travel_times.travel_times,
        policy=see_people,
        name="travel_times",
    ),
    page(
        "evidence/people/times/points/<slug:what>/",
        travel_times.points,
        policy=see_people,
        name="travel_points",
    ),
    page(
        "evidence/people/rates/national/",
        people_deeds.load_national,
        policy=keep_people,
        name="rates_national",
    ),
    page(
        "evidence/people/<slug:kind>/<int:pk>/remove/",
        people_deeds.remove,
        policy=keep_people,
        name="people_remove",
    ),
]
