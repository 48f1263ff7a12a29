"""Writing a version: its outline, cover and sections. For officers; to everyone else a draft is not there."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from champions.choices import BEING_WRITTEN, TRANSITIONS
from champions.forms.drafting import CoverForm, DraftForm, SectionForm
from champions.models import CompactVersion, Section
from champions.pdfs import compact_document
from champions.queries.compact import latest_text
from champions.queries.drafting import find_section, outline
from champions.services import drafting as services
from champions.views.finding import WRITE, found_draft, found_version
from champions.views.life import STEPS
from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page


@require_safe
@permission_required(WRITE)
def draft_list(request):
    """Versions on their way, and those that were in force."""
    on_the_way = list(CompactVersion.objects.on_the_way().newest_first())
    context = {
        "on_the_way": on_the_way,
        "being_written": next((version for version in on_the_way if version.state in BEING_WRITTEN), None),
        "others": CompactVersion.objects.public().in_force_first(),
    }
    return render(request, "champions/drafting/drafts.html", context)


@permission_required(WRITE)
def draft_new(request):
    if CompactVersion.objects.being_written().exists() and request.method != "POST":
        return redirect("compact:drafts")
    source = latest_text()
    form = DraftForm(request.POST or None, initial={"title": source.title if source else "Compact"})
    if form.is_valid():
        try:
            draft = services.start_draft(source, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The draft is made. Nobody but officers can read it.")
            return redirect(draft.url("draft"))
    caption = f"It begins with everything “{source}” says" if source else ""
    return form_page(request, form, title="Write the next Compact", caption=caption, back="/compact/drafts/")


@require_safe
@permission_required(WRITE, fn=found_version)
def draft(request, slug):
    """The outline, and what may happen next."""
    version = found_version(request, slug)
    steps = [
        (step.label, step.verb == "redraft", page_of_step(version, step.verb))
        for step in TRANSITIONS.values()
        if version.state in step.sources and (step.verb == "consult" or step.verb in STEPS)
    ]
    context = {"version": version, "sections": outline(version), "steps": steps, "follows": version.follows}
    return render(request, "champions/drafting/draft.html", context)


def page_of_step(version: CompactVersion, verb: str) -> str:
    """A consultation is opened on a page of its own; the other steps share one."""
    return version.url("open-consultation") if verb == "consult" else version.url("step", verb)


@require_safe
@permission_required(WRITE, fn=found_version)
def preview(request, slug):
    """The whole text as it stands now, the way readers will see it."""
    version = found_version(request, slug)
    context = {"version": version, "document": compact_document(version)}
    return render(request, "champions/drafting/text.html", context)


@permission_required(WRITE, fn=found_draft)
def cover(request, slug):
    version = found_draft(request, slug)
    fields = ("title", "strapline", "summary")
    form = CoverForm(request.POST or None, initial={name: getattr(version, name) for name in fields})
    if form.is_valid():
        services.change_details(version, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, "The cover is saved.")
        return redirect(version.url("draft"))
    return form_page(request, form, title="Cover", caption=str(version), back=version.url("draft"))


@permission_required(WRITE, fn=found_draft)
def discard(request, slug):
    """Asks first: a draft that is thrown away is gone."""
    version = found_draft(request, slug)
    context = {"version": version}
    if request.method == "POST":
        try:
            services.discard_draft(version, by=request.user, now=timezone.now())
        except ValidationError as error:
            context["refused"] = error.messages[0]
        else:
            messages.success(request, f"The draft “{version}” is gone.")
            return redirect("compact:drafts")
    return render(request, "champions/drafting/discard.html", context, status=409 if "refused" in context else 200)


@permission_required(WRITE, fn=found_draft)
def section_new(request, slug):
    version = found_draft(request, slug)
    form = SectionForm(request.POST or None)
    if form.is_valid():
        try:
            section = services.add_section(version, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(version.url("section", section.pk))
    return form_page(request, form, title="Add a section", caption=str(version), back=version.url("draft"))


def found_section(request, slug: str, pk: int) -> Section:
    found_draft(request, slug)
    try:
        return find_section(slug, pk)
    except Section.DoesNotExist as error:
        raise Http404 from error


@require_safe
@permission_required(WRITE, fn=found_section)
def section(request, slug, pk):
    """The clauses of one section, each with what can be done to it."""
    section = found_section(request, slug, pk)
    last = section.clause_list[-1] if section.clause_list else None
    context = {
        "section": section,
        "version": section.version,
        "last": last,
        "has_others": section.version.sections.count() > 1,
        "stages": section.stages.all(),
    }
    return render(request, "champions/drafting/section.html", context)


@permission_required(WRITE, fn=found_section)
def section_heading(request, slug, pk):
    section = found_section(request, slug, pk)
    fields = ("title", "number", "kind", "signed")
    form = SectionForm(request.POST or None, initial={name: getattr(section, name) for name in fields})
    if form.is_valid():
        try:
            services.change_section(section, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(section.version.url("section", pk))
    back = section.version.url("section", pk)
    return form_page(request, form, title="Heading of the section", caption=str(section), back=back)


@require_POST
@permission_required(WRITE, fn=found_draft)
def section_move(request, slug, pk):
    section = get_object_or_404(Section, version=found_draft(request, slug), pk=pk)
    services.move_section(section, up=request.POST.get("to") == "up", by=request.user, now=timezone.now())
    return redirect(f"{section.version.url('draft')}#{section.anchor}")


@require_POST
@permission_required(WRITE, fn=found_draft)
def section_remove(request, slug, pk):
    section = get_object_or_404(Section, version=found_draft(request, slug), pk=pk)
    try:
        services.remove_section(section, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(section.version.url("section", pk))
    messages.success(request, "The section is removed.")
    return redirect(section.version.url("draft"))
