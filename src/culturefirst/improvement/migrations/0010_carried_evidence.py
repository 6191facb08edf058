import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('improvement', '0009_challenges'),
    ]

    operations = [
        migrations.AddField(
            model_name='evidence',
            name='carried_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='improvement.evidence'),
        ),
    ]
