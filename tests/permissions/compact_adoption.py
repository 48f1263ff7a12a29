"""Adopting a version, and editions beside it. Group A is a signatory; its user leads it and reads what it adopts."""

from champions.choices import CompactState
from tests.factories.champions import (
    AdoptionFactory,
    CompactVersionFactory,
    UploadedEditionFactory,
)
from tests.permissions import EVERYBODY, NOT_ALLOWED, SIGNED_IN_NOT_ALLOWED, Row

LEAD_AND_OFFICERS = "in 200 403 200 403 403 403 in"
LEAD_AND_OFFICERS_GO_ON = "in 302 403 302 403 403 403 in"
OFFICERS = "404 404 404 200 404 404 404 404"
#: To others who sign in there is nothing to change yet.
OFFICERS_FIND = "in 404 404 200 404 404 404 in"
OFFICERS_FIND_AND_GO_ON = "in 404 404 302 404 404 404 in"
OFFICERS_ONLY = "in 403 403 200 403 403 403 in"
OFFICERS_DO = "in 403 403 302 403 403 403 in"
#: The text of a version that is agreed: for officers, and for who leads a signatory.
READ_TO_ADOPT = "404 200 404 200 404 404 404 404"
NOBODY = "404 404 404 404 404 404 404 404"
STEPS = ("plan-adoption", "record-adoption", "decline-adoption", "reopen-adoption")


def make(world):
    """Made after champions.py has made group A a signatory."""
    signatory = world.signatory
    world.adopting = CompactVersionFactory(adopting=True)
    world.agreed = CompactVersionFactory(agreed=True)
    world.undecided = CompactVersionFactory(state=CompactState.CONSIDERED)
    world.adopted = AdoptionFactory(version=world.adopting, signatory=signatory, evident=True)
    world.old = AdoptionFactory(version=CompactVersionFactory(superseded=True), signatory=signatory)
    world.edition = UploadedEditionFactory(version=CompactVersionFactory(superseded=True))
    world.removed_edition = UploadedEditionFactory(version=world.edition.version, removed=True)
    world.early_edition = UploadedEditionFactory(version=world.agreed)
    world.draft_edition = UploadedEditionFactory(version=world.undecided)


def adopting(world):
    return [world.adopting.slug]


def agreed(world):
    return [world.agreed.slug]


def undecided(world):
    return [world.undecided.slug]


def adopted(world):
    return [world.adopting.slug, world.group_a.organisation.slug]


def early(world):
    return [world.undecided.slug, world.group_a.organisation.slug]


def closed(world):
    return [world.old.version.slug, world.group_a.organisation.slug]


def edition(name):
    def args(world):
        found = getattr(world, name)
        return [found.version.slug, found.pk]

    return args


def beside(name):
    return lambda world: edition(name)(world)[:1]


ROWS = [
    # What is agreed is read by those who are to adopt it
    Row("compact:version", args=agreed, get=READ_TO_ADOPT, post=NOT_ALLOWED),
    Row("compact:version", args=adopting, get=READ_TO_ADOPT, post=NOT_ALLOWED),
    Row("compact:version", args=undecided, get=OFFICERS, post=NOT_ALLOWED),
    # The tracker
    Row("compact:adoption", args=adopting, get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:adoption", args=undecided, get=OFFICERS, post=NOT_ALLOWED),
    Row("compact:adoption-csv", args=adopting, get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:adoption-csv", args=undecided, get=OFFICERS, post=NOT_ALLOWED),
    Row("compact:adoption-evidence", args=adopted, get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:adoption-evidence", args=closed, get=NOBODY, post=NOT_ALLOWED),
    # Recording
    Row("compact:adoption-of", args=adopted, get=LEAD_AND_OFFICERS, post=SIGNED_IN_NOT_ALLOWED),
    Row("compact:adoption-of", args=early, get=OFFICERS_FIND, post=SIGNED_IN_NOT_ALLOWED),
    *(Row(f"compact:{name}", args=adopted, get=LEAD_AND_OFFICERS, post=LEAD_AND_OFFICERS) for name in STEPS),
    *(Row(f"compact:{name}", args=closed, get=LEAD_AND_OFFICERS_GO_ON, post=LEAD_AND_OFFICERS_GO_ON) for name in STEPS),
    *(Row(f"compact:{name}", args=early, get=OFFICERS_FIND_AND_GO_ON, post=OFFICERS_FIND_AND_GO_ON) for name in STEPS),
    # Editions made outside the portal
    Row("compact:editions", args=beside("edition"), get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:editions", args=beside("early_edition"), get=READ_TO_ADOPT, post=NOT_ALLOWED),
    Row("compact:editions", args=beside("draft_edition"), get=OFFICERS, post=NOT_ALLOWED),
    Row("compact:add-edition", args=beside("edition"), get=OFFICERS_ONLY, post=OFFICERS_ONLY),
    Row("compact:add-edition", args=beside("draft_edition"), get=OFFICERS_FIND, post=OFFICERS_FIND),
    Row("compact:edition", args=edition("edition"), get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:edition", args=edition("early_edition"), get=READ_TO_ADOPT, post=NOT_ALLOWED),
    Row("compact:edition", args=edition("draft_edition"), get=OFFICERS, post=NOT_ALLOWED),
    Row("compact:edition", args=edition("removed_edition"), get=NOBODY, post=NOT_ALLOWED),
    Row("compact:remove-edition", args=edition("edition"), get=OFFICERS_ONLY, post=OFFICERS_DO),
    Row("compact:remove-edition", args=edition("removed_edition"), get=OFFICERS_DO, post=OFFICERS_DO),
]
