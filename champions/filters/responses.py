"""What the list of responses can be narrowed to, from its address."""

import django_filters

from champions.models import Response
from compact_portal.lists import ListFilter

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
