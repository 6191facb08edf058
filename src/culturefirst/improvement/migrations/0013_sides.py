from django.db import migrations, models
from django.utils.crypto import salted_hmac


def fill(apps, schema_editor):
    """Of whom partners who were asked already are, as ``improvement.sides`` tells it."""
    respondents = apps.get_model('improvement', 'Respondent').objects.filter(view='partner')
    posts = apps.get_model('network', 'Post').objects
    for row in respondents.select_related('assessment'):
        if row.person_id:
            held = posts.filter(person=row.person_id, starts__lte=row.invited_on)
            held = held.filter(models.Q(ends=None) | models.Q(ends__gt=row.invited_on))
            post = held.exclude(organisation=row.assessment.organisation_id).order_by('pk').first()
            what = f'body:{post.organisation_id}' if post else ''
        else:
            host = row.email.rpartition('@')[2].casefold()
            what = f'host:{host}' if host else ''
        if what:
            told = salted_hmac('improvement.side', f'{row.assessment_id}:{what}', algorithm='sha256')
            respondents.filter(pk=row.pk).update(side=told.hexdigest()[:16])


class Migration(migrations.Migration):

    dependencies = [
        ('improvement', '0012_yardsticks'),
    ]

    operations = [
        migrations.AddField(
            model_name='respondent',
            name='side',
            field=models.CharField(blank=True, editable=False, max_length=16),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
