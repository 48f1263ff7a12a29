"""The terms a draft explains, and the stages its procedure prints."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from champions.forms.drafting import StageForm, TermForm
from champions.models import ProcedureStage
from champions.services import glossary as services
from champions.views.finding import WRITE, found_draft
from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page


@require_safe
@permission_required(WRITE, fn=found_draft)
def glossary(request, slug):
    version = found_draft(request, slug)
    return render(request, "champions/drafting/glossary.html", {"version": version, "entries": version.glossary.all()})


@permission_required(WRITE, fn=found_draft)
def term_new(request, slug):
    version = found_draft(request, slug)
    form = TermForm(request.POST or None)
    if form.is_valid():
        try:
            services.add_term(version, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(version.url("glossary"))
    return form_page(request, form, title="Explain a term", caption=str(version), back=version.url("glossary"))


@permission_required(WRITE, fn=found_draft)
def term(request, slug, pk):
    version = found_draft(request, slug)
    entry = get_object_or_404(version.glossary, pk=pk)
    form = TermForm(request.POST or None, initial={"term": entry.term, "meaning": entry.meaning})
    if form.is_valid():
        try:
            services.change_term(entry, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(version.url("glossary"))
    return form_page(request, form, title=f"Change “{entry}”", caption=str(version), back=version.url("glossary"))


@require_POST
@permission_required(WRITE, fn=found_draft)
def term_remove(request, slug, pk):
    entry = get_object_or_404(found_draft(request, slug).glossary, pk=pk)
    services.remove_term(entry, by=request.user, now=timezone.now())
    messages.success(request, f"“{entry}” is no longer explained.")
    return redirect("compact:glossary", slug)


@permission_required(WRITE, fn=found_draft)
def stage(request, slug, pk):
    stages = ProcedureStage.objects.select_related("section__version")
    stage = get_object_or_404(stages, section__version=found_draft(request, slug), pk=pk)
    fields = ("title", "text", "within", "then")
    form = StageForm(request.POST or None, initial={name: getattr(stage, name) for name in fields})
    back = stage.section.version.url("section", stage.section_id)
    if form.is_valid():
        services.change_stage(stage, **form.cleaned_data, by=request.user, now=timezone.now())
        return redirect(back)
    return form_page(request, form, title=f"Stage {stage.name}", caption=str(stage.section), back=back)
