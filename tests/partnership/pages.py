from io import BytesIO

from django.utils import timezone
from PIL import Image

from compact_portal.partnership.logos import UploadedLogo
from compact_portal.partnership.services import change_partnership
from tests.rig.states import State, submit


def with_everything(user):
    picture = BytesIO()
    Image.new("RGB", (120, 60), "teal").save(picture, "PNG")
    change_partnership(
        revision=0,
        name="Example Compact partnership",
        strapline="Public and voluntary sectors, working together",
        area="Exampleshire",
        contact_email="compact@example.org",
        contact_phone="01632 960000",
        contact_address="1 Example Street\nExampletown",
        brand_colour="#5b2c83",
        logo=UploadedLogo(picture.getvalue(), "image/png"),
        by=user,
        now=timezone.now(),
    )
    return "/partnership/"


def pale_and_nameless(page) -> None:
    page.get_by_label("Name of the partnership").fill("")
    page.get_by_label("Colour").fill("#ffff00")
    submit(page)


PAGES = [
    State("the partnership, before set-up", "/partnership/", role="administrator"),
    State("the partnership, with another colour and a logo", with_everything, role="officer"),
    State("the partnership, with errors", "/partnership/", role="officer", act=pale_and_nameless),
    State("the partnership, not for members", "/partnership/", role="member", status=403),
]
