import pytest
import rules
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse

from compact_portal.access.gate import permission_required, require
from compact_portal.access.roles import is_officer
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mend_roof():
    """A permission of this test alone."""
    rules.add_perm("tests.mend_roof", is_officer)
    yield
    rules.remove_perm("tests.mend_roof")


def house(request, number):
    if number != 7:
        raise Http404
    return number


@permission_required("tests.mend_roof", fn=house)
def mend(request, number):
    return HttpResponse(f"mended {number}")


def visit(rf, user, number):
    request = rf.get(f"/houses/{number}/")
    request.user = user
    return mend(request, number=number)


def test_who_has_the_permission_passes(rf):
    assert visit(rf, UserFactory(officer=True), 7).content == b"mended 7"


def test_what_is_visible_but_forbidden_is_refused(rf):
    with pytest.raises(PermissionDenied):
        visit(rf, UserFactory(), 7)


def test_what_is_invisible_is_missing_even_to_someone_without_the_permission(rf):
    with pytest.raises(Http404):
        visit(rf, UserFactory(), 8)


def test_a_stranger_is_asked_to_sign_in_and_comes_back(rf):
    answer = visit(rf, AnonymousUser(), 7)
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/houses/7/")


def test_a_deactivated_officer_has_no_permission():
    with pytest.raises(PermissionDenied):
        require(UserFactory(officer=True, deactivated=True), "tests.mend_roof")


def test_a_permission_nobody_defined_is_a_mistake_in_the_code():
    with pytest.raises(LookupError, match="tests.mend_rof"):
        require(UserFactory(officer=True), "tests.mend_rof")
