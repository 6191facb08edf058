from datetime import date, datetime
from zoneinfo import ZoneInfo

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from culturefirst.network import overlap_guard

BACK = "network.reopen_account"


def spans(signed_up, left, returns):
    """What one account was: its days away are known where it left and came back.

    ``returns`` are pairs, in their order: the day on which it left, and that of coming back.
    """
    starts = signed_up
    for gone, back in returns:
        gone = max(gone, starts)
        yield starts, gone
        starts = max(back, gone)
    yield starts, left and max(left, starts)


def into_spans(apps, schema_editor):
    User, Registration = (apps.get_model("network", name) for name in ("User", "Registration"))
    returns = _returns(apps)
    rows = [
        Registration(user=user, starts=starts, ends=ends)
        for user in User.objects.order_by("pk")
        for starts, ends in spans(user.registered_on, user.left_on, returns.get(user.pk, []))
    ]
    Registration.objects.bulk_create(rows, batch_size=1000)


def _returns(apps):
    """The trail says of each coming back when it was, and what end of the account it took away."""
    zone, found = ZoneInfo(settings.TIME_ZONE), {}
    events = apps.get_model("kit", "AuditEvent").objects.filter(verb=BACK).order_by("pk")
    for event in events:
        gone = event.before.get("left_on")
        if gone and event.object_id.isdecimal():
            back = _moment(event.at).astimezone(zone).date()
            found.setdefault(int(event.object_id), []).append((date.fromisoformat(gone), back))
    return found


def _moment(at):
    return at if isinstance(at, datetime) else datetime.fromisoformat(at)


def into_one(apps, schema_editor):
    """Backwards: one span from signing up; days away are forgotten, as they were before."""
    User, Registration = (apps.get_model("network", name) for name in ("User", "Registration"))
    for last in Registration.objects.order_by("starts", "pk"):
        User.objects.filter(pk=last.user_id).update(left_on=last.ends)


class Migration(migrations.Migration):
    dependencies = [
        ("kit", "0002_trail_guard"),
        ("network", "0003_what_ended_with_its_body"),
    ]

    operations = [
        migrations.CreateModel(
            name="Registration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts", models.DateField()),
                ("ends", models.DateField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registrations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("starts", "pk"),
                "indexes": [
                    models.Index(fields=["user", "starts", "ends"], name="registration_of"),
                    models.Index(fields=["starts", "ends", "user"], name="registration_on"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(ends__isnull=True)
                        | Q(starts__isnull=True)
                        | Q(ends__gte=F("starts")),
                        name="registration_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=Q(ends__isnull=True),
                        fields=("user",),
                        name="one_open_registration",
                    ),
                ],
            },
        ),
        migrations.RunPython(overlap_guard.put, overlap_guard.lift),
        migrations.RunPython(into_spans, into_one),
        migrations.RemoveConstraint(model_name="user", name="user_left_after_registering"),
        migrations.RemoveIndex(model_name="user", name="user_registered"),
        migrations.RemoveField(model_name="user", name="left_on"),
        migrations.AddIndex(
            model_name="user",
            index=models.Index(fields=["registered_on"], name="user_signed_up"),
        ),
    ]
