"""Forms as GOV.UK patterns: `{% crispy form %}` writes the whole form, base.html its error summary."""

from compact_portal.forms.as_shown import AsShownForm
from compact_portal.forms.forms import PortalForm, PortalModelForm

__all__ = ["AsShownForm", "PortalForm", "PortalModelForm"]
