"""What the exceptions register can be narrowed to."""

import django_filters
from django.db.models import Exists, OuterRef, QuerySet

from champions.models import ComplianceException
from compact_portal.lists import ListFilter
from compact_portal.people.models import Organisation


def with_exceptions() -> QuerySet:
    theirs = ComplianceException.objects.filter(signatory__organisation=OuterRef("pk"))
    return Organisation.objects.filter(Exists(theirs)).by_name().values_list("slug", "name")


class ExceptionFilter(ListFilter):
    """Open ones first of all: what has ended has to be asked for."""

    chosen_at_first = {"state": "open"}
    orders = {"since": ("recorded_at", "pk"), "review": ("review_on", "pk")}

    organisation = django_filters.ChoiceFilter(
        field_name="signatory__organisation__slug", choices=with_exceptions, label="Organisation", empty_label="All"
    )
    state = django_filters.ChoiceFilter(
        choices=[("open", "Open"), ("ended", "Ended")], method="is_now", label="State", empty_label="All"
    )

    class Meta:
        model = ComplianceException
        fields = []

    def is_now(self, exceptions, name, state):
        return exceptions.open() if state == "open" else exceptions.ended()
