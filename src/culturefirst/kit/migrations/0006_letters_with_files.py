from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kit', '0005_batches_of_letters'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='enclosed',
            field=models.JSONField(blank=True, default=list),
        ),
    ]
