"""Forms in the kit's look: labels above, help under the label, errors in words."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Renders fields from the kit's own templates."""
