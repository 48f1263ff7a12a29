from django.utils.functional import SimpleLazyObject

from compact_portal.partnership.models import Partnership


def partnership(request):
    """`partnership` for every template; read only where a template asks for it, once per request."""
    return {"partnership": SimpleLazyObject(Partnership.current)}
