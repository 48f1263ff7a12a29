import django.db.models.deletion
import funding.models.files
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0016_amendments'),
        ('people', '0002_invitations_and_set_up'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='declaredinterest',
            options={'ordering': ['organisation__name', 'name', 'pk']},
        ),
        migrations.AddField(
            model_name='declaredinterest',
            name='name',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name='declaredinterest',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation'),
        ),
        migrations.AddConstraint(
            model_name='declaredinterest',
            constraint=models.UniqueConstraint(condition=models.Q(('name', ''), _negated=True), fields=('assessor', 'name'), name='an_interest_outside_is_declared_once'),
        ),
        migrations.AddConstraint(
            model_name='declaredinterest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), ('organisation__isnull', False)), models.Q(('organisation', None), models.Q(('name', ''), _negated=True)), _connector='OR'), name='an_interest_is_in_one_organisation'),
        ),
        migrations.CreateModel(
            name='ReportFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(upload_to=funding.models.files.opaque_name)),
                ('name', models.CharField(help_text='As it was called where it came from.', max_length=200)),
                ('content_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField()),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='funding.report')),
            ],
            options={
                'ordering': ['added_at', 'pk'],
            },
        ),
    ]
