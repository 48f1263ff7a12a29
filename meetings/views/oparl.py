"""OParl 1.1: JSON for everyone, from any site."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from compact_portal.publishing.models import Publication, subject_type_of
from meetings import oparl
from meetings.editions import shelf_of
from meetings.models import Item, Meeting, Term
from meetings.queries.for_machines import committees, meetings_to_read, people_to_read

ON_A_PAGE = 25


def machine_readable(view):
    """For everyone, and for scripts of other sites: there is nothing in it that depends on who reads."""

    @login_not_required
    @require_safe
    @wraps(view)
    def answer(request, *args, **kwargs):
        response = JsonResponse(view(request, *args, **kwargs), json_dumps_params={"ensure_ascii": False})
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


def listed(request, found, make: Callable[[list], list[dict]]) -> dict:
    """A page of objects, which `make` makes of those found; a page that is none is 404."""
    said = request.GET.get("page", "1")
    pages = Paginator(found, ON_A_PAGE)
    number = int(said) if said.isdecimal() and len(said) < 8 else 0
    if not 1 <= number <= pages.num_pages:
        raise Http404
    here = request.build_absolute_uri(request.path)
    data = make(list(pages.page(number)))
    return oparl.page_of(data, here=here, number=number, per=ON_A_PAGE, whole=pages.count)


def each(make: Callable[[object], dict]) -> Callable[[list], list[dict]]:
    return lambda found: [make(one) for one in found]


@machine_readable
def system(request):
    return oparl.system()


@machine_readable
def bodies(request):
    return listed(request, [None], lambda _: [oparl.body()])


@machine_readable
def body(request):
    return oparl.body()


@machine_readable
def organizations(request):
    return listed(request, committees(), each(oparl.organization))


@machine_readable
def organization(request, pk):
    return oparl.organization(get_object_or_404(committees(), pk=pk))


@machine_readable
def organization_meetings(request, pk):
    committee = get_object_or_404(committees(), pk=pk)
    return listed(request, meetings_to_read().filter(committee=committee), oparl.meetings)


@machine_readable
def membership(request, pk):
    found = Term.objects.select_related("seat__constituency", "seat__organisation")
    term = get_object_or_404(found, pk=pk)
    return oparl.membership(term) | {"person": oparl.address("person", term.person_id)}


@machine_readable
def people(request):
    return listed(request, people_to_read(), each(oparl.person))


@machine_readable
def person(request, pk):
    return oparl.person(get_object_or_404(people_to_read(), pk=pk))


@machine_readable
def meetings(request):
    return listed(request, meetings_to_read(), oparl.meetings)


@machine_readable
def meeting(request, pk):
    (said,) = oparl.meetings([get_object_or_404(meetings_to_read(), pk=pk)])
    return said


@machine_readable
def agenda_item(request, pk):
    """As it was published; one that is in no published agenda or minutes is not there."""
    meeting = get_object_or_404(Meeting.objects.select_related("committee"), items=pk)
    read = shelf_of(meeting).to_read
    item = next((each for each in oparl.items_of(read) if each["anchor"] == f"item-{pk}"), None)
    if item is None:
        raise Http404
    return oparl.agenda_item(item, meeting.pk)


@machine_readable
def file(request, pk):
    found = Publication.objects.public().filter(subject_type=subject_type_of(Meeting))
    said = oparl.file_of(get_object_or_404(found, pk=pk), alone=True)
    if said is None:
        raise Http404
    return said


@machine_readable
def papers(request):
    """Files of items are named on the portal's pages. As objects of their own there are none."""
    return listed(request, Item.objects.none(), list)
