"""Mail domains have days: one ends with its body, and may begin at the one that took over."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0001_initial")]

    operations = [
        migrations.AlterModelOptions(name="maildomain", options={"ordering": ("domain", "pk")}),
        migrations.AddField(
            model_name="maildomain", name="ends", field=models.DateField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="maildomain", name="starts", field=models.DateField(blank=True, null=True)
        ),
        migrations.AlterField(
            model_name="maildomain", name="domain", field=models.CharField(max_length=253)
        ),
        migrations.AddConstraint(
            model_name="maildomain",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends__isnull", True)),
                fields=("domain",),
                name="domain_names_one_body",
            ),
        ),
        migrations.AddConstraint(
            model_name="maildomain",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends__isnull", True),
                    ("starts__isnull", True),
                    ("ends__gte", models.F("starts")),
                    _connector="OR",
                ),
                name="domain_ends_after_start",
            ),
        ),
    ]
