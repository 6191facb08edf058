import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def end_those_of_before(apps, schema_editor):
    """They lie in the framework's own table, which nothing reads or clears any more."""
    apps.get_model("sessions", "Session").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("sessions", "0001_initial"),
        ("network", "0008_quicker_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(max_length=40, primary_key=True, serialize=False),
                ),
                ("session_data", models.TextField()),
                (
                    "expire_date",
                    models.DateTimeField(db_index=True, verbose_name="ends at the latest"),
                ),
                ("device", models.CharField(blank=True, max_length=60)),
                ("since", models.DateTimeField(null=True, verbose_name="signed in")),
                ("used_at", models.DateTimeField(verbose_name="last used")),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-used_at", "session_key"),
            },
        ),
        migrations.RunPython(end_those_of_before, migrations.RunPython.noop),
    ]
