"""The forms of this room."""

from typing import Any, cast

from django import forms
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from takwin.content.source.course import Course, Texts
from takwin.interop.question_importing import Place, Upload
from takwin.interop.question_shelf import QUESTION_FORMATS


class ImportForm(forms.Form):
    """A course that another system exported."""

    archive = forms.FileField(
        label=_("Export of the course, as a tar.gz or zip file"),
        help_text=_("In Open edX Studio: Tools, Export, Export course content."),
    )


class BringForm(forms.Form):
    """A file of questions, and where in the course they go."""

    file = forms.FileField(
        label=_("File of questions"),
        help_text=_("GIFT, AIKEN, Cloze or Moodle XML. In Moodle: Question bank, Export."),
    )
    module = forms.ChoiceField(label=_("Module"))
    step = forms.ChoiceField(label=_("Step"), required=False)
    title = forms.CharField(
        label=_("Title of the new step"),
        required=False,
        max_length=120,
        help_text=_("Left empty, it is made of the file."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language of the file"))
    counts = forms.ChoiceField(
        label=_("What they are for"),
        widget=forms.RadioSelect,
        choices=[
            ("practice", _("Practice: they count for nothing and may be tried at will")),
            ("quiz", _("A quiz: they count for the mark")),
        ],
        initial="practice",
    )
    lenient = forms.BooleanField(label=_("Take what is right, even where the file is wrong elsewhere"), required=False)

    def __init__(self, course: Course, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "module", [(one.id, in_my_language(one.title)) for one in course.modules])
        _choices(self, "language", spoken(course.languages))
        waiting = [
            (f"{module.id}/{step.id}", f"{module.id}/{step.id}")
            for module in course.modules
            for step in module.steps
            if step.texts and len(step.texts) < len(course.languages)
        ]
        _choices(self, "step", [("", _("A new step")), *waiting])
        if not waiting:
            del self.fields["step"]

    def uploads(self) -> list[Upload]:
        """The file as it goes in."""
        said = self.cleaned_data
        return [Upload(said["language"], said["file"].name, said["file"].read(), said["title"])]

    def place(self) -> Place:
        """Where it goes: a step that waits for a language, else a new one."""
        said = self.cleaned_data
        module, _slash, step = (said.get("step") or f"{said['module']}/").partition("/")
        return Place(module, step, quiz=said["counts"] == "quiz", lenient=said["lenient"])


class TakeForm(forms.Form):
    """In which format and language the questions are taken."""

    format_name = forms.ChoiceField(label=_("Format"))
    language = forms.ChoiceField(label=_("Language"))
    step = forms.ChoiceField(label=_("Step"), required=False)

    def __init__(self, course: Course, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "format_name", [(one.name, one.title) for one in QUESTION_FORMATS.values()][::-1])
        _choices(self, "language", spoken(course.languages))
        steps = [
            (f"{module.id}/{step.id}", in_my_language({code: text.title for code, text in step.texts.items()}))
            for module in course.modules
            for step in module.steps
            if step.texts
        ]
        _choices(self, "step", [("", _("The whole course")), *steps])


def _choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = choices


def in_my_language(texts: Texts) -> str:
    """A text in the reader's language, else in the original, which comes first."""
    return texts.get(get_language() or "") or next(iter(texts.values()), "")


def spoken(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Languages with their own names."""
    return [(code, _name(code)) for code in codes]


def _name(code: str) -> str:
    try:
        name: str = get_language_info(code)["name_local"]
    except KeyError:
        return code
    return name.capitalize()
