"""The tree keeps its contracts, and each contract notices when it is broken."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.contracts import CONTRACTS
from tests.architecture.tree import ROOT, Tree


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_tree_keeps(name: str) -> None:
    assert CONTRACTS[name](Tree()) == []


def test_the_floors_name_every_room() -> None:
    tree = Tree()
    packages = {path.parent.name for path in tree.package.glob("*/__init__.py")}
    assert set(tree.floors) == packages
    assert tree.floors["kit"] == 0
    assert tree.floors["analysis"] == -1


UPWARD_KEY = """

class Stray(models.Model):
    keeps: ClassVar[str] = "public"
    target = models.ForeignKey("programme.Target", models.CASCADE, related_name="+")
"""
UNCLASSED = """

class Stray(models.Model):
    words = models.TextField()
"""
UNGUARDED = """
from django.http import HttpResponse
urlpatterns.append(path("stray/", lambda request: HttpResponse("seen"), name="stray"))
"""
LOOSE_VIEW = """

def stray(request):
    from culturefirst.programme.models import Target
    return Target.objects.all()
"""

# contract: (file to change, text to find, what to put in its place), "" to append
BROKEN = {
    "imports_point_down": ("kit/policy.py", "", "\nimport culturefirst.programme.models\n"),
    "neighbours_use_public_modules": (
        "programme/queries/stray.py",
        "",
        "from culturefirst.network.views import organisations\n",
    ),
    "foreign_keys_point_down": ("network/models/places.py", "", UPWARD_KEY),
    "fields_are_classed": ("network/models/places.py", "", UNCLASSED),
    "addresses_have_policies": ("site/urls.py", "", UNGUARDED),
    "verbs_are_actions": (
        "network/actions/__init__.py",
        "",
        "\ndef rename(*, by, name):\n    return name\n",
    ),
    "actions_leave_events": ("kit/act.py", "    audit.record(\n", "    (lambda *a, **k: 0)(\n"),
    "views_ask_for_what_is_visible": ("programme/views/stray.py", "", LOOSE_VIEW),
    "time_comes_from_the_clock": (
        "programme/rules.py",
        "",
        "\n\ndef stray():\n    return date.today()\n",
    ),
    "templates_keep_the_content_policy": (
        "kit/templates/kit/stray.html",
        "",
        '<p style="color: red">Stop</p>\n',
    ),
    "files_and_functions_are_short": ("kit/stray.py", "", "# a line\n" * 501),
}


def test_every_contract_is_broken_once() -> None:
    assert set(BROKEN) >= set(CONTRACTS)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("broken")
    no_caches = shutil.ignore_patterns("__pycache__", "tests", "*.woff2")
    shutil.copytree(ROOT / "src" / "culturefirst", root / "src/culturefirst", ignore=no_caches)
    shutil.copytree(ROOT / "tests/architecture", root / "tests/architecture", ignore=no_caches)
    (root / "tests/__init__.py").touch()
    shutil.copy(ROOT / "tests/template.py", root / "tests")
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def check_in(root: Path, name: str) -> "subprocess.CompletedProcess[str]":
    # The copy's sources must win over the installed ones.
    path = {"PYTHONPATH": f"{root / 'src'}:{root}", "PYTHONDONTWRITEBYTECODE": "1"}
    settings = {"DJANGO_SETTINGS_MODULE": "culturefirst.site.settings_test"}
    command = [sys.executable, "-m", "tests.architecture.contracts", name, str(root)]
    return subprocess.run(
        command, cwd=root, env=os.environ | path | settings, capture_output=True, text=True
    )


@pytest.mark.parametrize("name", BROKEN)
def test_a_breach_is_noticed(name: str, copy: Path) -> None:
    place, find, put = BROKEN[name]
    file = copy / "src/culturefirst" / place
    was = file.read_text() if file.exists() else None
    assert find in (was or "")
    file.write_text(was.replace(find, put) if was and find else (was or "") + put)
    try:
        done = check_in(copy, name)
    finally:
        file.write_text(was) if was is not None else file.unlink()
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.strip() != ""


def test_an_unbroken_copy_is_found_sound(copy: Path) -> None:
    done = check_in(copy, "actions_leave_events")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


def test_a_room_that_is_on_no_floor_is_noticed(copy: Path) -> None:
    room = copy / "src/culturefirst/attic"
    room.mkdir()
    (room / "__init__.py").touch()
    try:
        done = check_in(copy, "imports_point_down")
    finally:
        shutil.rmtree(room)
    assert done.returncode == 1
    assert "attic" in done.stdout


def test_django_in_analysis_is_noticed(copy: Path) -> None:
    stray = copy / "src/culturefirst/analysis/stray.py"
    stray.write_text("from django.db import models\n")
    try:
        done = check_in(copy, "imports_point_down")
    finally:
        stray.unlink()
    assert done.returncode == 1
    assert "Analysis calculates: no Django BROKEN" in done.stdout
