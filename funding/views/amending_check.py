"""The Compact check of a round that is amended: what must be answered anew, and what stays as it was."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from funding import amended as rules
from funding.choices import Answer
from funding.compact_check import COMMITMENTS
from funding.forms import amending as forms
from funding.services import amending as services
from funding.views.amending import found_prepared, seen, who
from funding.views.amending_pages import Prepared
from funding.views.drafts import RUN, found_round, posted, saved


@permission_required(RUN, fn=found_round)
def check(request, slug):
    there, error = found_prepared(request, slug), ""
    if there is None:
        return redirect("funding:amend", slug)
    if request.method == "POST":
        try:
            services.confirm_check(there.round, seen=seen(request), **who(request))
        except ValidationError as refused:
            error = refused.messages[0]
        else:
            return redirect(there.url())
    context = {"round": there.round, "amendment": there.amendment, "tasks": commitments(there), "error": error}
    context["waiting"] = rules.unanswered(there.round, there.amendment)
    return render(request, "funding/amend/check.html", context)


def commitments(there: Prepared) -> list[dict]:
    """Those that wait first."""
    found, waiting = rules.answers(there.round, there.amendment), rules.unanswered(there.round, there.amendment)
    as_amended = rules.amended(there.round, there.amendment)
    lines = []
    for key, commitment in sorted(COMMITMENTS.items(), key=lambda each: each[0] not in waiting):
        answer = found.get(key, {"label": "", "reason": "", "answer": ""})
        url = there.url("amend-commitment", key)
        if key in waiting:
            hint, status, colour = commitment.doubts(as_amended), "Answer anew", "blue"
        else:
            kept = answer["answer"] == Answer.MET
            hint, status, colour = answer["reason"], answer["label"], "" if kept else "yellow"
        lines.append({"title": commitment.title, "url": url, "status": status, "hint": hint, "colour": colour})
    return lines


@permission_required(RUN, fn=found_round)
def commitment(request, slug, name):
    if name not in COMMITMENTS:
        raise Http404
    there = found_prepared(request, slug)
    if there is None:
        return redirect("funding:amend", slug)
    asked, answer = COMMITMENTS[name], rules.answers(there.round, there.amendment).get(name, {})
    initial = {key: answer[key] for key in ("answer", "reason") if key in answer}
    if answer and name in rules.unanswered(there.round, there.amendment):
        initial["answer"] = Answer.EXCEPTION
    form = forms.AnswerAnewForm(posted(request), asked=asked, initial=initial)
    said = {"commitment": name, **who(request)}
    if saved(form, lambda: services.answer_anew(there.round, **form.cleaned_data, **said)):
        return redirect(there.url("amend-check"))
    doubt = asked.doubts(rules.amended(there.round, there.amendment))
    lead = f"{asked.source}.{' ' + doubt if doubt else ''}"
    back = there.url("amend-check")
    return form_page(request, form, title=asked.question, caption=asked.title, lead=lead, back=back)
