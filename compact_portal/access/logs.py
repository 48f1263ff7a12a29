"""What the log says of refusals."""

from logging import LogRecord


def in_one_line(record: LogRecord) -> bool:
    """A refusal (403) is the gate at work, not a fault: the log keeps the line and drops the traceback."""
    if getattr(record, "status_code", None) == 403:
        record.exc_info = None
    return True
