"""The published bank holidays, put into the table after every `migrate`.

After, not in, a migration: a newer list arrives with a newer govuk-bank-holidays, and a flushed test database gets
its holidays back.
"""

from django.apps import apps as installed_apps

from compact_portal.dates import forget_bank_holidays


def published_holidays() -> list[dict]:
    """The list that ships with the package. Its defaults would ask the network and drop Easter Monday."""
    from govuk_bank_holidays.bank_holidays import BankHolidays  # here: it loads an HTTP client nobody else needs

    return BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)


def seed_bank_holidays(*, using, apps=installed_apps, **_) -> None:
    """Add what is missing; what is there already, added by hand or not, stays. A flush sends no `apps`."""
    try:
        bank_holiday = apps.get_model("deadlines", "BankHoliday")
    except LookupError:  # migrated back to before the table
        return
    rows = [bank_holiday(day=holiday["date"], name=holiday["title"]) for holiday in published_holidays()]
    bank_holiday.objects.using(using).bulk_create(rows, ignore_conflicts=True)
    forget_bank_holidays()
