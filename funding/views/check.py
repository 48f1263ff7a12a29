"""The Compact check of a draft: every commitment, and one at a time."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from funding.choices import Answer
from funding.compact_check import COMMITMENTS
from funding.forms import rounds as forms
from funding.services import drafts as services
from funding.views.drafts import EDIT, found_draft, posted, saved


@require_safe
@permission_required(EDIT, fn=found_draft)
def check(request, key):
    """The Compact check: every commitment with its answer, and what is left."""
    round_ = found_draft(request, key)
    answers = {each.commitment: each for each in round_.check_answers.all()}
    left = services.unanswered(round_)
    tasks = []
    for name, commitment in COMMITMENTS.items():
        there = answers.get(name)
        words = there.get_answer_display() if there and name not in left else "Not yet"
        hint = commitment.doubts(round_) if name in left else there.reason
        url = round_.draft_url("commitment", name)
        colour = "blue" if name in left else "yellow" if there.answer != Answer.MET else ""
        tasks.append({"title": commitment.title, "url": url, "status": words, "colour": colour, "hint": hint})
    return render(request, "funding/check.html", {"round": round_, "tasks": tasks, "left": left})


@permission_required(EDIT, fn=found_draft)
def commitment(request, key, name):
    round_ = found_draft(request, key)
    if name not in COMMITMENTS:
        raise Http404
    asked, there = COMMITMENTS[name], round_.check_answers.filter(commitment=name).first()
    initial = {"answer": there.answer, "reason": there.reason} if there else {}
    form = forms.CommitmentForm(posted(request), asked=asked, initial=initial)
    answer = {"commitment": name, "by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.answer_commitment(round_, **form.cleaned_data, **answer)):
        left = services.unanswered(found_draft(request, key))
        return redirect(round_.draft_url("commitment", left[0]) if left else round_.draft_url("check"))
    doubt = asked.doubts(round_)
    lead = f"{asked.source}.{' ' + doubt if doubt else ''}"
    return form_page(
        request, form, title=asked.question, caption=asked.title, lead=lead, back=round_.draft_url("check")
    )
