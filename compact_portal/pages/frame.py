"""What stands around every page: drawn once by each process for everything it depends on, and remembered."""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from compact_portal.partnership.models import Partnership

#: The portal's rooms, in the order people look for them: words and address. A room adds its own line here.
ROOMS = (
    ("Compact", "/compact/"),
    ("Meetings", "/meetings/"),
    ("Actions", "/actions/"),
    ("Decisions", "/decisions/"),
    ("Disputes", "/disputes/"),
    ("Funding", "/funding/"),
    ("Champions", "/champions/"),
    ("Search", "/search/"),
)
#: Those that only officers and administrators have.
ROOMS_OF_THE_OFFICE = (
    ("People", "/people/"),
    ("Organisations", "/organisations/"),
    ("Notices", "/notices/"),
)

#: What a part does not look at, and so is not drawn anew for: its template gets it empty.
BLANK_IN = {
    "head": {"room": "", "is_at_its_door": False, "person": "", "has_the_office": False},
    "header": {"room": "", "is_at_its_door": False, "has_the_office": False},
    "navigation": {"person": ""},
    "footer": {"room": "", "is_at_its_door": False, "person": "", "has_the_office": False},
}
#: Parts a process remembers: a header for each person who is signed in at the time, and a few dozen others.
MOST = 500


@dataclass(frozen=True, slots=True)
class Frame:
    """All that is drawn around a page. Two pages with an equal frame look alike around their words."""

    name: str
    strapline: str
    logo_url: str
    colours_url: str
    brand_colour: str
    contact_email: str
    room: str  # the address of the room one is in, "" in none of them
    is_at_its_door: bool  # on the room's own page
    person: str  # who is signed in, "" for nobody
    has_the_office: bool  # officers and administrators

    @property
    def rooms(self) -> tuple[tuple[str, str], ...]:
        return ROOMS + ROOMS_OF_THE_OFFICE if self.has_the_office else ROOMS


def frame_of(request, user, partnership: Partnership) -> Frame:
    path = request.path if request else ""
    room = next((address for _, address in ROOMS + ROOMS_OF_THE_OFFICE if path.startswith(address)), "")
    is_signed_in = bool(user and user.is_authenticated)
    return Frame(
        name=partnership.name,
        strapline=partnership.strapline,
        logo_url=partnership.logo_url,
        colours_url=partnership.colours_url,
        brand_colour=partnership.brand_colour,
        contact_email=partnership.contact_email,
        room=room,
        is_at_its_door=path == room,
        person=user.name if is_signed_in else "",
        has_the_office=is_signed_in and (user.is_officer or user.is_administrator),
    )


def drawn(part: str, frame: Frame) -> SafeString:
    """One part of the frame. Nothing but the frame reaches its template, so what is remembered is what is true."""
    draw = _draw if settings.DEBUG else _remembered
    return draw(part, replace(frame, **BLANK_IN[part]))


def _draw(part: str, frame: Frame) -> SafeString:
    return render_to_string(f"frame/{part}.html", {"frame": frame})


_remembered = lru_cache(MOST)(_draw)
