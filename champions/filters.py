"""What the lists of the Compact can be narrowed to, read from their addresses."""

import django_filters
from django.db.models import Q

from champions.choices import Addressee, ClauseKind
from champions.models import Clause, Response
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


#: Value in the address, words on the page. Each value is a word of the QuerySet.
RESPONSE_STATES = [("waiting", "Waiting for a reply"), ("answered", "Answered"), ("late", "Late")]


class ResponseFilter(ListFilter):
    """Everything at first: an officer who opens the list wants to see what came."""

    orders = {"sent": ("sent_at", "pk")}

    state = django_filters.ChoiceFilter(
        choices=RESPONSE_STATES, method="in_state", label="Show", empty_label="All responses"
    )

    class Meta:
        model = Response
        fields = []

    def in_state(self, responses, name, state):
        return getattr(responses, state)()
