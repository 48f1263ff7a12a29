"""What the clauses of a version can be narrowed to, from their address."""

import django_filters
from django.db.models import Q

from champions.choices import Addressee, ClauseKind
from champions.models import Clause
from compact_portal.lists import ListFilter

#: Words looked for at once; the rest of a longer question is left out.
MOST_WORDS = 8


class ClauseFilter(ListFilter):
    words = django_filters.CharFilter(method="with_words", label="Words")
    to = django_filters.ChoiceFilter(
        method="for_side", label="Commitments of", empty_label="Anybody, and everything else", choices=Addressee
    )

    class Meta:
        model = Clause
        fields = []

    def with_words(self, clauses, name, words):
        """Each word stands in the clause or in the heading above it."""
        for word in words.split()[:MOST_WORDS]:
            clauses = clauses.filter(Q(text__icontains=word) | Q(section__title__icontains=word))
        return clauses

    def for_side(self, clauses, name, side):
        return clauses.filter(kind=ClauseKind.COMMITMENT, addressee=side)
