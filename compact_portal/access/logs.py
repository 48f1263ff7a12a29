"""What the log says of refusals and of secret addresses."""

from logging import LogRecord

from compact_portal.secret_addresses import without_secrets


def in_one_line(record: LogRecord) -> bool:
    """A refusal (403) is the gate at work, not a fault: the log keeps the line and drops the traceback."""
    if getattr(record, "status_code", None) == 403:
        record.exc_info = None
    return True


def keeps_secrets(record: LogRecord) -> bool:
    """An address that opens something by itself is no matter for the log."""
    if "/by-link/" in (said := record.getMessage()):
        record.msg, record.args = without_secrets(said), ()
    return True
