"""How long personal data is kept, model by model, and the purge: the one path on which it leaves.

Every app of ours has a `retention.py` with a table `RETENTION`, model label → `Keep`. A model without a line fails a
test. A task runs the lines that have a `purge` every night, `manage.py purge` at once.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module

from django.apps import apps
from django.db import transaction
from django.utils.module_loading import module_has_submodule

from compact_portal.audit.models import AuditEvent
from compact_portal.audit.services import purge_events


@dataclass(frozen=True, slots=True)
class Keep:
    """One model's rule. `words` are for people: the privacy notice quotes them.

    `purge(before=, now=)` removes what is older than `before`, so many `years` ago, and returns how many.
    """

    words: str
    years: int = 0
    purge: Callable[..., int] | None = None

    def limit(self, now: datetime) -> datetime:
        """The moment before which personal data has had its time."""
        return now - timedelta(days=round(365.25 * self.years))


def retention_rules() -> dict[str, Keep]:
    """Every app's table in one."""
    rules = {}
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "retention"):
            rules |= getattr(import_module(f"{config.name}.retention"), "RETENTION", {})
    return rules


def purge(*, now: datetime, dry_run: bool = False) -> Iterator[tuple[str, int, str]]:
    """Remove the personal data whose time is up, one model a transaction: (model, how many, the rule in words)."""
    for label, rule in sorted(retention_rules().items()):
        if rule.purge is None:
            continue
        with transaction.atomic():
            removed = rule.purge(before=rule.limit(now), now=now)
            transaction.set_rollback(dry_run)
        yield label, removed, rule.words


def _purge_old_events(*, before: datetime, now: datetime) -> int:
    return purge_events(AuditEvent.objects.filter(at__lt=before), rule=TRAIL.words, now=now)


TRAIL = Keep(
    "Who did what is kept for 10 years. Then the words go; the place in the chain and its hashes stay.",
    years=10,
    purge=_purge_old_events,
)

RETENTION = {
    "audit.auditevent": TRAIL,
    "audit.auditdigest": Keep("Kept for good. Holds hashes, nothing personal."),
    "audit.sealedhead": Keep("Kept for good. Holds hashes, nothing personal."),
}
