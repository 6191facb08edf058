"""Several studies asked for at once: how many, what they ask, worked out here and on a cluster."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from culturefirst.intelligence import actions
from culturefirst.intelligence.jobs_askings import work_out_all
from culturefirst.intelligence.jobs_studies import work_out
from culturefirst.intelligence.models import (
    Asking,
    AssetKind,
    Population,
    Rate,
    Rates,
    Study,
    StudyRun,
)
from culturefirst.intelligence.queries.askings import beside
from culturefirst.intelligence.tests.make_studies import (
    DAY,
    a_country,
    a_study,
    libraries,
    rates,
    west_and_east,
)
from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError
from culturefirst.network.models import User

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]


def told(*_: Any) -> None:
    """Nobody waits."""


def asked(population: Population, **more: Any) -> dict[str, Any]:
    """What one of them asks."""
    return {
        "title": "Libraries", "kinds": [libraries()], "day": DAY, "population": population,
        "area_set": population.area_set, "rates": rates(), "limit": 3_000, "decay": "even",
        "visits_per_unit": 10, **more,
    }  # fmt: skip


def three(by: Any) -> Asking:
    """Three limits of one country; the job has worked them out already."""
    west_and_east()
    one = asked(a_country())
    each = [one | {"title": f"{metres} m", "limit": metres} for metres in (2_000, 3_000, 9_000)]
    return actions.ask_several(by=by, title="Limits", asked=each)


def test_each_becomes_a_study_of_its_own_and_all_are_worked_out_by_one_job(helen: User) -> None:
    asking = three(helen)
    found = {row.study.title: row for row in beside(asking, helen)}
    assert [row.figure("people") for row in found.values()] == [7000, 7000, 7000]
    assert [row.share("too_far", "demand") for row in found.values()] == [14.3, 14.3, 14.3]
    assert [row.state for row in found.values()] == ["worked out"] * 3
    assert {row.study.job_id for row in found.values()} == {asking.job_id}


def test_the_figures_are_those_of_a_study_made_by_itself(helen: User) -> None:
    asking = three(helen)
    study = asking.studies.get(limit=3_000)
    alone = a_study(helen, title="3000 m", population=study.population, rates=study.rates)
    run = work_out(alone, helen)
    assert run.results_digest == study.runs.get().results_digest


def test_one_that_cannot_be_worked_out_is_told_and_the_others_go_on(helen: User) -> None:
    west_and_east()
    one = asked(a_country())
    never = Rates.objects.create(
        activity="Museums", year="2010/11", source="A survey", licence="CC0", loaded_at=clock.now()
    )
    Rate.objects.create(rates=never, share="0.5")
    none = one | {"title": "Never", "rates": never}
    asking = actions.ask_several(by=helen, title="Two", asked=[none, one])
    [first, second] = beside(asking, helen)
    assert first.state.startswith("These rates say who takes part, but not how often.")
    assert (first.figure("people"), second.state) == (None, "worked out")


def test_worked_out_again_there_is_one_run_each(helen: User) -> None:
    asking = three(helen)
    work_out_all(asking, helen, told)
    assert StudyRun.objects.count() == 3


def test_if_one_is_refused_none_is_made(helen: User) -> None:
    one = asked(a_country())
    with pytest.raises(DomainError, match="20 is more like minutes than metres"):
        actions.ask_several(by=helen, title="Two", asked=[one, one | {"limit": 20}])
    assert (Asking.objects.count(), Study.objects.count()) == (0, 0)


def test_more_than_two_dozen_are_refused(helen: User) -> None:
    one = asked(a_country())
    with pytest.raises(DomainError, match="That would be 25 studies; at most 24"):
        actions.ask_several(by=helen, title="Many", asked=[one] * 25)


@pytest.fixture
def cluster() -> Iterator[str]:
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None,
        host="127.0.0.1", protocol="tcp",
    ) as made:  # fmt: skip
        yield made.scheduler_address


def test_on_a_cluster_all_go_out_together_and_come_to_the_same(
    helen: User, cluster: str, settings: Any, monkeypatch: Any, caplog: pytest.LogCaptureFixture
) -> None:
    from culturefirst.analysis.catchment import fleet

    asking = three(helen)
    here = dict(StudyRun.objects.values_list("study", "results_digest"))
    StudyRun.objects.all().delete()
    sent, each = list[int](), fleet.each
    monkeypatch.setattr(fleet, "each", lambda work, tasks, address=None: (
        sent.append(len(tasks)), each(work, tasks, address)
    )[1])  # fmt: skip
    settings.CLUSTER = cluster
    work_out_all(asking, helen, told)
    assert sent == [3]
    assert "are worked out here" not in caplog.text
    assert dict(StudyRun.objects.values_list("study", "results_digest")) == here


def test_where_no_cluster_answers_they_are_worked_out_here(
    helen: User, settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("culturefirst.analysis.catchment.fleet.PATIENCE", 0.2)
    settings.CLUSTER = "tcp://127.0.0.1:9"
    three(helen)
    assert StudyRun.objects.count() == 3
    assert "3 studies are worked out here" in caplog.text


def test_others_see_of_them_what_they_may_see_of_the_studies(
    helen: User, priya: User, jim: User, nobody: Any
) -> None:
    asking = three(priya)
    seen = [user for user in (helen, priya, jim, nobody) if _sees(user, asking)]
    assert seen == [helen, priya]
    [first, *_] = asking.studies.order_by("pk")
    actions.publish_study(by=priya, study=first)
    assert _sees(jim, asking)
    assert len(beside(asking, jim)) == 1


def _sees(user: Any, asking: Asking) -> bool:
    return bool(Asking.objects.visible_to(user).filter(pk=asking.pk).exists())


def test_the_form_says_how_many_that_makes_before_it_makes_them(
    helen: User, signed_in: SignedIn
) -> None:
    west_and_east()
    population = a_country()
    later = Population.objects.get(pk=population.pk)
    later.pk, later.name, later.year = None, "Forecast of 2021", 2021
    later.save()
    said = {
        "title": "Libraries", "kinds": [libraries().pk], "day": "2011-09-19",
        "populations": [population.pk], "rates": rates().pk, "peak_share": "100",
        "limits": "3000, 2000", "detour": "1", "decay": "even", "method": "enhanced",
        "visits_per_unit": "10",
    }  # fmt: skip
    client, url = signed_in(helen), reverse("study_several")
    shown = client.post(url, said | {"populations": [population.pk, later.pk]})
    page = shown.content.decode()
    assert "That makes 4 studies" in page
    assert "Libraries: Library, Forecast of 2021, 3\u202f000 m" in page
    assert not Study.objects.exists()
    assert client.post(url, said | {"agreed": "4"}).status_code == 200
    made = client.post(url, said | {"agreed": "2"})
    asking = Asking.objects.get()
    assert made["Location"] == reverse("asking", args=[asking.pk])
    read = client.get(made["Location"]).content.decode()
    for words in ("Libraries: Library, 2 000 m", "2 studies side by side", "worked out"):
        assert words in read
    excel = client.get(f"{made['Location']}?format=excel")
    assert excel["Content-Type"].endswith("spreadsheetml.sheet")
    assert "Libraries: Library" in client.get(f"{made['Location']}?format=csv").content.decode()


def test_what_cannot_be_asked_at_once_is_told_beside_its_field(
    helen: User, signed_in: SignedIn
) -> None:
    west, _ = west_and_east()
    pool = AssetKind.objects.create(key="pool", sector="sport", name="Pool", unit="m² of water")
    west.pk, west.name, west.kind = None, "Pool", pool
    west.save()
    population = a_country()
    said = {
        "title": "Both", "kinds": [libraries().pk], "day": "2011-09-19", "limits": "20, far",
        "populations": [population.pk], "rates": rates().pk, "peak_share": "100", "detour": "1",
        "decay": "even", "method": "enhanced", "visits_per_unit": "10",
    }  # fmt: skip
    client, url = signed_in(helen), reverse("study_several")
    assert "Write whole metres with commas" in client.post(url, said).content.decode()
    short = client.post(url, said | {"limits": "20, 5000"})
    assert (short.status_code, "some 1600" in short.content.decode()) == (422, True)
    both = client.post(url, said | {"limits": "5000", "kinds": [libraries().pk, pool.pk]})
    assert "These kinds are not counted in one unit (m², m² of water)" in both.content.decode()
