"""The promotion log: everyone reads it, those who promote the Compact keep it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from champions.filters.promotion import PromotionFilter
from champions.forms.promotion import PromotionForm
from champions.models import Promotion
from champions.queries.promotion import promotion_log
from champions.services import promotion as services
from champions.views.champions import found_signatory
from compact_portal.access.gate import permission_required
from compact_portal.csv_download import csv_response
from compact_portal.forms.pages import confirm_page, form_page
from compact_portal.lists import page_of
from compact_portal.wording import short_date

FIELDS = ("kind", "title", "on", "audience", "reached", "note")

ROWS_AT_A_TIME = 500


@login_not_required
@require_safe
def log(request):
    """What every signatory did for the Compact, latest first."""
    chosen = PromotionFilter(request.GET, promotion_log())
    return render(request, "champions/promotion/log.html", {"filter": chosen, "page": page_of(request, chosen.rows)})


@login_not_required
@require_safe
def log_csv(request):
    header = ["Organisation", "Date", "What", "Title", "For whom", "People reached", "Note"]
    rows = PromotionFilter(request.GET, promotion_log()).rows.iterator(chunk_size=ROWS_AT_A_TIME)
    return csv_response("promotion.csv", header, map(csv_row, rows))


def csv_row(promotion: Promotion) -> list:
    return [
        str(promotion.signatory),
        promotion.on.isoformat(),
        promotion.get_kind_display(),
        promotion.title,
        promotion.audience,
        "" if promotion.reached is None else promotion.reached,
        promotion.note,
    ]


@permission_required(services.LOG, fn=found_signatory)
def new(request, slug):
    signatory = found_signatory(request, slug)
    form = PromotionForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid():
        try:
            services.record_promotion(signatory, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "It is in the log.")
            return redirect(signatory)
    title = "Log what you did for the Compact"
    return form_page(request, form, title=title, caption=str(signatory), back=signatory.get_absolute_url())


def found_promotion(request, slug: str, pk: int) -> Promotion:
    return get_object_or_404(promotion_log(), signatory__organisation__slug=slug, pk=pk)


def signatory_logged(request, slug: str, pk: int):
    return found_promotion(request, slug, pk).signatory


@permission_required(services.LOG, fn=signatory_logged)
def edit(request, slug, pk):
    promotion = found_promotion(request, slug, pk)
    form = PromotionForm(request.POST or None, initial={name: getattr(promotion, name) for name in FIELDS})
    form.submit = "Save"
    if form.is_valid():
        try:
            services.change_promotion(promotion, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The log is changed.")
            return redirect(promotion.signatory)
    return render(request, "champions/promotion/edit.html", {"promotion": promotion, "form": form})


@permission_required(services.LOG, fn=signatory_logged)
def remove(request, slug, pk):
    promotion = found_promotion(request, slug, pk)
    if request.method == "POST":
        services.remove_promotion(promotion, by=request.user, now=timezone.now())
        messages.success(request, "It is removed from the log.")
        return redirect(promotion.signatory)
    return confirm_page(
        request,
        title="Remove it from the log?",
        caption=str(promotion.signatory),
        words=f"{promotion.get_kind_display()}, {short_date(promotion.on)}: {promotion.title}",
        warning="Nobody will find it in the log any more.",
        submit="Remove it from the log",
        back=promotion.get_absolute_url(),
        keep="Cancel",
    )
