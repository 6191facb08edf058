"""The day on which an action was set down, so that a plan can be read as at a day."""

from datetime import date

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("improvement", "0003_strands")]

    operations = [
        migrations.AddField(
            model_name="planaction",
            name="added_on",
            field=models.DateField(default=date(2011, 4, 1)),
            preserve_default=False,
        ),
    ]
