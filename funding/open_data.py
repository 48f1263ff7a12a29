"""Awards as open data: the 360Giving Data Standard 1.4, and the table of the Local Government Transparency Code.

Money is exact: pence become pounds with two decimals at most, and never pass through a division of floats.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from io import BytesIO

from django.conf import settings
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from compact_portal.people.models import Organisation
from funding.models import Award

VERSION = "1.4"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"

#: The columns of the flat files, by the paths of the standard.
COLUMNS = (
    ("Identifier", "id"),
    ("Title", "title"),
    ("Description", "description"),
    ("Currency", "currency"),
    ("Amount Applied For", "amountAppliedFor"),
    ("Amount Awarded", "amountAwarded"),
    ("Amount Disbursed", "amountDisbursed"),
    ("Award Date", "awardDate"),
    ("URL", "url"),
    ("Planned Dates:Start Date", "plannedDates/0/startDate"),
    ("Planned Dates:End Date", "plannedDates/0/endDate"),
    ("Recipient Org:Identifier", "recipientOrganization/0/id"),
    ("Recipient Org:Name", "recipientOrganization/0/name"),
    ("Recipient Org:Charity Number", "recipientOrganization/0/charityNumber"),
    ("Recipient Org:Company Number", "recipientOrganization/0/companyNumber"),
    ("Funding Org:Identifier", "fundingOrganization/0/id"),
    ("Funding Org:Name", "fundingOrganization/0/name"),
    ("Grant Programme:Title", "grantProgramme/0/title"),
    ("Last Modified", "dateModified"),
    ("Data Source", "dataSource"),
)

TRANSPARENCY = (
    "Date awarded",
    "Time period in years",
    "Awarded by",
    "Beneficiary",
    "Registration number",
    "Purpose",
    "Amount in pounds",
)


def pounds(pence: int) -> Decimal:
    """1250050 as 12500.5, 1250000 as 12500."""
    amount = Decimal(pence).scaleb(-2)
    return amount.to_integral_value() if amount == amount.to_integral_value() else amount.normalize()


def number(amount: Decimal) -> int | float:
    """As JSON writes it. A float shows two decimals of any sum below a hundred billion exactly."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def identifier_of(organisation: Organisation) -> str:
    """That of a public register; without one, our own."""
    registration = getattr(organisation, "registration", None)
    known = registration.identifier if registration else ""
    return known or f"{settings.GIVING_PREFIX}-ORG-{organisation.slug}"


def organisation_data(organisation: Organisation) -> dict:
    registration = getattr(organisation, "registration", None)
    numbers = {
        "charityNumber": registration.charity_number if registration else "",
        "companyNumber": registration.company_number if registration else "",
    }
    return {
        "id": identifier_of(organisation),
        "name": organisation.name,
        **{name: said for name, said in numbers.items() if said},
    }


def grant(award: Award) -> dict:
    """One grant of the standard. Its plan runs from the day on which it was accepted."""
    asked = award.application.asked_for if award.application else None
    round_ = award.round
    return {
        "id": f"{settings.GIVING_PREFIX}-{award.reference}",
        "title": f"{round_.programme}: {round_}",
        "description": purpose_of(award),
        "currency": "GBP",
        **({"amountAppliedFor": number(pounds(asked))} if asked else {}),
        "amountAwarded": number(pounds(award.amount)),
        "amountDisbursed": number(pounds(award.paid)),
        "awardDate": round_.decided_on.isoformat(),
        "url": f"{settings.SITE_URL}{award.public_url}",
        **planned(award),
        "recipientOrganization": [organisation_data(award.organisation)],
        "fundingOrganization": [organisation_data(round_.programme.funder)],
        "grantProgramme": [{"title": round_.programme.name}],
        "dateModified": timezone.localtime(award.modified_at).isoformat(timespec="seconds"),
        "dataSource": f"{settings.SITE_URL}/funding/awards/",
    }


def purpose_of(award: Award) -> str:
    """What the funder says that it pays for; until then what the round is for."""
    return award.purpose or award.round.purpose or award.round.title


def planned(award: Award) -> dict:
    if not (award.answered_at and award.ends_on):
        return {}
    starts = timezone.localdate(award.answered_at)
    return {"plannedDates": [{"startDate": starts.isoformat(), "endDate": award.ends_on.isoformat()}]}


def package(awards: Iterable[Award], *, now: datetime) -> dict:
    return {
        "version": VERSION,
        "title": f"Grants published at {settings.SITE_URL}",
        "issued": timezone.localdate(now).isoformat(),
        "license": LICENCE,
        "grants": [grant(award) for award in awards],
    }


def as_json(awards: Iterable[Award], *, now: datetime) -> str:
    return json.dumps(package(awards, now=now), ensure_ascii=False, indent=1)


def flat(award: Award) -> list:
    """The values of COLUMNS; "" where there is none."""
    found = grant(award)
    return [_at(found, path.split("/")) for _, path in COLUMNS]


def _at(value, path: list[str]):
    for step in path:
        value = (value[int(step)] if value else {}) if step.isdecimal() else value.get(step, "")
    return value


def as_workbook(awards: Iterable[Award]) -> bytes:
    """The same lines as the CSV, on one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("grants")
    sheet.append([title for title, _ in COLUMNS])
    for award in awards:
        sheet.append([_cell(sheet, value) for value in flat(award)])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet, value) -> WriteOnlyCell:
    """Words are words, whatever they begin with: none is run as a formula."""
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def transparency(award: Award) -> list:
    """The values of TRANSPARENCY."""
    registration = getattr(award.organisation, "registration", None)
    registered = (registration.charity_number or registration.company_number) if registration else ""
    return [
        award.round.decided_on.isoformat(),
        award.round.years or "",
        award.round.programme.funded_by,
        award.organisation.name,
        registered,
        purpose_of(award),
        str(pounds(award.amount)),
    ]
