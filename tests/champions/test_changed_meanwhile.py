"""What changed between reading a page and pressing its button; and years that nobody meant."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from champions.forms.drafting import DraftForm
from champions.models import CompactVersion, Response
from champions.services.compact import launch_compact
from champions.services.consultations import open_consultation
from tests.factories.champions import ClauseFactory, CompactVersionFactory, ConsultationFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.reading import text

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
MEANWHILE = "Somebody changed the words since you checked them. Check them again."

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer():
    return UserFactory(officer=True)


def test_words_changed_after_the_check_are_not_put_out(officer):
    draft = ClauseFactory().section.version
    CompactVersion.objects.filter(pk=draft.pk).update(revision=draft.revision + 1)
    with pytest.raises(ValidationError, match=MEANWHILE):
        open_consultation(draft, introduction="What is new.", seen=draft.revision, by=officer, now=NOW)
    draft.refresh_from_db()
    assert (draft.state, draft.steps.count()) == ("draft", 0)


def test_a_version_changed_after_the_check_is_not_launched(officer):
    version = CompactVersionFactory(state="adopting")
    CompactVersion.objects.filter(pk=version.pk).update(revision=version.revision + 1)
    with pytest.raises(ValidationError, match=MEANWHILE):
        launch_compact(version, on=NOW.date(), seen=version.revision, by=officer, now=NOW)
    version.refresh_from_db()
    assert version.state == "adopting"


def test_who_answers_a_consultation_that_was_withdrawn_keeps_their_words(client):
    answer = client.post("/compact/2027-2030/consultation/respond/", {"words": "Say more about <b>buses</b>."})
    assert answer.status_code == 404
    assert "Nothing was sent." in text(answer)
    assert "Say more about &lt;b&gt;buses&lt;/b&gt;." in answer.content.decode()
    assert not Response.objects.exists()


def test_that_page_tells_no_draft_from_nothing(client):
    draft = ClauseFactory().section.version
    one, other = (
        client.post(f"/compact/{slug}/consultation/respond/", {"words": "x"}).content for slug in (draft.slug, "1999")
    )
    assert one == other


def test_whoever_acts_for_one_organisation_need_not_type_its_name(client):
    consultation = ConsultationFactory()
    member = MembershipFactory(organisation__name="Example Rowing Club")
    client.force_login(member.user)
    initial = client.get(f"{consultation.get_absolute_url()}respond/").context["form"].initial
    assert (initial["capacity"], initial["organisation"], initial["name"], initial["email"]) == (
        "organisation",
        "Example Rowing Club",
        member.user.name,
        member.user.email,
    )


def test_whoever_acts_for_two_says_for_which(client):
    member = MembershipFactory()
    MembershipFactory(user=member.user)
    client.force_login(member.user)
    initial = client.get(f"{ConsultationFactory().get_absolute_url()}respond/").context["form"].initial
    assert "organisation" not in initial


@pytest.mark.parametrize(
    ("period", "error"),
    [
        ("2027 - 2030", None),
        ("From 2027 on", None),
        ("2027 - 2027", None),
        ("9999 to 0", "Enter years with 4 numbers each, for example 2027 - 2030."),
        ("27-30", "Enter years with 4 numbers each, for example 2027 - 2030."),
        ("soon", "Enter years with 4 numbers each, for example 2027 - 2030."),
        ("2030 - 2027", "2027 is before 2030. Enter the first year first."),
    ],
)
def test_years_are_years_and_go_forwards(period, error):
    form = DraftForm({"title": "Example Compact", "period": period})
    assert form.errors.get("period", []) == ([error] if error else [])
