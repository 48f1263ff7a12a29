"""Addresses of the Compact."""

from django.urls import path

from champions.views import (
    adoption,
    clauses,
    compact,
    comparison,
    drafting,
    editions,
    formats,
    glossary,
    life,
)
from compact_portal.publishing.choices import Edition

app_name = "compact"

ADOPTION = "<slug:slug>/adoption/<slug:organisation>"
LARGE = {"edition": Edition.LARGE_PRINT}

urlpatterns = [
    path("", compact.compact, name="compact"),
    path("compact.pdf", compact.pdf, name="pdf"),
    path("compact-large-print.pdf", compact.pdf, LARGE, name="large-print"),
    path("formats/", formats.ask, name="ask-for-format"),
    path("formats/asked/", formats.asked, name="format-asked"),
    path("formats/requests/", formats.request_list, name="format-requests"),
    path("formats/requests/<int:pk>/", formats.answer, name="format-request"),
    path("drafts/", drafting.draft_list, name="drafts"),
    path("drafts/new/", drafting.draft_new, name="draft-new"),
    path("<slug:slug>/", compact.version, name="version"),
    path("<slug:slug>/clauses/", compact.clauses, name="clauses"),
    path("<slug:slug>/history/", life.history, name="history"),
    path("<slug:slug>/steps/<slug:verb>/", life.step, name="step"),
    path("<slug:slug>/compare/<slug:older>/", comparison.comparison, name="comparison"),
    path("<slug:slug>/edit/", drafting.draft, name="draft"),
    path("<slug:slug>/edit/text/", drafting.preview, name="draft-text"),
    path("<slug:slug>/edit/cover/", drafting.cover, name="cover"),
    path("<slug:slug>/edit/discard/", drafting.discard, name="discard"),
    path("<slug:slug>/edit/sections/new/", drafting.section_new, name="section-new"),
    path("<slug:slug>/edit/sections/<int:pk>/", drafting.section, name="section"),
    path("<slug:slug>/edit/sections/<int:pk>/heading/", drafting.section_heading, name="section-heading"),
    path("<slug:slug>/edit/sections/<int:pk>/move/", drafting.section_move, name="section-move"),
    path("<slug:slug>/edit/sections/<int:pk>/remove/", drafting.section_remove, name="section-remove"),
    path("<slug:slug>/edit/sections/<int:section>/new/", clauses.new, name="clause-new"),
    path("<slug:slug>/edit/clauses/<int:pk>/", clauses.edit, name="clause-edit"),
    path("<slug:slug>/edit/clauses/<int:pk>/save/", clauses.autosave, name="clause-save"),
    path("<slug:slug>/edit/clauses/<int:pk>/move/", clauses.move, name="clause-move"),
    path("<slug:slug>/edit/clauses/<int:pk>/remove/", clauses.remove, name="clause-remove"),
    path("<slug:slug>/edit/clauses/<int:pk>/put-back/", clauses.reinstate, name="clause-reinstate"),
    path("<slug:slug>/edit/clauses/<int:pk>/continues/", clauses.predecessor, name="clause-predecessor"),
    path("<slug:slug>/edit/glossary/", glossary.glossary, name="glossary"),
    path("<slug:slug>/edit/glossary/new/", glossary.term_new, name="term-new"),
    path("<slug:slug>/edit/glossary/<int:pk>/", glossary.term, name="term"),
    path("<slug:slug>/edit/glossary/<int:pk>/remove/", glossary.term_remove, name="term-remove"),
    path("<slug:slug>/edit/stages/<int:pk>/", glossary.stage, name="stage"),
    path("<slug:slug>/compact.pdf", compact.pdf, name="version-pdf"),
    path("<slug:slug>/compact-large-print.pdf", compact.pdf, LARGE, name="version-large-print"),
    path("<slug:slug>/adoption/", adoption.adoption, name="adoption"),
    path("<slug:slug>/adoption/adoption.csv", adoption.adoption_csv, name="adoption-csv"),
    path(f"{ADOPTION}/", adoption.adoption_desk, name="adoption-of"),
    path(f"{ADOPTION}/plan/", adoption.change, {"step": adoption.PLAN}, name="plan-adoption"),
    path(f"{ADOPTION}/adopted/", adoption.change, {"step": adoption.ADOPTED}, name="record-adoption"),
    path(f"{ADOPTION}/declined/", adoption.change, {"step": adoption.DECLINED}, name="decline-adoption"),
    path(f"{ADOPTION}/undo/", adoption.change, {"step": adoption.REOPEN}, name="reopen-adoption"),
    path(f"{ADOPTION}/evidence/", adoption.evidence, name="adoption-evidence"),
    path("<slug:slug>/editions/", editions.edition_list, name="editions"),
    path("<slug:slug>/editions/add/", editions.edition_add, name="add-edition"),
    path("<slug:slug>/editions/<int:pk>/", editions.edition, name="edition"),
    path("<slug:slug>/editions/<int:pk>/remove/", editions.edition_remove, name="remove-edition"),
    path("<slug:slug>/<str:section>/<int:number>/", compact.clause, name="clause"),
]
