"""Meetings for machines, as OParl 1.1 has them: read only, and nothing but what is public.

https://oparl.org/spezifikation/ says what each object means. What a partnership has besides, apologies and deputies, is
an extension under names of its own; docs/oparl.md describes it.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from compact_portal.partnership.models import Partnership
from compact_portal.people.models import Person
from compact_portal.publishing.models import Publication
from meetings.choices import MINUTES_PUBLIC, AttendanceStatus, MeetingState, Office
from meetings.editions import Shelf, shelves_of
from meetings.models import Attendance, Committee, Meeting, Term

SCHEMA = "https://schema.oparl.org/1.1/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LONDON = ZoneInfo("Europe/London")
#: The names of our own properties begin with this.
OURS = "compactportal:"
#: What the specification calls the three states of a meeting, in its own language.
PLANNED, INVITED, HELD = "terminiert", "eingeladen", "durchgeführt"


def address(name: str, *arguments) -> str:
    """Absolute: every object is known by it."""
    return f"{settings.SITE_URL}{reverse(f'oparl:{name}', args=arguments)}"


def web(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def thing(kind: str, route: str, *arguments, **properties) -> dict:
    """An object without what it does not have: OParl leaves out what is empty."""
    said = {name: value for name, value in properties.items() if value not in (None, "", [])}
    return {"id": address(route, *arguments), "type": f"{SCHEMA}{kind}", **said}


def moment(day: date | None, at: time | None = None) -> str | None:
    """In London time; the beginning of the day where nobody knows the hour."""
    return datetime.combine(day, at or time.min, LONDON).isoformat() if day else None


def system() -> dict:
    partnership = Partnership.current()
    return thing(
        "System",
        "system",
        oparlVersion=SCHEMA,
        license=LICENCE,
        body=address("bodies"),
        name=partnership.name,
        contactEmail=partnership.contact_email,
        website=web("/"),
        web=web("/meetings/"),
    )


def body() -> dict:
    """The partnership. It is elected for no term."""
    partnership = Partnership.current()
    return thing(
        "Body",
        "body",
        system=address("system"),
        name=partnership.name,
        website=web("/"),
        license=LICENCE,
        contactEmail=partnership.contact_email,
        organization=address("organizations"),
        person=address("people"),
        meeting=address("meetings"),
        paper=address("papers"),
        classification="Partnership",
    ) | {"legislativeTerm": []}


def organization(committee: Committee) -> dict:
    return thing(
        "Organization",
        "organization",
        committee.pk,
        body=address("body"),
        name=committee.name,
        shortName=committee.short_name,
        membership=[address("membership", term.pk) for term in terms_of(committee)],
        meeting=address("organization-meetings", committee.pk),
        organizationType="Gremium",
        classification=committee.get_kind_display(),
        startDate=committee.starts_on and committee.starts_on.isoformat(),
        endDate=committee.ends_on and committee.ends_on.isoformat(),
        web=web(committee.get_absolute_url()),
    )


def terms_of(committee: Committee) -> list[Term]:
    return [term for side in committee.constituencies.all() for seat in side.seats.all() for term in seat.terms.all()]


def membership(term: Term) -> dict:
    """One term on one seat. `onBehalfOf` would need the organisation as an OParl object: its name is ours."""
    seat = term.seat
    return thing(
        "Membership",
        "membership",
        term.pk,
        organization=address("organization", seat.constituency.committee_id),
        role=Office(term.office).label if term.office else "Member",
        startDate=term.starts_on.isoformat(),
        endDate=term.ends_on and term.ends_on.isoformat(),
        **{f"{OURS}side": seat.constituency.name, f"{OURS}organization": str(seat.organisation or "")},
    )


def person(found: Person) -> dict:
    """Their name and their terms, and nothing else that the portal knows of them."""
    return thing(
        "Person",
        "person",
        found.pk,
        body=address("body"),
        name=found.name,
        membership=[membership(term) for term in found.terms.all()],
    )


def meetings(found: list[Meeting]) -> list[dict]:
    """One question for what was published of all of them."""
    shelves = shelves_of(found)
    return [meeting(each, shelves[each.pk]) for each in found]


def meeting(found: Meeting, shelf: Shelf) -> dict:
    """As it was last published. `participant` is said while the minutes are not being written anew."""
    minutes = shelf.latest("minutes")
    read = shelf.to_read
    said = thing(
        "Meeting",
        "meeting",
        found.pk,
        name=f"{found.committee}: {found.title}" if found.title else found.committee.name,
        meetingState=state_of(found, shelf),
        start=moment(found.date, found.starts_at),
        end=moment(found.date, found.ends_at) if found.ends_at else None,
        location=location(found),
        organization=[address("organization", found.committee_id)],
        participant=[address("person", line.person_id) for line in present(found)],
        invitation=file_of(shelf.latest("agenda")),
        resultsProtocol=file_of(minutes),
        agendaItem=[agenda_item(each) for each in items_of(read)],
        web=web(found.get_absolute_url()),
        modified=read.published_at.astimezone(UTC).isoformat() if read else None,
        **(who_was_not_there(minutes.data) if minutes else {}),
    )
    cancelled = found.state in (MeetingState.CANCELLED, MeetingState.POSTPONED)
    return said | ({"cancelled": True} if cancelled else {})


def state_of(found: Meeting, shelf: Shelf) -> str:
    if shelf.minutes:
        return HELD
    return INVITED if shelf.agendas else PLANNED


def present(found: Meeting) -> list[Attendance]:
    if found.state not in MINUTES_PUBLIC:
        return []
    return [line for line in found.attendance.all() if line.status == AttendanceStatus.PRESENT]


def location(found: Meeting) -> dict | None:
    if not found.venue:
        return None
    return {"id": f"{address('meeting', found.pk)}#venue", "type": f"{SCHEMA}Location", "description": found.venue}


def who_was_not_there(minutes: dict) -> dict:
    """Our extension, from the published minutes: apologies with the organisation, and who stood in for whom."""
    attendance = minutes["attendance"]
    there = [person for side in attendance["sides"] for person in side["people"]]
    missing = [person for absence in attendance["absences"] for person in absence["people"]]
    return {
        f"{OURS}apologies": [
            {"name": each["name"], **({"organization": each["organisation"]} if each["organisation"] else {})}
            for each in missing
        ],
        f"{OURS}substitutes": [
            {"name": each["name"], "for": each["deputising_for"]} for each in there if each["deputising_for"]
        ],
    }


def items_of(published: Publication | None) -> list[dict]:
    return published.data["items"] if published else []


def agenda_item(item: dict, meeting_pk: int | None = None) -> dict:
    """`meeting_pk` where it is read by itself, and so says where it belongs."""
    decisions = item.get("decisions", [])
    pk = int(item["anchor"].removeprefix("item-"))
    said = thing(
        "AgendaItem",
        "agenda-item",
        pk,
        meeting=address("meeting", meeting_pk) if meeting_pk else None,
        number=item["number"],
        name=item["title"],
        result=", ".join(dict.fromkeys(each["kind"] for each in decisions)),
        resolutionText="\n\n".join(each["text"] for each in decisions),
    )
    return said | {"public": not item["confidential"]}


def file_of(publication: Publication | None, *, alone: bool = False) -> dict | None:
    """The PDF, once it is made."""
    if publication is None or not publication.is_rendered:
        return None
    return thing(
        "File",
        "file",
        publication.pk,
        name=publication.title,
        fileName=f"{publication.filename}.pdf",
        mimeType="application/pdf",
        date=timezone.localdate(publication.published_at).isoformat(),
        size=publication.bytes,
        accessUrl=web(publication.get_absolute_url()),
        modified=publication.published_at.astimezone(UTC).isoformat(),
        meeting=[address("meeting", publication.subject_id)] if alone else None,
    )


def page_of(data: list[dict], *, here: str, number: int, per: int, whole: int) -> dict:
    """A list of objects as OParl cuts it into pages: `data` of this page, `whole` how many there are."""
    last = max(1, -(-whole // per))
    links = {"first": 1, "prev": number - 1, "self": number, "next": number + 1, "last": last}
    return {
        "data": data,
        "pagination": {"totalElements": whole, "elementsPerPage": per, "currentPage": number, "totalPages": last},
        "links": {name: f"{here}?page={to}" for name, to in links.items() if 1 <= to <= last},
    }
