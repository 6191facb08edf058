"""``culturefirst catchment``: CSV in, CSV and a summary out, and every bad input refused."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from culturefirst.site.cli import main

EXAMPLES = Path(__file__).resolve().parents[4] / "examples"
AREAS, FACILITIES = EXAMPLES / "catchment-areas.csv", EXAMPLES / "catchment-facilities.csv"
HEAD = "code,easting,northing,demand\n"


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Run with the examples or these texts; the exit code, what was said, and by area."""

    def _run(*options: str, areas: str = "", facilities: str = "", minutes: str = ""):  # type: ignore[no-untyped-def]
        given = {"areas": AREAS, "facilities": FACILITIES}
        for name, text in (("areas", areas), ("facilities", facilities), ("minutes", minutes)):
            if text:
                given[name] = tmp_path / f"{name}.csv"
                given[name].write_text(text, encoding="utf-8")
        files = [word for name, path in given.items() for word in (f"--{name}", str(path))]
        out = tmp_path / "out.csv"
        try:
            code = main(["catchment", *files, "--out", str(out), *options])
        except SystemExit as refused:
            code = refused.code
        said = capsys.readouterr()
        rows = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
        return code, said.out + said.err, rows

    return _run


def test_it_runs_in_an_empty_folder_without_django_or_a_site(tmp_path: Path) -> None:
    code = (
        "import sys; from culturefirst.site.cli import main; "
        f"code = main(['catchment', '--areas', {str(AREAS)!r}, '--facilities', "
        f"{str(FACILITIES)!r}, '--limit', '5km', '--out', 'out.csv']); "
        "assert 'django' not in sys.modules and 'numba' not in sys.modules; sys.exit(code)"
    )
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=kept, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]
    assert done.stdout.splitlines() == [
        "3 areas with a demand of 1,700; 2 facilities with a capacity of 100.",
        "Within 5,000 metres: 4 pairs; 2 areas, with 88.2 per cent of demand, reach a place "
        "that is open.",
        "Capacity for 1,000 of demand: 58.82 on average, lowest 0 (C), highest 67.99 (A).",
        "Written: out.csv, 3 rows.",
    ]


@pytest.mark.parametrize(
    ("method", "scores"),
    [
        ("2sfca", ["0.0666666667", "0.0666666667", "0"]),
        ("e2sfca", ["0.0679871997", "0.0640256007", "0"]),
        ("3sfca", ["0.0665053023", "0.0669893953", "0"]),
    ],
)
def test_scores_are_those_worked_out_by_hand_in_the_docs(
    run, method: str, scores: list[str]
) -> None:  # type: ignore[no-untyped-def]
    code, _, rows = run("--limit", "5km", "--method", method)
    assert code == 0
    assert rows[0] == "code,demand,score,within_reach"
    assert [row.split(",")[2] for row in rows[1:]] == scores
    assert [row.split(",")[3] for row in rows[1:]] == ["yes", "yes", "no"]


def test_allocation_tells_who_is_served_and_why_the_others_are_not(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    by_facility = tmp_path / "places.csv"
    code, said, rows = run(
        "--limit", "5km", "--method", "allocation", "--facilities-out", str(by_facility)
    )
    assert code == 0
    assert "satisfied 100.0 (5.9 per cent), too far 200.0 (11.8 per cent), no room 1,400.0" in said
    assert rows[0] == "code,demand,satisfied,too_far,no_room"
    assert rows[3] == "C,200,0,200,0"
    assert by_facility.read_text().splitlines() == [
        "code,capacity,used,used_share",
        "X,60,60,1",
        "Y,40,40,1",
    ]


def test_minutes_from_a_table_stand_in_for_distances(run) -> None:  # type: ignore[no-untyped-def]
    minutes = "area,facility,minutes\nA,X,30\n\nB,X,31\nC,Y,10\nZ,X,3\n"
    code, said, rows = run("--limit", "30min", "--decay", "even", minutes=minutes)
    assert code == 0
    assert "Within 30 minutes: 2 pairs" in said
    assert "1 rows of minutes name other places and were left out." in said
    assert [row.split(",")[2] for row in rows[1:]] == ["0.06", "0", "0.2"]


def test_steps_widths_and_a_detour_are_taken_in_the_unit_they_are_given_in(run) -> None:  # type: ignore[no-untyped-def]
    steps = ("--decay", "steps", "--steps", "4km:1,5000m:0.5")
    _, _, rows = run("--limit", "5km", *steps)
    assert [row.split(",")[2] for row in rows[1:]] == ["0.068", "0.064", "0"]
    _, said, _ = run("--limit", "5km", "--width", "1km", "--detour", "1.25")
    assert "Within 5,000 metres: 2 pairs" in said


def test_modes_of_travel_are_added_by_their_shares(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    modes = tmp_path / "modes.csv"
    head = "mode,share,limit,detour,decay\n"
    modes.write_text(f"{head}walk,0.5,4km,1,even\ncar,0.5,6250m,1.25,even\n")
    _, said, rows = run("--limit", "5km", "--modes", str(modes))
    # On foot 4 km, by car 5 km of straight line: the weights of steps 4km:1, 5km:0.5.
    assert [row.split(",")[2] for row in rows[1:]] == ["0.068", "0.064", "0"]
    for text, told in (
        (
            "mode,share,limit\nwalk,2,4km\n",
            "modes: the shares of the modes are not",
        ),
        ("mode,share,limit\nwalk,1,far\n", "Row 1, limit: “far” is no distance"),
        ("mode,share,limit,decay\nw,1,4km,flat\n", "Row 1, decay: “flat” is no decay. Give one of"),
        ("mode,share,limit,decay,width\nw,1,4km,even,1km\n", "Row 1, width: even decay has none"),
        ("mode,share\nw,1\n", "limit: there is no such column"),
        (
            "mode,share,limit\nw,0.5,4km\nb,0.5,30min\n",
            "Row 2, limit: it is in minutes without --minutes. Give km or m, or a table.",
        ),
        (
            "mode,share,limit,width\nw,1,4km,900\n",
            "Row 1, width: it is 900 of no unit. Write 900m or 900km; minutes need a table",
        ),
    ):
        modes.write_text(text)
        code, said, _ = run("--limit", "5km", "--modes", str(modes))
        assert code == 2
        assert f"modes.csv: {told}" in said
    code, said, _ = run("--limit", "5km", "--modes", str(modes), "--decay", "even")
    assert "--modes has decays of its own" in said


def test_results_overwrite_nothing_that_was_given(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    areas = HEAD + "A,600000,300000,5\n"
    _, said, _ = run("--limit", "5km", "--out", str(tmp_path / "areas.csv"), areas=areas)
    assert "areas.csv is in use already by this command; choose another name" in said
    assert (tmp_path / "areas.csv").read_text() == areas


def test_where_one_file_cannot_be_written_neither_is(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    hindered = tmp_path / "places.csv"
    (tmp_path / ".places.csv.part").mkdir()  # what is written first cannot be
    code, said, rows = run("--limit", "5km", "--facilities-out", str(hindered))
    assert (code, rows) == (2, [])
    assert f"{hindered} cannot be written (Is a directory); choose another place" in said
    assert [each.name for each in tmp_path.iterdir()] == [".places.csv.part"]
    (tmp_path / "folder").mkdir()
    code, said, rows = run("--limit", "5km", "--facilities-out", str(tmp_path / "folder"))
    assert (code, rows) == (2, [])
    assert "folder is a folder; choose the name of a file" in said


def test_a_table_is_printed_where_a_dash_stands_for_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["catchment", "--areas", str(AREAS), "--facilities", str(FACILITIES)]
    given += ["--limit", "5km", "--decay", "even", "--out", "-"]
    assert main(given) == 0
    said = capsys.readouterr()
    assert said.out == (
        "code,demand,score,within_reach\n"
        "A,1000,0.0666666667,yes\nB,500,0.0666666667,yes\nC,200,0,no\n"
    )
    assert said.err.startswith("3 areas with a demand of 1,700; 2 facilities")
    assert main([*given, "--json"]) == 2
    assert "only one thing can be printed: one -, or --json" in capsys.readouterr().err


def test_all_of_it_is_printed_as_json_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    given = ["catchment", "--areas", str(AREAS), "--facilities", str(FACILITIES)]
    assert main([*given, "--limit", "5km", "--method", "allocation", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [found[name] for name in ("method", "limit", "unit", "engine", "pairs")] == [
        "allocation", 5000, "metres", "numpy", 4
    ]  # fmt: skip
    assert found["areas"][2] == {
        "code": "C", "demand": 200, "satisfied": 0, "too_far": 200, "no_room": 0
    }  # fmt: skip
    assert found["facilities"][0] == {"code": "X", "capacity": 60, "used": 60, "used_share": 1}
    assert main([*given, "--limit", "5km", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["areas"][0] == {
        "code": "A", "demand": 1000, "score": pytest.approx(0.0679871997), "within_reach": True
    }  # fmt: skip


def test_a_full_place_serves_the_nearest_first_where_that_is_asked_for(run) -> None:  # type: ignore[no-untyped-def]
    areas = HEAD + "A,600000,300000,30\nB,603000,300000,30\n"
    facilities = "code,easting,northing,capacity\nX,600000,301000,40\n"
    for rationing, right in (("share", ["20", "20"]), ("nearest", ["30", "10"])):
        options = ("--method", "allocation", "--decay", "linear", "--rationing", rationing)
        _, _, rows = run("--limit", "5km", *options, areas=areas, facilities=facilities)
        assert [f"{float(row.split(',')[2]):.3g}" for row in rows[1:]] == right


def test_demand_that_adds_up_to_what_was_said_is_taken(run) -> None:  # type: ignore[no-untyped-def]
    assert run("--limit", "5km", "--total", "1700")[0] == 0


def test_one_point_that_is_swapped_among_many_is_found_although_it_is_on_land(run) -> None:  # type: ignore[no-untyped-def]
    rows = [f"A{at},{600000 + 100 * at},{250000 + 50 * at},5\n" for at in range(30)]
    areas = HEAD + "".join(rows) + "Q,251000,601500,5\n"
    code, said, found = run("--limit", "5km", areas=areas)
    assert (code, found) == (2, [])
    assert "Row 31, easting, northing: 251000, 601500 seem to be swapped" in said
    region = ("--region", "200000,200000,650000,650000")
    facilities = "code,easting,northing,capacity\nX,600000,250000,1\n"
    assert run("--limit", "5km", *region, areas=areas, facilities=facilities)[0] == 0


@pytest.mark.parametrize(
    ("region", "told"),
    [
        ("605000,299000,599000,305000", "is no region; give west,south,east,north in metres"),
        ("0.1,51,1.7,53", "is in degrees; give metres of the British National Grid"),
        ("1,2,3", "is no region"),
        ("nan,0,7e5,1e6", "is no region"),
    ],
)
def test_a_region_that_is_none_is_refused(run, region: str, told: str) -> None:  # type: ignore[no-untyped-def]
    code, said, rows = run("--limit", "5km", "--region", region)
    assert (code, rows) == (2, [])
    assert told in said


@pytest.mark.parametrize("number", ["-5", "nan", "inf", "some"])
def test_a_capacity_to_assume_is_a_number(run, number: str) -> None:  # type: ignore[no-untyped-def]
    code, said, _ = run("--limit", "5km", f"--assume-capacity={number}")
    assert code == 2
    assert f"'{number}' is no number of 0 or more" in said


def test_degrees_are_converted_to_the_national_grid(run) -> None:  # type: ignore[no-untyped-def]
    # The castle of Norwich: about 623180, 308480 on the Ordnance Survey's maps.
    areas = "code,latitude,longitude,people\nN,52.6286,1.2963,100\n"
    facilities = "code,easting,northing,capacity\nX,623180,308480,10\n"
    code, _, rows = run("--limit", "60m", "--decay", "even", areas=areas, facilities=facilities)
    assert (code, rows[1]) == (0, "N,100,0.1,yes")


@pytest.mark.parametrize(
    ("areas", "told"),
    [
        (HEAD + "A,1.29,52.63,5\n", "Row 1, easting, northing: 1.29, 52.63 are degrees"),
        (HEAD + "A,9e9,1,5\n", "Row 1, easting, northing: 9000000000, 1 are in the sea or outside"),
        (
            HEAD + "A,600000,300000,5\n\nA,600001,300000,5\n",
            "Row 3, code: A stands in row 1 already",
        ),
        (HEAD + "A,600000,300000,-5\n", "Row 1, demand: -5 is less than nought. Give 0 or more."),
        (HEAD + "A,600000,300000,\n", "Row 1, demand: it is not known. Give 0 where nobody lives."),
        (HEAD + "A,600000,300000,many\n", "Row 1, demand: “many” is no number"),
        (HEAD + "A,600000,300000\n", "Row 1, row: 3 cells stand below 4 heads"),
        (HEAD + "A,600000.5,300000,5\n", "are not whole metres. Round them."),
        (HEAD, "code: there are no areas. Give at least one row."),
        ("code,easting,northing\nA,600000,300000\n", "demand: there is no such column among code"),
        ("code,demand\nA,5\n", "there are no coordinates among code, demand"),
        ("code,demand,demand\nA,5,6\n", "demand: the column is there twice"),
        ("code,lat,lon,demand\nA,1.29,52.63,5\n", "1.29, 52.63 seem to be swapped. Latitude is"),
        ("code,lat,lon,demand\nA,600000,300000,5\n", "are metres and not degrees"),
        ("code,lat,lon,demand\nA,48.85,2.35,5\n", "48.85, 2.35 are outside Great Britain"),
    ],
)
def test_bad_areas_are_refused_with_file_row_and_remedy(run, areas: str, told: str) -> None:  # type: ignore[no-untyped-def]
    code, said, rows = run("--limit", "5km", areas=areas)
    assert (code, rows) == (2, [])
    assert said.startswith("culturefirst: areas.csv: ")
    assert told in said


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("", "Row 1, capacity: it is not known. Give it, say what to assume, or leave the row out"),
        ("-1", "Row 1, capacity: -1 is less than nought"),
    ],
)
def test_bad_capacity_is_refused(run, cell: str, told: str) -> None:  # type: ignore[no-untyped-def]
    code, said, _ = run(
        "--limit", "5km", facilities=f"code,easting,northing,capacity\nX,600000,304000,{cell}\n"
    )
    assert code == 2
    assert told in said


def test_an_unknown_capacity_may_be_assumed_and_nought_is_a_site_without(run) -> None:  # type: ignore[no-untyped-def]
    facilities = "code,easting,northing,capacity\nX,600000,304000,\nY,600000,304000,0\n"
    code, said, _ = run("--limit", "5km", "--assume-capacity", "30", facilities=facilities)
    assert code == 0
    assert "2 facilities with a capacity of 30, 1 of them without any." in said


def test_facilities_that_lie_among_the_areas_only_when_swapped_are_refused(run) -> None:  # type: ignore[no-untyped-def]
    areas = HEAD + "A,290000,190000,5\nB,310000,210000,5\n"
    facilities = "code,easting,northing,capacity\nX,200000,300000,9\n"
    code, said, _ = run("--limit", "5km", areas=areas, facilities=facilities)
    assert code == 2
    assert "facilities.csv: easting, northing: they lie among the areas only when swapped" in said


def test_areas_of_one_village_that_are_all_swapped_are_refused_too(run) -> None:  # type: ignore[no-untyped-def]
    code, said, rows = run("--limit", "5km", areas=HEAD + "A,300000,600000,5\nB,300000,603000,5\n")
    assert (code, rows) == (2, [])
    assert "they lie among the areas only when swapped. Easting comes first in both." in said


def test_a_region_refuses_what_lies_outside(run) -> None:  # type: ignore[no-untyped-def]
    code, said, _ = run("--limit", "5km", "--region", "599000,299000,605000,305000")
    assert code == 2
    assert "Row 3, easting, northing: 612000, 300000 are outside the region" in said


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--limit", "30min"), "--limit is in minutes without --minutes"),
        (("--limit", "5km", "--detour", "0.5"), "no way is 0.5 times as long"),
        (("--limit", "0km"), "0 is no distance to travel"),
        (
            ("--limit", "30"),
            "--limit is 30 of no unit; write 30m or 30km; minutes need a table, by --minutes",
        ),
        (("--limit", "5km", "--width", "2"), "--width is 2 of no unit; write 2m or 2km"),
        (("--limit", "5km", "--width", "2m"), "--limit, --width and --steps: width: a decay as"),
        (
            ("--limit", "5km", "--decay", "steps", "--steps", "1:1,3km:0.5"),
            "--steps is 1 of no unit",
        ),
        (("--limit", "5km", "--rationing", "nearest"), "only --method allocation has a"),
        (
            ("--limit", "5km", "--total", "1800"),
            "catchment-areas.csv: demand adds up to 1,700 and not to 1,800; look for rows",
        ),
        (("--limit", "5km", "--decay", "steps"), "--decay steps and --steps go together"),
        (("--limit", "5km", "--decay", "even", "--width", "1km"), "even decay has no width"),
        (
            ("--limit", "5km", "--decay", "steps", "--steps", "10m:1,20m:0.5"),
            "zones to 20 do not go with a limit of 5000. Give both in one unit",
        ),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    run, options: tuple[str, ...], told: str
) -> None:  # type: ignore[no-untyped-def]
    code, said, rows = run(*options)
    assert (code, rows) == (2, [])
    assert told in said


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (
            "area,facility,minutes\nQ,X,3\n",
            "area, facility: no row names both an area and a facility",
        ),
        ("area,facility,minutes\nQ,X,3\nA,X,-3\n", "Row 2, cost: -3 is no cost"),
        ("area,facility,minutes\nQ,X,3\nA,X,soon\n", "Row 2, minutes: “soon” is no number"),
        (
            "area,facility,minutes\nA,X,3\nA,X,4\n",
            "Row 2, area, facility: the pair is listed twice",
        ),
        (
            "area,facility,minutes\nA,X,1260\nB,X,1500\n",
            "minutes: the least of them is 1260, more than the limit of 30. Give both in minutes",
        ),
        ("area,minutes\nA,3\n", "facility: there is no such column among area, minutes"),
    ],
)
def test_bad_minutes_are_refused(run, minutes: str, told: str) -> None:  # type: ignore[no-untyped-def]
    code, said, _ = run("--limit", "30", minutes=minutes)
    assert code == 2
    assert f"minutes.csv: {told}" in said


def test_a_file_that_is_not_there_and_one_that_is_no_table_are_refused(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    code, said, _ = run("--limit", "5km", "--areas", str(tmp_path / "none.csv"))
    assert code == 2
    assert "none.csv cannot be read (No such file or directory); check the name" in said
    code, said, _ = run("--limit", "5km", areas="a\0b")
    assert "it is no CSV file. Save it as CSV." in said
    code, said, _ = run("--limit", "5km", "--facilities-out", str(tmp_path / "no" / "where.csv"))
    assert code == 2
    assert "where.csv has no folder to be in; make it, or choose another place" in said
