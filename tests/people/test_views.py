"""Stories about people, organisations and the first start, in the test client."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from compact_portal.audit.models import AuditEvent
from compact_portal.people.models import Membership, Organisation, User
from compact_portal.people.services import set_up
from tests.factories.people import MembershipFactory, OrganisationFactory, UserFactory
from tests.reading import text

pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_someone_joins_an_organisation_and_its_lead_confirms():
    lead = MembershipFactory(lead=True, organisation__name="Example Choir")
    asker = UserFactory(name="Asha Example")
    client = signed_in(asker)
    found = client.get(reverse("people:find-organisation"), {"q": "choir exam"})
    assert list(found.context["found"]) == [lead.organisation]
    asked = client.post(reverse("people:join-organisation", args=["example-choir"]), follow=True)
    assert f"{lead.user.name} confirms that you act for it." in text(asked)
    membership = asker.memberships.get()
    assert client.get(reverse("people:organisation", args=["example-choir"])).status_code == 404

    confirm = reverse("people:change-member", args=["example-choir", membership.pk, "confirm"])
    lead_client = signed_in(lead.user)
    assert "Does Asha Example act for Example Choir?" in text(lead_client.get(confirm))
    done = lead_client.post(confirm, follow=True)
    assert "Asha Example can now act for Example Choir." in text(done)
    assert client.get(reverse("people:organisation", args=["example-choir"])).status_code == 200


def test_a_second_click_says_that_it_is_done_already():
    lead = MembershipFactory(lead=True)
    membership = MembershipFactory(asked=True, organisation=lead.organisation)
    client = signed_in(lead.user)
    confirm = reverse("people:change-member", args=[lead.organisation.slug, membership.pk, "confirm"])
    client.post(confirm)
    again = client.post(confirm)
    assert again.status_code == 409
    assert "This has changed already" in text(again)
    assert ": Confirmed." in text(again)


def test_a_name_nobody_has_leads_to_adding_the_organisation():
    client = signed_in(UserFactory())
    answer = client.get(reverse("people:find-organisation"), {"q": "<zzz>"})
    assert "We know no organisation called “<zzz>” that you could join." in text(answer)
    assert reverse("people:propose-organisation") in answer.content.decode()


def test_the_same_name_in_other_letters_is_not_added_twice():
    OrganisationFactory(name="Example Choir")
    answer = signed_in(UserFactory()).post(
        reverse("people:propose-organisation"), {"name": " example  CHOIR ", "sector": "voluntary"}
    )
    assert answer.context["form"].errors == {
        "name": ["An organisation with this name is here already. Search for it instead."]
    }
    assert Organisation.objects.count() == 1


def test_an_officer_declines_a_proposal_only_with_a_reason():
    proposal = MembershipFactory(asked=True, lead=True, organisation__proposed=True)
    client = signed_in(UserFactory(officer=True))
    address = reverse("people:decide-organisation", args=[proposal.organisation.slug])
    refused = client.post(address, {"decision": "decline", "reason": " "})
    assert refused.context["form"].errors == {"reason": ["Say why you decline it"]}
    client.post(address, {"decision": "decline", "reason": "It is in another area."})
    proposal.organisation.refresh_from_db()
    assert proposal.organisation.state == "declined"


def test_the_last_administrator_is_told_why_they_stay_one():
    user = UserFactory(administrator=True)
    answer = signed_in(user).post(reverse("people:change-roles", args=[user.pk]), {})
    assert answer.context["form"].errors == {
        "is_administrator": ["The portal needs at least one administrator. Make somebody else an administrator first."]
    }


def test_the_list_of_people_is_narrowed_sorted_and_downloaded():
    officer = UserFactory(name="Zoë Officer", officer=True)
    UserFactory(name="Bo Example")
    UserFactory(name="Cy Example", deactivated=True)
    client = signed_in(officer)

    def names(**asked):
        return [user.name for user in client.get(reverse("people:people"), asked).context["page"]]

    assert names() == ["Bo Example", "Cy Example", "Zoë Officer"]
    assert names(q="example") == ["Bo Example", "Cy Example", "Zoë Officer"]  # all are at example.org
    assert names(q="bo ex") == ["Bo Example"]
    assert names(role="officer") == ["Zoë Officer"]
    assert names(account="closed") == ["Cy Example"]
    assert names(sort="-name") == ["Zoë Officer", "Cy Example", "Bo Example"]
    assert names(role="pirate", page="x", sort="password") == names()
    lines = client.get(reverse("people:csv"), {"account": "closed"}).getvalue().decode().splitlines()
    assert [line.split(",")[0] for line in lines] == ["\ufeffName", "Cy Example"]


@pytest.mark.parametrize("name", ["people:people", "people:organisations"])
def test_a_list_asks_as_much_for_many_rows_as_for_one(name, django_assert_num_queries):
    client = signed_in(UserFactory(officer=True))

    def questions():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(name))
        return len(asked)

    MembershipFactory()
    few = questions()
    MembershipFactory.create_batch(6)
    assert (questions(), few <= 12) == (few, True)


def test_a_foreign_organisation_and_a_missing_one_look_the_same():
    """Byte for byte: nobody can find out what exists."""
    foreign = OrganisationFactory(slug="example-choir")
    client = signed_in(UserFactory())
    answers = [client.get(f"/organisations/{slug}/") for slug in (foreign.slug, "example-chair")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert Membership.objects.count() == 0


def test_an_unreadable_address_is_not_found():
    client = signed_in(UserFactory(officer=True, administrator=True))
    for address in ("/people/99999999999999999999/", "/organisations/a%00b/", "/account/invitations/0/"):
        assert client.get(address).status_code == 404


def test_every_form_of_people_sends_its_token():
    """The test client does not ask for the token that browsers must send."""
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(reverse("account_login")).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
    sent = {"login": UserFactory().email, "password": "wrong", "csrfmiddlewaretoken": token}
    assert browser.post(reverse("account_login"), sent).status_code == 200


def test_an_empty_portal_is_set_up_from_its_link(client):
    token = set_up.make_link(now=timezone.now())
    start = reverse("people:set-up", args=[token])
    assert client.post(start, {"partnership": ""}).context["form"].errors == {
        "partnership": ["Enter the name of the partnership"]
    }
    second = client.post(start, {"partnership": "Example Compact"})["Location"]
    weak = client.post(second, {"name": "Ada", "email": "ada@example.org", "password": "short"})
    assert list(weak.context["form"].errors) == ["password"]
    assert not User.objects.exists()
    answers = {"name": "Ada Example", "email": "ada@example.org", "password": "a long pass phrase"}
    done = client.post(second, answers, follow=True)
    assert "Your portal is set up" in text(done)
    assert "/meetings/committees/new/" in done.content.decode()
    assert User.objects.get().roles == ["Officer", "Administrator"]
    assert AuditEvent.objects.filter(verb="set up").count() == 1
    assert client.get(start)["Location"] == reverse("people:set-up-done")
    assert Client().get(start)["Location"] == f"{reverse('account_login')}?next={reverse('people:set-up-done')}"
    assert Client().get(reverse("people:set-up", args=["guessed"])).status_code == 404


def test_a_wrong_set_up_link_says_what_to_do(client):
    answer = client.get(reverse("people:set-up", args=["guessed"]))
    assert answer.status_code == 404
    assert "Start the portal again: it then prints a new link." in text(answer)


def test_the_administrator_step_needs_the_first_step(client):
    token = set_up.make_link(now=timezone.now())
    answer = client.get(reverse("people:set-up-administrator", args=[token]))
    assert answer["Location"] == reverse("people:set-up", args=[token])
