"""Every form of the site, our own and those of libraries, gets fields that know how to be drawn."""

from django.forms.renderers import TemplatesSetting

from compact_portal.forms.boundfields import PortalBoundField


class PortalRenderer(TemplatesSetting):
    bound_field_class = PortalBoundField
    form_template_name = "govuk/display_form.html"
    field_template_name = "govuk/field.html"
