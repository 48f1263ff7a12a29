"""The kernel's rooms: pages, the partnership, due dates, published documents."""

from django.utils import timezone

from compact_portal.deadlines.models import BankHoliday
from compact_portal.deadlines.services import open_calendar
from compact_portal.partnership.models import Logo
from tests.factories.notices import NoticeFactory
from tests.factories.publishing import PublicationFactory
from tests.permissions import EVERYBODY, NOT_ALLOWED, SIGNED_IN, SIGNED_IN_GO_ON, SIGNED_IN_NOT_ALLOWED, Row

OFFICE = "in 403 403 200 403 403 200 in"
ADMINISTRATOR = "in 403 403 403 403 403 200 in"
NOBODY = "404 404 404 404 404 404 404 404"


def make(world):
    world.logo = Logo.objects.create(content=b"\x89PNG", content_type="image/png")
    world.feed_of_a = open_calendar(by=world.users["group_a"], now=timezone.now())
    world.holiday = BankHoliday.objects.create(
        day=timezone.localdate(), name="Example Day", added_by=world.users["administrator"]
    )
    world.notice = NoticeFactory()
    world.publication = PublicationFactory(rendered=True)
    world.hidden_publication = PublicationFactory(rendered=True, public=False)


ROWS = [
    Row("pages:home", get=EVERYBODY, post=NOT_ALLOWED),
    Row("pages:accessibility", get=EVERYBODY, post=NOT_ALLOWED),
    Row("pages:privacy", get=EVERYBODY, post=NOT_ALLOWED),
    Row("pages:health", get=EVERYBODY, post=NOT_ALLOWED),
    Row("pages:gallery", get=NOBODY, post=NOBODY),  # for development only
    Row("partnership:settings", get=OFFICE, post=OFFICE),
    Row("partnership:colours", get=EVERYBODY, post=NOT_ALLOWED),
    Row("partnership:logo", args=lambda world: [world.logo.pk], get=EVERYBODY, post=NOT_ALLOWED),
    Row("search:search", get=EVERYBODY, post=NOT_ALLOWED),
    Row("deadlines:list", get=SIGNED_IN, post=SIGNED_IN_NOT_ALLOWED),
    Row("deadlines:csv", get=SIGNED_IN, post=SIGNED_IN_NOT_ALLOWED),
    Row("deadlines:calendar", get=SIGNED_IN, post=SIGNED_IN_NOT_ALLOWED),
    Row("deadlines:open-calendar", get=SIGNED_IN_NOT_ALLOWED, post=SIGNED_IN_GO_ON),
    Row("deadlines:close-calendar", get=SIGNED_IN_NOT_ALLOWED, post=SIGNED_IN_GO_ON),
    Row("deadlines:feed", args=lambda world: [world.feed_of_a.secret], get=EVERYBODY, post=NOT_ALLOWED),
    Row("deadlines:feed", args=lambda world: ["guessed"], get=NOBODY, post=NOT_ALLOWED),
    Row("deadlines:bank-holidays", get=OFFICE, post=SIGNED_IN_NOT_ALLOWED),
    Row("deadlines:add-bank-holiday", get=ADMINISTRATOR, post=ADMINISTRATOR),
    Row(
        "deadlines:remove-bank-holiday",
        args=lambda world: [world.holiday.pk],
        get=SIGNED_IN_NOT_ALLOWED,
        post="in 403 403 403 403 403 302 in",
    ),
    Row("notices:list", get=OFFICE, post=SIGNED_IN_NOT_ALLOWED),
    Row("notices:csv", get=OFFICE, post=SIGNED_IN_NOT_ALLOWED),
    Row("notices:notice", args=lambda world: [world.notice.pk], get=OFFICE, post=SIGNED_IN_NOT_ALLOWED),
    Row(
        "notices:try-again",
        args=lambda world: [world.notice.pk],
        get=SIGNED_IN_NOT_ALLOWED,
        post="in 403 403 302 403 403 302 in",
    ),
    Row(
        "publishing:pdf",
        args=lambda world: [world.publication.pk, world.publication.filename],
        get=EVERYBODY,
        post=NOT_ALLOWED,
    ),
    Row(
        "publishing:pdf",
        args=lambda world: [world.hidden_publication.pk, world.hidden_publication.filename],
        get="404 404 404 200 404 404 404 404",
        post=NOT_ALLOWED,
    ),
    Row(
        "publishing:again",
        args=lambda world: [world.publication.pk],
        get=SIGNED_IN_NOT_ALLOWED,
        post="in 403 403 302 403 403 403 in",
    ),
    Row(
        "publishing:again",
        args=lambda world: [world.hidden_publication.pk],
        get=SIGNED_IN_NOT_ALLOWED,
        post="in 404 404 302 404 404 404 in",
    ),
]
