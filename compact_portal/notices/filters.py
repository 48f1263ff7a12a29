"""What the list of notices can be narrowed to, and sorted by, from its address."""

import django_filters
from django.db.models import Q

from compact_portal.lists import ListFilter
from compact_portal.notices.choices import NoticeState
from compact_portal.notices.models import Notice
from compact_portal.notices.queries import kinds


class NoticeFilter(ListFilter):
    state = django_filters.ChoiceFilter(method="in_state", label="State", empty_label="Any", choices=NoticeState)
    kind = django_filters.ChoiceFilter(method="of_kind", label="About", empty_label="Anything", choices=kinds)
    person = django_filters.CharFilter(method="to_person", label="Name or email")

    orders = {"written": ("created_at", "pk"), "to": ("email", "pk")}

    class Meta:
        model = Notice
        fields = []

    def in_state(self, notices, name, state):
        return getattr(notices, state)()

    def of_kind(self, notices, name, kind):
        return notices.open_to_officers().filter(kind=kind)

    def to_person(self, notices, name, words):
        return notices.filter(Q(email__icontains=words) | Q(user__person__name__icontains=words))
