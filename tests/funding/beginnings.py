"""What the tests of funding begin with; the fixtures are in conftest.py."""

from datetime import date

from tests.factories.disputes import moment

HARBOUR, GARDEN = "Example Harbour Group", "Example Garden Club"
#: A round that was drafted on the 2nd of November has closed the day before.
AFTER = moment(date(2026, 12, 16))
