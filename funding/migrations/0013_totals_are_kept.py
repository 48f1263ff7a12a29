from collections import defaultdict
from decimal import Decimal

from django.db import migrations, models

from funding.marks import Judged, places, total

AGREED = ("moderated", "recommended", "decided", "announced")


def keep_totals(apps, schema_editor):
    """Of rounds whose marks were agreed before."""
    passed = apps.get_model("funding", "Application").objects.filter(state="eligible", round__state__in=AGREED)
    of_lots = defaultdict(list)
    for each in passed.prefetch_related("lot__criteria", "assessments__marks", "moderations"):
        judged = list(judged_of(each))
        points = total(judged)
        each.is_below_pass_mark = any(one.is_below_pass_mark for one in judged)
        each.total = None if points is None else Decimal(points.numerator) / points.denominator
        of_lots[each.lot_id].append(each)
    for of_lot in of_lots.values():
        for each, place in zip(of_lot, places([each.total for each in of_lot]), strict=True):
            each.place = place
            each.save()


def judged_of(application):
    locked = [each for each in application.assessments.all() if each.state == "locked"]
    given = [mark for each in locked for mark in each.marks.all() if mark.mark is not None]
    agreed = {each.criterion_id: each.mark for each in application.moderations.all()}
    for criterion in application.lot.criteria.all():
        marks = tuple(mark.mark for mark in given if mark.criterion_id == criterion.pk)
        yield Judged(criterion.weight, criterion.highest, marks, agreed.get(criterion.pk), criterion.pass_mark)


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0012_asked_for"),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="is_below_pass_mark",
            field=models.BooleanField(default=False, help_text="In one criterion; kept with the total."),
        ),
        migrations.AddField(
            model_name="application",
            name="place",
            field=models.PositiveSmallIntegerField(
                blank=True, help_text="In its lot; equal totals share one.", null=True
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="total",
            field=models.DecimalField(
                blank=True,
                decimal_places=9,
                help_text="Out of 100; kept once the marks are agreed.",
                max_digits=12,
                null=True,
            ),
        ),
        migrations.RunPython(keep_totals, migrations.RunPython.noop),
    ]
