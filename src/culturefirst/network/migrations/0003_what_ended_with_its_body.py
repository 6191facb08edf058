"""Services and mail domains of bodies that stand no more end on the day on which those did."""

from typing import Any

from django.db import migrations


def end_with_bodies(apps: Any, schema_editor: Any) -> None:
    for body in apps.get_model("network", "Organisation").objects.filter(
        dissolved_on__isnull=False
    ):
        for name in ("ServiceRun", "MailDomain"):
            rows = apps.get_model("network", name).objects.filter(organisation=body)
            for row in rows.filter(ends__isnull=True):
                row.ends = max(body.dissolved_on, row.starts or body.dissolved_on)
                row.save(update_fields=["ends"])


class Migration(migrations.Migration):
    dependencies = [("network", "0002_mail_domains_are_dated")]

    operations = [migrations.RunPython(end_with_bodies, migrations.RunPython.noop)]
