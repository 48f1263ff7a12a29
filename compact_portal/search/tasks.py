from celery import shared_task

from compact_portal.search import keeping


@shared_task
def settle_questions() -> int:
    return keeping.settle_questions()


@shared_task
def keep_index() -> int:
    return keeping.keep_all()
