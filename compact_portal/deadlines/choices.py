"""Who can answer for a date."""

from django.db.models import TextChoices


class Who(TextChoices):
    """Not names but what people are, so that it stays true while they come and go."""

    PERSON = "person", "A person"
    MEMBERS = "members", "Everyone who acts for an organisation; its leads are reminded"
    LEADS = "leads", "The leads of an organisation"
    LEADS_OR_OFFICERS = "leads-or-officers", "The leads of an organisation; officers while it has none"
    OFFICERS = "officers", "Officers"
    ADMINISTRATORS = "administrators", "Administrators"
