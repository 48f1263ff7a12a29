"""What the lists of people and organisations can be narrowed to, and sorted by, from their addresses."""

import django_filters
from django.db.models import Q

from compact_portal.lists import ListFilter
from compact_portal.people.choices import Sector
from compact_portal.people.models import Organisation, User

ROLES = {"officer": "is_officer", "champion": "is_champion", "administrator": "is_administrator"}


class PeopleFilter(ListFilter):
    q = django_filters.CharFilter(method="named", label="Name or email")
    role = django_filters.ChoiceFilter(
        method="holding",
        label="Role",
        empty_label="Any",
        choices=[("officer", "Officer"), ("champion", "Compact Champion"), ("administrator", "Administrator")],
    )
    account = django_filters.ChoiceFilter(
        method="account_is", label="Account", empty_label="Any", choices=[("open", "Open"), ("closed", "Closed")]
    )

    orders = {"name": ("person__name", "pk"), "email": ("email",), "last": ("last_login", "pk")}

    class Meta:
        model = User
        fields = []

    def named(self, people, name, words):
        return people.filter(Q(person__name__icontains=words) | Q(email__icontains=words))

    def holding(self, people, name, role):
        return people.filter(**{ROLES[role]: True})

    def account_is(self, people, name, account):
        return people.filter(is_active=account == "open")


class OrganisationFilter(ListFilter):
    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="Name")
    sector = django_filters.ChoiceFilter(label="Kind", empty_label="Any", choices=Sector.choices)

    orders = {"name": ("name",), "members": ("members", "pk"), "waiting": ("waiting", "pk")}

    class Meta:
        model = Organisation
        fields = []
