"""The forms of a hub."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from takwin.community.feeds.reading import http_address, tidy_tags
from takwin.community.mail import paragraphs
from takwin.community.models import Post
from takwin.lib.ids import uuid7

LICENCES = [
    ("https://creativecommons.org/licenses/by-sa/4.0/", _("Others may use and change it, naming me, under the same licence (CC BY-SA)")),
    ("https://creativecommons.org/licenses/by/4.0/", _("Others may use and change it, naming me (CC BY)")),
    ("https://creativecommons.org/licenses/by-nc-nd/4.0/", _("Others may pass it on unchanged, not for money, naming me (CC BY-NC-ND)")),
    ("", _("All rights stay with me")),
]  # fmt: skip
TEXT_FILES = (".txt", ".md", ".html", ".htm")
LARGEST = 1 << 20


class HubForm(forms.Form):
    """What the team says of a hub."""

    tag = forms.CharField(
        label=_("Tag"),
        max_length=60,
        help_text=_("One word. Of participants' own blogs, the posts that carry it come into the hub."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    public = forms.BooleanField(
        label=_("Everybody may read the hub, also without an account"),
        required=False,
        help_text=_("Participants are told so when they write."),
    )

    def clean_tag(self) -> str:
        """As tags are kept."""
        found = tidy_tags([self.cleaned_data["tag"]])
        if not found:
            raise forms.ValidationError(_("Write one word, such as “classroom-ict”."))
        return found[0]


class PublishForm(forms.Form):
    """What posts and resources have in common. `uid` makes it once, however often it is sent."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    tags = forms.CharField(
        label=_("Tags"),
        max_length=300,
        required=False,
        help_text=_("Words that others find it by, with commas between."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("uid", uuid7())

    def clean_uid(self) -> UUID:
        """One made now, where the form came without."""
        return self.cleaned_data["uid"] or uuid7()

    def clean_tags(self) -> tuple[str, ...]:
        """As tags are kept."""
        return tidy_tags(self.cleaned_data["tags"].replace("،", ",").split(","))


class PostForm(PublishForm):
    """A post: written here, or in a file of text."""

    title = forms.CharField(label=_("Title"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    text = forms.CharField(
        label=_("Text"),
        max_length=50_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        help_text=_("An empty line begins a paragraph; addresses become links. Name no pupil."),
    )
    file = forms.FileField(
        label=_("Or a file of text"),
        required=False,
        help_text=_("A file that ends in .txt, .md or .html, at most 1 MiB."),
    )
    licence = forms.ChoiceField(label=_("What others may do with it"), choices=LICENCES, required=False)
    field_order = ("title", "text", "file", "tags", "language", "licence", "uid")

    def clean(self) -> dict[str, Any]:
        """One of the two; `html` is what is published."""
        given: dict[str, Any] = super().clean() or {}
        file, text = given.get("file"), (given.get("text") or "").strip()
        if file and not text:
            given["html"] = self._read(file)
        elif text:
            given["html"] = paragraphs(text)
        elif not self.errors:
            self.add_error("text", _("Write something, or choose a file."))
        return given

    def _read(self, file: Any) -> str:
        if not file.name.lower().endswith(TEXT_FILES) or file.size > LARGEST:
            self.add_error("file", _("Choose a file that ends in .txt, .md or .html, at most 1 MiB."))
            return ""
        try:
            words = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error(
                "file", _("The file is not text in UTF-8. Save it again as UTF-8, or copy its text into the field.")
            )
            return ""
        return words if file.name.lower().endswith((".html", ".htm")) else paragraphs(words)


class ResourceForm(PublishForm):
    """A resource elsewhere that somebody proposes."""

    title = forms.CharField(label=_("What it is"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    link = forms.URLField(
        label=_("Address"), max_length=500, assume_scheme="https", widget=forms.URLInput(attrs={"dir": "ltr"})
    )
    text = forms.CharField(
        label=_("What it is good for"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
    field_order = ("title", "link", "text", "tags", "language", "uid")

    def clean_link(self) -> str:
        """Http or https only."""
        if not (address := http_address(self.cleaned_data["link"])):
            raise forms.ValidationError(_("Write an address that begins with https://"))
        return address

    def clean(self) -> dict[str, Any]:
        """`html` is what is published."""
        given: dict[str, Any] = super().clean() or {}
        return {**given, "html": paragraphs(given.get("text", ""))}


class FeedForm(forms.Form):
    """The address of a page or feed."""

    address = forms.URLField(
        label=_("Address of your blog or page"),
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"dir": "ltr", "placeholder": "https://…"}),
        help_text=_("Its feed is looked for by us."),
        error_messages={"invalid": _("This is no address of a public page, such as https://example.org/blog")},
    )
    every = forms.BooleanField(label=_("Take all its posts, not only those with the tag of the hub"), required=False)


class WhyForm(forms.Form):
    """A few words of reason."""

    why = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))


class ConnectForm(forms.Form):
    """Two posts belong together."""

    to: forms.ModelChoiceField[Post] = forms.ModelChoiceField(queryset=Post.objects.none(), label=_("With which one"))
    why = forms.CharField(
        label=_("How they belong together"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = others
        field.label_from_instance = lambda post: post.title
