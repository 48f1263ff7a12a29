"""One clause of a draft: saved by itself as it is typed, moved, taken out, and traced to the version before."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from champions.forms.drafting import ClauseForm, ClauseSaveForm, OtherSectionForm, PredecessorForm
from champions.models import Clause, Section
from champions.queries.drafting import possible_predecessors
from champions.services import clauses as services
from champions.services.compact import WrongState
from champions.views.finding import WRITE, found_draft, found_version
from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from compact_portal.wording import clock

CLAUSES = Clause.objects.select_related("section__version", "saved_by__person", "predecessor__section__version")


def found_clause(request, slug: str, pk: int) -> Clause:
    return get_object_or_404(CLAUSES, section__version=found_draft(request, slug), pk=pk)


def back_to(clause: Clause) -> str:
    """The section, at the clause."""
    return f"{clause.section.version.url('section', clause.section_id)}#{clause.row_anchor}"


@permission_required(WRITE, fn=found_draft)
def new(request, slug, section):
    """A clause behind the one named in `after`, of the same kind: lists grow line by line."""
    section = get_object_or_404(Section.objects.select_related("version"), version__slug=slug, pk=section)
    named = request.GET.get("after", "")
    after = section.clauses.filter(pk=named).first() if named.isdigit() else None
    like = {"kind": after.kind, "addressee": after.addressee} if after else {}
    form = ClauseForm(request.POST or None, initial=like)
    if form.is_valid():
        clause = services.add_clause(section, **form.cleaned_data, after=after, by=request.user, now=timezone.now())
        return redirect(back_to(clause))
    back = section.version.url("section", section.pk)
    return form_page(request, form, title="Add a clause", caption=str(section), back=back)


@permission_required(WRITE, fn=found_clause)
def edit(request, slug, pk):
    """The words with their kind. A clash shows both texts."""
    clause = found_clause(request, slug, pk)
    fields = ("text", "kind", "addressee", "revision")
    form = ClauseSaveForm(request.POST or None, initial={name: getattr(clause, name) for name in fields})
    if form.is_valid():
        try:
            return redirect(back_to(save(request, clause, form)))
        except services.Conflict as conflict:
            return show_conflict(request, conflict, form)
    context = {"clause": clause, "version": clause.section.version, "form": form, "back": back_to(clause)}
    return render(request, "champions/drafting/clause.html", context)


def save(request, clause: Clause, form: ClauseSaveForm) -> Clause:
    answers = dict(form.cleaned_data)
    based_on = answers.pop("revision")
    return services.save_clause(clause, **answers, based_on=based_on, by=request.user, now=timezone.now())


def show_conflict(request, conflict: services.Conflict, form: ClauseSaveForm):
    """Both texts side by side: keep mine, take theirs, or put both together. Each is based on the newest save."""
    clause = conflict.clause
    kept = {name: form.cleaned_data[name] for name in ("kind", "addressee")} | {"revision": clause.revision}
    context = {
        "what": "clause",
        "caption": clause.section,
        "saved": clause,
        "url": clause.section.version.url("clause-edit", clause.pk),
        "mine": conflict.mine,
        "kept": kept,
        "form": ClauseSaveForm(initial={"text": f"{conflict.mine}\n{clause.text}", **kept}),
    }
    return render(request, "champions/drafting/conflict.html", context, status=409)


@require_POST
@permission_required(WRITE, fn=found_version)
def autosave(request, slug, pk):
    """Save what was typed so far. JSON: 200 with the new revision; 409 with the other text; 422 with a sentence."""
    clause = get_object_or_404(CLAUSES, section__version__slug=slug, pk=pk)
    form = ClauseSaveForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"message": next(iter(form.errors.values()))[0]}, status=422)
    try:
        clause = save(request, clause, form)
    except services.Conflict as conflict:
        theirs = conflict.clause
        return JsonResponse(
            {"theirs": theirs.text, "revision": theirs.revision, "by": str(theirs.saved_by)}, status=409
        )
    except WrongState as error:
        return JsonResponse({"message": str(error)}, status=422)
    return JsonResponse({"revision": clause.revision, "saved_at": clock(clause.saved_at)})


@require_POST
@permission_required(WRITE, fn=found_clause)
def move(request, slug, pk):
    clause = found_clause(request, slug, pk)
    services.move_clause(clause, up=request.POST.get("to") == "up", by=request.user, now=timezone.now())
    return redirect(back_to(clause))


@permission_required(WRITE, fn=found_clause)
def other_section(request, slug, pk):
    """Where the clause should stand instead: at the end of the section that is chosen."""
    clause = found_clause(request, slug, pk)
    others = clause.section.version.sections.exclude(pk=clause.section_id)
    form = OtherSectionForm(request.POST or None, sections=others)
    if form.is_valid():
        try:
            clause = services.move_to_section(clause, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The clause stands at the end of this section now.")
            return redirect(back_to(clause))
    title, lead = "Move the clause to another section", "It is put at the end there, and gets a new number."
    return form_page(request, form, title=title, caption=clause.text, lead=lead, back=back_to(clause))


@permission_required(WRITE, fn=found_clause)
def remove(request, slug, pk):
    """Asks first. What something on record points at can only be retired."""
    clause = found_clause(request, slug, pk)
    context = {"clause": clause, "version": clause.section.version, "removable": services.can_remove(clause)}
    if request.method == "POST":
        take_out = services.retire_clause if "retire" in request.POST else services.remove_clause
        try:
            take_out(clause, by=request.user, now=timezone.now())
        except ValidationError as error:
            context |= {"refused": error.messages[0], "removable": False}
        else:
            messages.success(request, "The clause is taken out of the text.")
            return redirect(clause.section.version.url("section", clause.section_id))
    return render(request, "champions/drafting/remove.html", context, status=409 if "refused" in context else 200)


@require_POST
@permission_required(WRITE, fn=found_clause)
def reinstate(request, slug, pk):
    clause = services.reinstate_clause(found_clause(request, slug, pk), by=request.user, now=timezone.now())
    return redirect(back_to(clause))


@permission_required(WRITE, fn=found_clause)
def predecessor(request, slug, pk):
    """Which clause of the version before this one continues, so that what pointed there finds its way here."""
    clause = found_clause(request, slug, pk)
    form = PredecessorForm(
        request.POST or None, initial={"predecessor": clause.predecessor_id}, candidates=possible_predecessors(clause)
    )
    if form.is_valid():
        try:
            services.name_predecessor(clause, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(back_to(clause))
    return form_page(request, form, title="Where this clause comes from", caption=clause.text, back=back_to(clause))
