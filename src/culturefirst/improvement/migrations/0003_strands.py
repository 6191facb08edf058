"""The strands that come with it; the network's team keeps them from here on."""

from typing import Any

from django.db import migrations

STRANDS = (
    ("asset-use", "Asset use", "Buildings, land and collections that do more, or are let go."),
    ("commissioning", "Commissioning", "Saying what outcomes are wanted and who brings them."),
    ("procurement", "Procurement", "Buying together, or buying better."),
    ("shared-services", "Shared services", "One service, team or post for several bodies."),
    ("other", "Other", "What belongs to none of these."),
)


def put(apps: Any, schema_editor: Any) -> None:
    strands = apps.get_model("improvement", "Strand").objects
    for position, (slug, name, says) in enumerate(STRANDS, start=1):
        held = {"name": name, "says": says, "position": position}
        strands.get_or_create(slug=slug, defaults=held)


class Migration(migrations.Migration):
    dependencies = [("improvement", "0002_plans")]

    operations = [migrations.RunPython(put, migrations.RunPython.noop)]
