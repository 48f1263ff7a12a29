import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from compact_portal.partnership.models import Logo, Partnership
from compact_portal.partnership.services import SETTINGS
from tests.factories.people import UserFactory
from tests.partnership.test_logos import picture

pytestmark = pytest.mark.django_db


def test_the_colours_are_kept_for_a_year_at_the_address_that_names_them(client):
    response = client.get(Partnership.current().colours_url)

    assert response.content.decode().startswith(":root{--brand:#0f5257;--brand-tint:#eef3f3;")
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


def test_an_address_with_an_old_colour_is_asked_again_each_time(client):
    response = client.get("/partnership/colours.css?v=123456")

    assert response["Cache-Control"] == "public, no-cache"


def test_a_logo_is_served_as_what_it_is_and_answers_304_the_second_time(client):
    logo = Logo.objects.create(content=b"\x89PNG", content_type="image/png")

    response = client.get(logo.get_absolute_url())
    again = client.get(logo.get_absolute_url(), headers={"if-none-match": response["ETag"]})

    assert (response.content, response["Content-Type"]) == (b"\x89PNG", "image/png")
    assert again.status_code == 304


def test_a_logo_that_is_not_there_is_not_found(client):
    assert client.get("/partnership/logo/99/").status_code == 404


# --- The settings page -------------------------------------------------------


@pytest.fixture
def as_officer(client):
    client.force_login(UserFactory(officer=True))
    return client


def answers(**changed):
    saved = Partnership.current()
    unchanged = {name: getattr(saved, name) for name in (*SETTINGS, "revision")}
    return unchanged | changed


def errors_of(response):
    return {field: list(messages) for field, messages in response.context["form"].errors.items()}


def test_an_officer_changes_the_partnership_in_the_browser(as_officer):
    response = as_officer.post("/partnership/", answers(name="Example partnership", area="Exampleshire"), follow=True)

    assert response.redirect_chain == [("/partnership/", 302)]
    assert "The settings are saved." in response.content.decode()
    assert (Partnership.current().name, Partnership.current().area) == ("Example partnership", "Exampleshire")


def test_the_form_opens_with_what_is_saved(as_officer):
    Partnership(name="Example partnership", agenda_clear_days=7).save()

    body = as_officer.get("/partnership/").content.decode()

    assert 'value="Example partnership"' in body
    assert 'value="7"' in body


def test_a_pale_colour_is_refused_with_the_reason_and_the_answers_stay(as_officer):
    response = as_officer.post("/partnership/", answers(name="Example partnership", brand_colour="#FFFF00"))

    assert errors_of(response) == {
        "brand_colour": [
            (
                "Choose a darker colour. White text on #FFFF00 has a contrast of 1.07 to 1; "
                "people need at least 4.5 to 1 to read it"
            )
        ]
    }
    assert "<title>Error: The partnership" in response.content.decode()
    assert 'value="Example partnership"' in response.content.decode()
    assert Partnership.objects.count() == 0


def test_a_logo_uploaded_is_shown_on_every_page_and_can_be_taken_away(as_officer):
    png = SimpleUploadedFile("logo.png", picture("PNG"), content_type="image/png")
    as_officer.post("/partnership/", answers(logo=png))

    url = Partnership.current().logo_url
    assert f'<img src="{url}"' in as_officer.get("/").content.decode()
    assert as_officer.get(url).content == picture("PNG")

    as_officer.post("/partnership/", answers(remove_logo="on"))
    assert Partnership.current().logo_url == ""


def test_a_picture_that_is_none_is_refused(as_officer):
    fake = SimpleUploadedFile("logo.png", b"<script>", content_type="image/png")

    assert list(errors_of(as_officer.post("/partnership/", answers(logo=fake)))) == ["logo"]


def test_someone_elses_change_is_shown_beside_ones_own_and_saving_again_keeps_ones_own(as_officer):
    mine = answers(name="My name", area="Exampleshire")
    as_officer.post("/partnership/", answers(name="Their name"))

    conflict = as_officer.post("/partnership/", mine)

    assert errors_of(conflict) == {
        "__all__": ["Someone else changed the settings while you did. Look at both, then save again"],
        "name": ["Saved now: “Their name”. Keep yours, or change it back"],
        "area": ["Saved now: nothing. Keep yours, or change it back"],
    }
    assert Partnership.current().name == "Their name"

    as_officer.post("/partnership/", mine | {"revision": conflict.context["form"]["revision"].value()})
    assert (Partnership.current().name, Partnership.current().area) == ("My name", "Exampleshire")


def test_days_outside_what_makes_sense_are_refused(as_officer):
    response = as_officer.post("/partnership/", answers(agenda_clear_days=0, minutes_due_days=61))

    assert errors_of(response) == {
        "agenda_clear_days": ["Enter 1 or more"],
        "minutes_due_days": ["Enter 60 or less"],
    }


def test_a_member_is_refused_and_a_visitor_is_asked_to_sign_in(client):
    assert client.get("/partnership/").status_code == 302

    client.force_login(UserFactory())
    assert client.get("/partnership/").status_code == 403
