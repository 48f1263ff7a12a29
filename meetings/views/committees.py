"""Setting up committees, sides, seats, terms and agenda templates."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from compact_portal.people.models import Person
from meetings.forms.committees import (
    AgendaTemplateForm,
    CommitteeForm,
    ConstituencyForm,
    EndTermForm,
    SeatForm,
    SubstituteForm,
    TermForm,
)
from meetings.models import AgendaTemplate, Seat, Substitute, Term
from meetings.queries.attendance import seats_by_side
from meetings.services import committees as services
from meetings.services import templates as template_services
from meetings.views.finding import RUN, SET_UP, found_committee


@permission_required(SET_UP)
def create(request):
    form = CommitteeForm(request.POST or None)
    if form.is_valid():
        committee = services.create_committee(**form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, f"{committee} is set up. Add its sides and seats next.")
        return redirect("meetings:seats", committee.slug)
    return form_page(request, form, title="Set up a committee", back="/meetings/")


@permission_required(SET_UP, fn=found_committee)
def edit(request, slug):
    committee = found_committee(request, slug)
    form = CommitteeForm(request.POST or None, instance=committee)
    if form.is_valid():
        committee = found_committee(request, slug)
        services.change_committee(committee, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, "The committee is saved.")
        return redirect(committee)
    return form_page(
        request, form, title="Change the committee", caption=committee.name, back=committee.get_absolute_url()
    )


@require_safe
@permission_required(SET_UP, fn=found_committee)
def seats(request, slug):
    committee = found_committee(request, slug)
    return render(
        request,
        "meetings/committees/seats.html",
        {"committee": committee, "sides": seats_by_side(committee.pk, timezone.localdate())},
    )


@permission_required(SET_UP, fn=found_committee)
def side_new(request, slug):
    committee = found_committee(request, slug)
    form = ConstituencyForm(request.POST or None, committee=committee)
    if form.is_valid():
        services.add_constituency(committee, **form.cleaned_data, by=request.user, now=timezone.now())
        return redirect("meetings:seats", slug)
    return form_page(request, form, title="Add a side", caption=committee.name, back=seats_url(committee))


@permission_required(SET_UP, fn=found_committee)
def side_edit(request, slug, pk):
    committee = found_committee(request, slug)
    side = get_object_or_404(committee.constituencies, pk=pk)
    form = ConstituencyForm(
        request.POST or None, committee=committee, besides=side, initial={"name": side.name, "quorum": side.quorum}
    )
    if form.is_valid():
        services.change_constituency(side, **form.cleaned_data, by=request.user, now=timezone.now())
        return redirect("meetings:seats", slug)
    return form_page(request, form, title="Change the side", caption=side.name, back=seats_url(committee))


@permission_required(SET_UP, fn=found_committee)
def seat_new(request, slug):
    committee = found_committee(request, slug)
    form = SeatForm(request.POST or None, committee=committee)
    if form.is_valid():
        seat = services.add_seat(**form.cleaned_data, by=request.user, now=timezone.now())
        return redirect("meetings:seat", slug, seat.pk)
    return form_page(request, form, title="Add a seat", caption=committee.name, back=seats_url(committee))


def found_seat(request, slug, pk, *args, **kwargs) -> Seat:
    seats = Seat.objects.select_related("constituency__committee", "organisation")
    return get_object_or_404(seats, constituency__committee__slug=slug, pk=pk)


@permission_required(SET_UP, fn=found_committee)
def seat(request, slug, pk):
    """A seat: who holds it, who held it, who may stand in; and the form to fill it."""
    seat = found_seat(request, slug, pk)
    form = TermForm(request.POST or None)
    if form.is_valid():
        try:
            return fill(request, seat, form)
        except ValidationError as error:
            form.add_error("starts_on", error)
    return render(
        request,
        "meetings/committees/seat.html",
        {
            "seat": seat,
            "committee": seat.constituency.committee,
            "terms": seat.terms.select_related("person"),
            "substitutes": seat.substitutes.select_related("person"),
            "today": timezone.localdate(),
            "form": form,
        },
    )


def fill(request, seat, form):
    wanted = form.cleaned_data
    now = timezone.now()
    services.start_term(
        seat,
        person=Person.objects.named(wanted["person"], email=wanted["email"]),
        office=wanted["office"],
        starts_on=wanted["starts_on"],
        ends_on=wanted["ends_on"],
        by=request.user,
        now=now,
    )
    messages.success(request, f"{wanted['person']} holds the seat.")
    return redirect("meetings:seats", seat.constituency.committee.slug)


@require_POST
@permission_required(SET_UP, fn=found_committee)
def seat_remove(request, slug, pk):
    try:
        services.remove_seat(found_seat(request, slug, pk), by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("meetings:seats", slug)


@permission_required(SET_UP, fn=found_committee)
def substitute_new(request, slug, pk):
    seat = found_seat(request, slug, pk)
    form = SubstituteForm(request.POST or None)
    if form.is_valid():
        person = Person.objects.named(form.cleaned_data["person"], email=form.cleaned_data["email"])
        services.name_substitute(seat, person=person, by=request.user, now=timezone.now())
        return redirect("meetings:seat", slug, pk)
    back = seat_url(seat)
    return form_page(request, form, title="Name a substitute", caption=str(seat), back=back)


@require_POST
@permission_required(SET_UP, fn=found_committee)
def substitute_remove(request, slug, pk, substitute):
    found = get_object_or_404(Substitute, seat=found_seat(request, slug, pk), pk=substitute)
    services.remove_substitute(found, by=request.user, now=timezone.now())
    return redirect("meetings:seat", slug, pk)


def found_term(request, slug, pk, *args, **kwargs) -> Term:
    terms = Term.objects.select_related("person", "seat__constituency__committee")
    return get_object_or_404(terms, seat__constituency__committee__slug=slug, pk=pk)


@permission_required(SET_UP, fn=found_committee)
def term_end(request, slug, pk):
    term = found_term(request, slug, pk)
    form = EndTermForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid():
        try:
            services.end_term(term, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError:
            form.add_error("on", f"The last day must be on or after {term.starts_on:%-d %B %Y}, when the term began.")
        else:
            messages.success(request, f"{term.person}’s term ends. The seat is vacant from the next day.")
            return redirect("meetings:seats", slug)
    return form_page(request, form, title=f"End {term.person}’s term", caption=str(term.seat), back=seat_url(term.seat))


@require_safe
@permission_required(RUN)
def templates(request):
    found = AgendaTemplate.objects.select_related("committee").prefetch_related("items")
    return render(request, "meetings/committees/templates.html", {"templates": found})


@permission_required(RUN)
def template_new(request):
    form = AgendaTemplateForm(request.POST or None)
    if form.is_valid() and is_saved(request, form, None):
        return redirect("meetings:templates")
    return form_page(request, form, title="Make an agenda template", back="/meetings/templates/")


@permission_required(RUN)
def template_edit(request, pk):
    template = get_object_or_404(AgendaTemplate, pk=pk)
    form = AgendaTemplateForm(
        request.POST or None, initial={"name": template.name, "lines": template_services.as_lines(template)}
    )
    if form.is_valid() and is_saved(request, form, template):
        return redirect("meetings:templates")
    return form_page(request, form, title="Change the template", caption=template.name, back="/meetings/templates/")


def is_saved(request, form: AgendaTemplateForm, template: AgendaTemplate | None) -> bool:
    try:
        template_services.save_template(template, **form.cleaned_data, by=request.user, now=timezone.now())
    except ValidationError as error:
        form.add_error(None, error)
    return form.is_valid()


def seats_url(committee) -> str:
    return f"{committee.get_absolute_url()}seats/"


def seat_url(seat) -> str:
    return f"{seats_url(seat.constituency.committee)}{seat.pk}/"
