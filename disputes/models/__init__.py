"""Disputes: the procedure they follow, who and what they are about, and the clock of each stage."""

from disputes.models.actions import AgreedAction
from disputes.models.advisers import Adviser
from disputes.models.again import Redirect, Reopening
from disputes.models.bundles import Bundle
from disputes.models.disputes import Dispute, DisputeClause, DisputeFile, Party, TeamMember
from disputes.models.learning import LearningAddition, LearningNote
from disputes.models.objections import Objection
from disputes.models.panels import (
    Declaration,
    FactComment,
    OutcomeDraft,
    PanelMember,
    Statement,
    Timetable,
)
from disputes.models.procedures import Procedure, ProcedureStage
from disputes.models.readings import Opening, Reading
from disputes.models.since import SinceAnswer
from disputes.models.stages import ClockChange, ExtensionRequest, Settlement, Stage
from disputes.models.together import JoinRequest
from disputes.models.withheld import WithheldName

__all__ = [
    "Adviser",
    "AgreedAction",
    "Bundle",
    "ClockChange",
    "Declaration",
    "Dispute",
    "DisputeClause",
    "DisputeFile",
    "ExtensionRequest",
    "FactComment",
    "JoinRequest",
    "LearningAddition",
    "LearningNote",
    "Objection",
    "Opening",
    "OutcomeDraft",
    "PanelMember",
    "Party",
    "Procedure",
    "ProcedureStage",
    "Reading",
    "Redirect",
    "Reopening",
    "Settlement",
    "SinceAnswer",
    "Stage",
    "Statement",
    "TeamMember",
    "Timetable",
    "WithheldName",
]
