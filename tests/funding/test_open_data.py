"""Awards as open data: the standard's own schema, offline; what it lets pass, checked here; and there and back."""

import csv
import json
import warnings
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import flattentool
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openpyxl import load_workbook
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from compact_portal.people.models import Organisation
from funding.models import Award, Registration
from funding.services import awards, registrations
from tests.factories.funding import awarded
from tests.factories.people import MembershipFactory
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed")]

STANDARD = Path(__file__).parent / "giving_standard"
GRANT = json.loads((STANDARD / "360-giving-schema.json").read_text())
PACKAGE = json.loads((STANDARD / "360-giving-package-schema.json").read_text())
DAY = date(2026, 11, 2)
AMOUNT = 12_345_67


@pytest.fixture
def group(db):
    """Its name would be a formula in a spreadsheet."""
    return MembershipFactory(lead=True, organisation__name="=Example Harbour Group")


@pytest.fixture
def award(group, funder, clock) -> Award:
    """Accepted, and half of it paid."""
    made = awarded(funder, group, amount=AMOUNT, on=DAY)
    clock.move_to(made.now)
    who = {"by": funder.user, "now": made.now}
    awards.answer_offer(made.award, accepts=True, by=group.user, now=made.now)
    lines = [{"kind": "advance", "amount": sum_, "due": made.now.date(), "reason": ""} for sum_ in (6_000_00, 6_345_67)]
    awards.plan_payments(made.award, payments=lines, **who)
    awards.move_payment(made.award.payments.first(), "pay", paid_on=made.now.date(), **who)
    return Award.objects.get()


def package(client) -> dict:
    return json.loads(client.get("/funding/awards.json").content)


def faults(data: dict) -> list[str]:
    """What the standard's schema says. Its package names the grant's schema by an older address."""
    named = PACKAGE["properties"]["grants"]["items"]["$ref"]
    assert named != GRANT["$id"]
    resource = DRAFT202012.create_resource(GRANT)
    registry = Registry().with_resources([(named, resource), (GRANT["$id"], resource)])
    checker = Draft202012Validator(PACKAGE, registry=registry, format_checker=FormatChecker())
    assert "date-time" in FormatChecker.checkers
    return [error.message for error in checker.iter_errors(data)]


def test_it_is_valid_by_the_schema_of_the_standard(client, award):
    assert faults(package(client)) == []


@pytest.mark.parametrize("gone", ["id", "awardDate", "recipientOrganization"])
def test_the_validator_finds_what_is_missing(client, award, gone):
    data = package(client)
    del data["grants"][0][gone]
    assert faults(data) != []


def test_what_the_schema_lets_pass_holds_too(client, award):
    (grant,) = package(client)["grants"]
    assert 0 < grant["amountDisbursed"] <= grant["amountAwarded"]
    assert date.fromisoformat(grant["awardDate"]) <= datetime.fromisoformat(grant["dateModified"]).date()
    words = [grant[name] for name in ("id", "title", "description", "url")]
    assert [each for each in words if not each.strip()] == []
    assert grant["id"].startswith("360G-")


def test_pounds_are_exact_to_the_penny(client, award):
    words = client.get("/funding/awards.json").content.decode()
    assert '"amountAwarded": 12345.67' in words and '"amountDisbursed": 6000' in words
    (grant,) = json.loads(words, parse_float=Decimal)["grants"]
    assert grant["amountAwarded"] == Decimal("12345.67")


@pytest.mark.parametrize(
    ("numbers", "identifier"),
    [
        ({"charity_number": "1098765", "company_number": "01234567"}, "GB-CHC-1098765"),
        ({"company_number": "SC123456"}, "GB-COH-SC123456"),
        ({"council_code": "LCE"}, "GB-LAE-LCE"),
        ({}, "360G-example-ORG-"),
    ],
)
def test_an_organisation_is_known_by_its_numbers(client, award, group, numbers, identifier):
    registrations.save_registration(group.organisation, **numbers, by=group.user, now=award.offered_at)
    (grant,) = package(client)["grants"]
    assert grant["recipientOrganization"][0]["id"].startswith(identifier)
    assert faults(package(client)) == []


def rows(client, path: str) -> list[dict]:
    content = b"".join(client.get(path).streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(content)))


def test_the_flat_file_there_and_back_is_the_same(client, award, group, tmp_path):
    """By flattentool, the standard's own converter, by the titles of its schema."""
    Organisation.objects.filter(pk=group.organisation.pk).update(name="Example Harbour Group")
    folder = tmp_path / "csv"
    folder.mkdir()
    (folder / "grants.csv").write_bytes(b"".join(client.get("/funding/awards.csv").streaming_content))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of its own libraries
        flattentool.unflatten(
            str(folder),
            input_format="csv",
            output_name=str(tmp_path / "back.json"),
            root_list_path="grants",
            root_id="",
            schema=str(STANDARD / "360-giving-schema.json"),
            convert_titles=True,
            encoding="utf-8-sig",
        )
    back = json.loads((tmp_path / "back.json").read_text())["grants"]
    assert back == package(client)["grants"]


def test_the_spreadsheet_holds_the_lines_of_the_csv(client, award):
    book = load_workbook(BytesIO(client.get("/funding/awards.xlsx").content))
    header, line = ([cell.value for cell in row] for row in book["grants"].iter_rows())
    assert dict(zip(header, line, strict=True))["Amount Awarded"] == 12345.67
    assert header == list(rows(client, "/funding/awards.csv")[0])


def test_a_name_is_never_a_formula(client, award):
    (line,) = rows(client, "/funding/awards.csv")
    assert line["Recipient Org:Name"] == "'=Example Harbour Group"
    book = load_workbook(BytesIO(client.get("/funding/awards.xlsx").content))
    cells = [cell for row in book["grants"].iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []


def test_the_table_of_the_transparency_code(client, award):
    (line,) = rows(client, "/funding/awards/transparency.csv")
    assert line["Amount in pounds"] == "12345.67"
    assert (line["Awarded by"], line["Time period in years"]) == ("Example Council", "2")


def test_what_is_not_accepted_is_in_no_file(client, award, group):
    Award.objects.update(state="offered")
    for name in ("awards.json", "awards.csv", "awards.xlsx"):
        assert client.get(f"/funding/awards/{name}").status_code == 404
    assert rows(client, "/funding/awards/transparency.csv") == []


# --- The numbers ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"charity_number": "12345"}, "Enter a charity number of 6 or 7 digits"),
        ({"charity_number": "SC012345"}, "Enter a charity number of 6 or 7 digits"),
        ({"company_number": "1234567"}, "Enter a company number of 8 characters"),
        ({"council_code": "12"}, "Enter a council’s code of 3 letters"),
        ({"charity_number": "1098765", "council_code": "LCE"}, "A charity is not a council"),
    ],
)
def test_a_number_that_fails_its_pattern_says_what_is_right(client, group, said, words):
    client.force_login(group.user)
    page = client.post(f"/funding/organisations/{group.organisation.slug}/numbers/", said)
    assert words in text(page)
    assert next(iter(said.values())) in page.content.decode()
    assert not Registration.objects.exists()


def test_numbers_are_given_once_however_they_are_typed(client, group):
    client.force_login(group.user)
    address = f"/funding/organisations/{group.organisation.slug}/numbers/"
    client.post(address, {"charity_number": " 109 8765", "company_number": "sc123456"})
    saved = Registration.objects.get()
    assert (saved.charity_number, saved.company_number) == ("1098765", "SC123456")
    assert "1098765" in client.get(address).content.decode()


def test_it_says_from_when_until_when_and_what_for(client, award, funder):
    url = award.url("award-purpose")
    client.force_login(funder.user)
    client.post(url, {"purpose": "A lunch club every week."})
    client.logout()
    (grant,) = package(client)["grants"]
    assert faults(package(client)) == []
    award.refresh_from_db()
    assert grant["description"] == "A lunch club every week."
    assert grant["plannedDates"] == [{"startDate": date(2027, 1, 19).isoformat(), "endDate": award.ends_on.isoformat()}]
    assert grant["url"].endswith(f"#{award.reference}")
    page = client.get(award.round.get_absolute_url())
    assert f'id="{award.reference}"' in page.content.decode() and "A lunch club every week." in text(page)
    assert "A lunch club every week." in text(client.get("/funding/awards/"))
