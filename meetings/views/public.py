"""What everyone may read: calendar, committees, meetings, items, agendas and minutes.

A meeting's pages show what was published, as it was published; what officers are writing is on their own pages.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from compact_portal.csv_download import csv_response
from compact_portal.lists import page_of
from compact_portal.publishing.choices import Edition
from compact_portal.publishing.models import Publication
from compact_portal.publishing.serving import serve_publication, serve_word
from meetings import feeds
from meetings.choices import MeetingState
from meetings.editions import published_item, shelf_of
from meetings.filters import MeetingFilter
from meetings.models import Meeting, Paper, ReplyLink
from meetings.queries.attendance import attendance_figures, seats_by_side
from meetings.queries.lists import last_of, next_of
from meetings.queries.minutes import followed_actions_of
from meetings.views.finding import RUN, SET_UP, found_committee, found_meeting

#: The soonest of those to come; the filters find the others.
MOST_TO_COME = 15


@login_not_required
@require_safe
def calendar(request):
    """Meetings to come, soonest first; then those held, latest first, a page at a time."""
    today = timezone.localdate()
    chosen = MeetingFilter(request.GET, Meeting.objects.for_lists())
    page = page_of(request, chosen.rows.filter(date__lt=today).order_by("-date", "-pk"))
    to_come = list(chosen.rows.filter(date__gte=today).order_by("date", "starts_at", "pk")[: MOST_TO_COME + 1])
    context = {
        "filter": chosen,
        "to_come": [] if page.has_previous else to_come[:MOST_TO_COME],
        "more_to_come": len(to_come) > MOST_TO_COME,
        "page": page,
        "undated": [] if page.has_next else chosen.rows.filter(date=None).order_by("pk")[:MOST_TO_COME],
        "runs_meetings": request.user.has_perm(RUN),
        "sets_up_committees": request.user.has_perm(SET_UP),
    }
    return render(request, "meetings/public/calendar.html", context)


@login_not_required
@require_safe
def calendar_csv(request):
    """The calendar as a spreadsheet, filtered as the page is, latest first."""
    found = MeetingFilter(request.GET, Meeting.objects.select_related("committee")).rows.newest_first()
    header = ["Committee", "Date", "Starts", "Ends", "Where", "State", "Link"]
    return csv_response("meetings.csv", header, map(csv_row, found.iterator(chunk_size=1000)))


def csv_row(meeting: Meeting) -> list[str]:
    return [
        meeting.committee.name,
        meeting.date.isoformat() if meeting.date else meeting.written_date,
        f"{meeting.starts_at:%H:%M}" if meeting.starts_at else "",
        f"{meeting.ends_at:%H:%M}" if meeting.ends_at else "",
        meeting.venue,
        meeting.get_state_display(),
        f"{settings.SITE_URL}{meeting.get_absolute_url()}",
    ]


@login_not_required
@require_safe
def committee(request, slug):
    """What a committee is for, who sits on it today, when it meets and met."""
    committee = found_committee(request, slug)
    today = timezone.localdate()
    context = {
        "committee": committee,
        "sides": seats_by_side(committee.pk, today),
        "to_come": next_of(committee, today),
        "past": last_of(committee, today),
        "figures": attendance_figures(committee.pk) if committee.shows_attendance_figures else [],
        "runs_meetings": request.user.has_perm(RUN),
        "sets_up_committees": request.user.has_perm(SET_UP),
    }
    return render(request, "meetings/public/committee.html", context)


@login_not_required
@require_safe
@cache_control(public=True, no_cache=True)
def committee_feed(request, slug):
    """For calendar programs to subscribe to; they ask again and get a 304 until a meeting changes."""
    return ical(feeds.calendar_of_committee(found_committee(request, slug), timezone.localdate()), slug)


@login_not_required
@require_safe
@cache_control(public=True, no_cache=True)
def meeting_event(request, committee, day):
    meeting = found_meeting(request, committee, day)
    if not meeting.date:
        raise Http404
    return ical(feeds.calendar_of([meeting], name=meeting.committee.name), f"{committee}-{day}")


def ical(text: bytes, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


@login_not_required
@require_safe
@cache_control(no_cache=True)
def meeting(request, committee, day):
    """The latest published minutes; before there are any, the agenda; before that, when and where."""
    meeting = found_meeting(request, committee, day)
    shelf = shelf_of(meeting)
    context = {
        "meeting": meeting,
        "shelf": shelf,
        "minutes": shelf.latest("minutes"),
        "minutes_in_large_print": shelf.latest("minutes", Edition.LARGE_PRINT),
        "agenda": shelf.latest("agenda"),
        "agenda_in_large_print": shelf.latest("agenda", Edition.LARGE_PRINT),
        "published": shelf.to_read,
        "actions": followed_actions_of(meeting.pk),
        "runs_meetings": request.user.has_perm(RUN),
        "own_link": own_link(request.user, meeting),
    }
    return render(request, "meetings/public/meeting.html", context)


def own_link(user, meeting: Meeting) -> ReplyLink | None:
    """That of somebody who was sent the draft: signed in they need not look for the email."""
    if not user.is_authenticated or meeting.state not in (MeetingState.CIRCULATED, MeetingState.DRAFT_PUBLISHED):
        return None
    return ReplyLink.objects.working(timezone.now()).filter(meeting=meeting, person=user.person_id).first()


@login_not_required
@require_safe
@cache_control(no_cache=True)
def agenda(request, committee, day):
    """The agenda as it was last published, also after the meeting."""
    meeting = found_meeting(request, committee, day)
    shelf = shelf_of(meeting)
    published = shelf.latest("agenda")
    if published is None:
        raise Http404
    context = {
        "meeting": meeting,
        "shelf": shelf,
        "published": published,
        "in_large_print": shelf.latest("agenda", Edition.LARGE_PRINT),
    }
    return render(request, "meetings/public/agenda.html", context)


@login_not_required
@require_safe
def document(request, committee, day, document, edition=Edition.STANDARD):
    """The PDF of the latest agenda or minutes."""
    meeting = found_meeting(request, committee, day)
    editions = Publication.objects.about(meeting).document(document).public().filter(edition=edition)
    return serve_publication(request, editions.latest())


@login_not_required
@require_safe
def word(request, committee, day, document):
    """The same as a Word file, because members ask for it."""
    meeting = found_meeting(request, committee, day)
    return serve_word(request, shelf_of(meeting).latest(document))


@login_not_required
@require_safe
@cache_control(no_cache=True)
def item(request, committee, day, pk):
    """One item as it was published, with its decisions and actions, between its neighbours."""
    meeting = found_meeting(request, committee, day)
    published = shelf_of(meeting).to_read
    found = published_item(published, pk) if published else None
    if found is None:
        raise Http404
    return render(request, "meetings/public/item.html", {"meeting": meeting, "published": published, "found": found})


@login_not_required
@require_safe
def paper(request, pk):
    """A file that goes with an item: for everyone once it is out, for officers before."""
    paper = get_object_or_404(Paper.objects.select_related("item__meeting"), pk=pk)
    if not request.user.has_perm("meetings.read_paper", paper):
        raise Http404
    name = f"{slugify(paper.title) or 'paper'}{ending(paper)}"
    try:
        file = paper.file.open()
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, as_attachment=True, filename=name, content_type=paper.content_type)
    response["Cache-Control"] = "private, no-cache"
    return response


def ending(paper: Paper) -> str:
    """.pdf, from the name under which the file is kept."""
    return "".join(paper.file.name.rpartition(".")[1:]) if "." in paper.file.name else ""
