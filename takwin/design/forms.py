"""How Django forms draw themselves in our design, so that `{{ form }}` is enough on every page."""

from django.forms.renderers import TemplatesSetting


class DesignRenderer(TemplatesSetting):
    """Set as FORM_RENDERER (with "django.forms" among the apps): forms and fields use the design's templates."""

    form_template_name = "design/form.html"
    field_template_name = "design/components/field.html"
