"""The partnership's row is read once per request, however many places ask for it."""

from compact_portal.partnership.models import remembering


def one_partnership(get_response):
    def answer(request):
        with remembering():
            return get_response(request)

    return answer
