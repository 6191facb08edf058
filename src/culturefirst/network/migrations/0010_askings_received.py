from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0009_sessions")]

    operations = [
        migrations.AlterField(
            model_name="joining",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "Has just asked"),
                    ("asked", "Has to confirm the address"),
                    ("invited", "Invited"),
                    ("waiting", "Waits to be let in"),
                    ("joined", "Joined"),
                    ("declined", "Declined"),
                    ("withdrawn", "Withdrawn"),
                ],
                db_index=True,
                max_length=10,
            ),
        ),
    ]
