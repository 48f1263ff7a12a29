"""Disputes: the procedure they follow, who and what they are about, and the clock of each stage."""

from disputes.models.disputes import Dispute, DisputeClause, DisputeFile, Party, TeamMember
from disputes.models.panels import (
    Declaration,
    FactComment,
    LearningNote,
    OutcomeDraft,
    PanelMember,
    Statement,
    Timetable,
)
from disputes.models.procedures import Procedure, ProcedureStage
from disputes.models.stages import ClockChange, ExtensionRequest, Settlement, Stage

__all__ = [
    "ClockChange",
    "Declaration",
    "Dispute",
    "DisputeClause",
    "DisputeFile",
    "ExtensionRequest",
    "FactComment",
    "LearningNote",
    "OutcomeDraft",
    "PanelMember",
    "Party",
    "Procedure",
    "ProcedureStage",
    "Settlement",
    "Stage",
    "Statement",
    "TeamMember",
    "Timetable",
]
