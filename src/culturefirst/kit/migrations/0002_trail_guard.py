from django.db import migrations

from culturefirst.kit import trail_guard


class Migration(migrations.Migration):
    dependencies = [("kit", "0001_initial")]
    operations = [migrations.RunPython(trail_guard.migrate, trail_guard.unmigrate)]
