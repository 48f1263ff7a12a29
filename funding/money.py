"""Money is counted in pence, as whole numbers, and written as people write it: £590,879, £16,955.50."""

import re

from django.core.exceptions import ValidationError

WRITTEN = re.compile(r"£?\s*(?P<pounds>\d{1,3}(,\d{3})+|\d+)(\.(?P<pence>\d{2}))?", re.ASCII)
#: More than any partnership hands out: what is larger is a slip of the key. In pence.
MOST = 1_000_000_000_00


def pounds(pence: int) -> str:
    """£590,879; with the pence only where there are any."""
    whole, rest = divmod(abs(pence), 100)
    sign = "−" if pence < 0 else ""
    return f"{sign}£{whole:,}.{rest:02}" if rest else f"{sign}£{whole:,}"


def pence_of(words: str) -> int:
    """ "£590,879.50" as 59087950. Raises ValidationError for what is no amount."""
    found = WRITTEN.fullmatch(words.strip())
    if not found:
        raise ValidationError("Enter an amount in pounds, for example 12,500 or 499.50")
    amount = int(found["pounds"].replace(",", "")) * 100 + int(found["pence"] or 0)
    if amount > MOST:
        raise ValidationError(f"Enter {pounds(MOST)} or less")
    return amount
