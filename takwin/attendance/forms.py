"""The forms of meetings."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from takwin.accounts.models import Person
from takwin.attendance.actions import Plan
from takwin.attendance.models import RoomSession, new_uid
from takwin.attendance.presence import STATUSES, THERE, Mark, noted
from takwin.attendance.queries import again
from takwin.design.forms import DayField
from takwin.learning.models import Enrolment
from takwin.learning.queries import ZONE
from takwin.lib.ids import derived

WHERE = [
    ("none", _("not linked")),
    ("before", _("before the meeting")),
    ("inside", _("in the room")),
    ("after", _("after the meeting")),
]
LONGEST = 24 * 60


class SessionForm(forms.Form):
    """When and where people meet, who runs it, and which steps belong to it. `uid` plans it once, however often it is sent;
    what says something else, written after going back to the page, is another meeting."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=new_uid)
    title = forms.CharField(label=_("Title"), max_length=120, widget=forms.TextInput({"dir": "auto"}))
    place = forms.CharField(
        label=_("Place"),
        max_length=200,
        help_text=_("So that people find it: the building, the room, the town."),
        widget=forms.TextInput({"dir": "auto"}),
    )
    day = DayField(label=_("Day"))
    begins = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    finishes = forms.TimeField(label=_("Ends at"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    capacity = forms.IntegerField(
        label=_("Places in the room"),
        required=False,
        min_value=1,
        max_value=10_000,
        help_text=_(
            "Empty: enough for everybody. With a number, everybody who takes the run has a place if all fit; otherwise each takes one, or waits for one."
        ),
    )
    again = forms.ChoiceField(
        label=_("The same meeting as"),
        required=False,
        help_text=_("When a meeting is held several times, each person comes to one of them."),
    )
    trainers = forms.CharField(
        label=_("Trainers"),
        required=False,
        help_text=_("Their sign-in names, with commas between. They note who is there, and see this meeting only."),
        widget=forms.TextInput({"dir": "ltr", "autocapitalize": "none"}),
    )

    def __init__(self, steps: Mapping[str, str], others: Sequence[RoomSession], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(one.uid): one for one in others}
        again = cast("forms.ChoiceField", self.fields["again"])
        again.choices = [("", _("a meeting of its own")), *((uid, _named(one)) for uid, one in self.others.items())]
        if not others:
            del self.fields["again"]
        self.steps = [*steps]
        for key, title in steps.items():
            self.fields[f"step-{key}"] = forms.ChoiceField(label=title, choices=WHERE, initial="none")

    def places(self) -> list[BoundField]:
        """Each step with its place."""
        return [self[f"step-{key}"] for key in self.steps]

    def main(self) -> list[BoundField]:
        """All other fields."""
        return [field for field in self.visible_fields() if not field.name.startswith("step-")]

    def clean_trainers(self) -> list[Person]:
        """The people of these names."""
        names = [name for one in self.cleaned_data["trainers"].replace("،", ",").split(",") if (name := one.strip())]
        found = {name: Person.objects.filter(username__iexact=name, is_active=True).first() for name in names}
        unknown = [name for name, person in found.items() if person is None]
        if unknown:
            raise forms.ValidationError(
                ngettext(
                    "Nobody has the sign-in name %(names)s.", "Nobody has the sign-in names %(names)s.", len(unknown)
                )
                % {"names": ", ".join(unknown)}
            )
        return [person for person in found.values() if person]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and data["begins"] >= data["finishes"]:
            self.add_error("finishes", _("The meeting ends before it begins."))
        if data.get("again"):
            self._check_again(data)
        return data

    def _check_again(self, data: dict[str, Any]) -> None:
        """People choose between sessions by taking a place: each has to count its places."""
        if not self.errors and data["capacity"] is None:
            self.add_error("capacity", _("Please say how many places there are: people choose between the sessions."))
        elif not self.errors and self.others[data["again"]].capacity is None:
            self.add_error("again", _("That session counts no places. Please give it a number of places first."))

    @property
    def act(self) -> UUID:
        """The name of this meeting while it is planned."""
        told = [str(self.cleaned_data[name]) for name in ("title", "place", "day", "begins", "finishes")]
        return derived(self.cleaned_data["uid"] or new_uid(), " ".join(told))

    @property
    def plan(self) -> Plan:
        """What a valid form says; the times are those of the people who meet."""
        data = self.cleaned_data
        starts, ends = (
            datetime.combine(data["day"], data[name], ZONE).astimezone(UTC) for name in ("begins", "finishes")
        )
        places = {where: [key for key in self.steps if data[f"step-{key}"] == where] for where, _name in WHERE[1:]}
        again = self.others.get(data.get("again") or "")
        return Plan(data["title"], data["place"], starts, ends, data["capacity"], places, data["trainers"], again)


def _named(session: RoomSession) -> str:
    return f"{session.title}, {date_format(session.starts.astimezone(ZONE), 'j F Y H:i')}"


def of_session(session: RoomSession) -> dict[str, Any]:
    """What the form holds for a meeting."""
    starts, ends = session.starts.astimezone(ZONE), session.ends.astimezone(ZONE)
    names = session.trainers.select_related("person").order_by("pk").values_list("person__username", flat=True)
    return {
        "title": session.title,
        "place": session.place,
        "day": starts.date(),
        "begins": starts.time(),
        "finishes": ends.time(),
        "capacity": session.capacity,
        "again": str(next(iter(again(session).values_list("uid", flat=True)), "")),
        "trainers": ", ".join(names),
        **{f"step-{key}": where for where, keys in session.steps.items() for key in keys},
    }


class SeatForm(forms.Form):
    """Somebody who gets a place: those who wait first."""

    who = forms.ChoiceField(label=_("Person"))
    why = forms.CharField(
        label=_("Why, if all places are taken"),
        max_length=300,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
    )

    def __init__(self, people: Iterable[Enrolment], waiting: Container[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, others = list[tuple[str, str]](), list[tuple[str, str]]()
        for one in people:
            (first if one.pk in waiting else others).append((str(one.pk), str(one.person)))
        kinds = [(_("Waiting for a place"), first), (_("Others who take the run"), others)]
        field = cast("forms.ChoiceField", self.fields["who"])
        field.choices = [("", _("Please choose")), *(kind for kind in kinds if kind[1])]


class WhyForm(forms.Form):
    """Why a meeting is cancelled; everybody reads it."""

    why = forms.CharField(
        label=_("Why, for everybody concerned"),
        max_length=300,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
    )


class MarkForm(forms.Form):
    """What is noted of one person from now on, and why it is changed."""

    status = forms.ChoiceField(label=_("What holds"), choices=[(name, _(label)) for name, label in STATUSES.items()])
    minutes = forms.IntegerField(
        label=_("Minutes there"),
        required=False,
        min_value=0,
        max_value=LONGEST,
        help_text=_("For late and left early. Empty: half of the meeting."),
    )
    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("The person can read it. Write no illness and nothing private."),
        widget=forms.TextInput({"dir": "auto"}),
    )

    def __init__(self, whole: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.whole = whole

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            try:
                data["mark"] = noted(data["status"], data["minutes"], self.whole)
            except ValueError:
                self.add_error("minutes", _outside(self.whole))
        return data


def _outside(whole: int) -> str:
    return gettext("The meeting has %(minutes)s minutes: write a number from 1 to that.") % {"minutes": whole}


class ListForm:
    """A list of people with what is noted of each: `said` what was chosen and `minutes`, as they were typed, by enrolment; `was` what
    the page showed. A row left as it was says nothing."""

    def __init__(self, people: Iterable[int], whole: int, sent: Mapping[str, str]) -> None:
        self.said, self.minutes, self.was = dict[int, str](), dict[int, str](), dict[int, str]()
        self.marks, self.errors = dict[int, Mark](), dict[int, str]()
        for pk in people:
            status, minutes = sent.get(f"s-{pk}", ""), sent.get(f"m-{pk}", "").strip()
            self.was[pk], self.minutes[pk] = sent.get(f"w-{pk}", ""), minutes
            if status in STATUSES:
                self.said[pk] = status
                self._mark(pk, status, minutes, whole)

    def _mark(self, pk: int, status: str, minutes: str, whole: int) -> None:
        try:
            self.marks[pk] = noted(status, int(minutes) if minutes and status in THERE else None, whole)
        except ValueError:
            self.errors[pk] = _outside(whole)


def written(mark: Mark | None) -> str:
    """A mark as a hidden field carries it."""
    return f"{mark.status} {mark.minutes}" if mark else ""
