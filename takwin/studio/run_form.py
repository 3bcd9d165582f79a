"""The form of a run: what it asks and allows, begun from a format."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from takwin.content.release import Outline
from takwin.design.forms import DayField
from takwin.institutions.models import Node
from takwin.learning.models import Run
from takwin.learning.queries import ZONE
from takwin.learning.run import MOST, BadPolicy, Policy, Span
from takwin.learning.schedule import NotAMoment, moment, suggested, written
from takwin.learning.told import CHOICES, NAMES
from takwin.lib.text import N_

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FLIPPED, PUBLISHES = NAMES["flipped"], NAMES["publishes"]
PROBLEMS = {
    "order": N_("It should be done after it opens: please choose a later day, or an earlier opening."),
    "number": N_("This number is too small or too large."),
    "kind": N_("Dates belong to a pace with dates."),
    "unknown": N_("Please choose one of the list."),
}
WHO, WHEN, HOW, WITH = (
    ["admission", "node", "seats", "offer_days", "listed"],
    ["opens", "closes", "pace", "sequence", "late", "late_days"],
    ["attempts", "steps", "mark", "tasks", "sessions", "credential"],
    ["supervision", "group_size", "visibility", "room_sessions", "flipped", "publishes"],
)


def _choice(name: str, help_text: StrOrPromise = "") -> forms.ChoiceField:
    labels = [(value, _(label)) for value, label in CHOICES[name].items()]
    return forms.ChoiceField(label=_(NAMES[name]), choices=labels, help_text=help_text)


def _number(name: str, help_text: StrOrPromise = "", least: int = 1, *, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(
        label=_(NAMES[name]), help_text=help_text, required=required, min_value=least, max_value=MOST[name]
    )


def _share(label: StrOrPromise) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=100, help_text=_("Percent. Empty: as the release says.")
    )


def _day(label: StrOrPromise, help_text: StrOrPromise) -> DayField:
    return DayField(label=label, required=False, help_text=help_text)


class RunForm(forms.Form):
    """A run's name, dates and policy."""

    name = forms.CharField(
        label=_("Name of the run"),
        max_length=120,
        help_text=_("For you and your learners, such as “Rabat, autumn 2026”."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    admission = _choice("admission")
    seats = _number("seats", _("Empty: as many as come."))
    offer_days = _number("offer_days", required=True)
    listed = forms.BooleanField(label=_("Show it in the catalogue"), required=False)
    opens = _day(_("First day"), _("Empty: at once."))
    closes = _day(_("Last day"), _("Answers are taken until the end of this day. Empty: no end."))
    pace = _choice("pace")
    sequence = _choice("sequence")
    late = _choice("late")
    late_days = _number("late_days", required=True)
    attempts = _number("attempts", _("At most so many; never more than the course allows. Empty: as the course says."))
    steps = _share(_("Steps done, to complete the course"))
    mark = _share(_("Points earned, to complete the course"))
    tasks = _share(_("Tasks done, to complete the course"))
    sessions = forms.IntegerField(
        label=_("Meetings attended, to complete the course"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=_("Percent of the meetings in a room. Empty: they are not asked for."),
    )
    credential = _choice(
        "credential",
        _(
            "A trial run may give none. Who holds one keeps it, whatever you choose later; once you choose that the run gives them, "
            "those who have completed it get theirs too."
        ),
    )
    supervision = _choice("supervision")
    group_size = _number(
        "group_size", _("0: no groups. Who joins one after the other is in one group."), 0, required=True
    )
    visibility = _choice("visibility")
    room_sessions = _number("room_sessions", _("0: none."), 0, required=True)
    flipped = forms.BooleanField(label=_(FLIPPED), required=False)
    publishes = forms.BooleanField(label=_(PUBLISHES), required=False)

    def __init__(self, content: Outline, titles: dict[str, str], nodes: list[Node], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.modules = [str(module["id"]) for module in content["modules"]]
        for module in self.modules:
            for part, label in (("opens", _("Opens")), ("due", _("To be done by"))):
                self.fields[f"{part}-{module}"] = _moment(f"{titles[module]}: {label}", label)
        if nodes:
            self.fields["node"] = forms.TypedChoiceField(
                label=_("Institution"),
                required=False,
                empty_value=None,
                coerce=lambda pk: next(node for node in nodes if str(node.pk) == pk),
                choices=[("", _("None: a run of the site")), *((str(node.pk), node.name) for node in nodes)],
            )
        self.titles = titles

    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The fields under their headings."""
        heads = (_("Who takes part"), _("Dates and order"), _("What counts"), _("Help and company"))
        for head, names in zip(heads, (WHO, WHEN, HOW, WITH), strict=True):
            yield str(head), [self[name] for name in names if name in self.fields]

    def dates(self) -> list[tuple[str, BoundField, BoundField]]:
        """Each module with its two dates."""
        return [(self.titles[one], self[f"opens-{one}"], self[f"due-{one}"]) for one in self.modules]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        if data["opens"] and data["closes"] and data["opens"] > data["closes"]:
            self.add_error("closes", _("The last day comes before the first day."))
        elif data["admission"] == "institution" and not data.get("node"):
            self.add_error("admission", _("Choose the institution too; you need a role of organiser in it."))
        elif data["pace"] == "fixed" and not data["opens"] and not any(data[f"due-{one}"] for one in self.modules):
            self.add_error("opens", _("Dates for everybody need a first day."))
        else:
            self._policy(data)
        return data

    def _policy(self, data: dict[str, Any]) -> None:
        schedule = self._schedule(data)
        if self.errors:
            return
        shares = {name: data[name] for name in ("steps", "mark", "tasks", "sessions") if data[name] is not None}
        plain = ("admission", "seats", "offer_days", "pace", "sequence", "late", "late_days", "attempts", "credential",
                 "group_size", "visibility", "room_sessions", "flipped", "publishes")  # fmt: skip
        try:
            data["policy"] = Policy(
                **{name: data[name] for name in plain},
                supervision=int(data["supervision"]),
                shares=shares,
                schedule=schedule,
                needs=self.initial.get("needs", {}),
            )
        except BadPolicy as error:
            where = error.where.removeprefix("schedule ")
            field = f"due-{where}" if where in self.modules else where
            self.add_error(field if field in self.fields else None, gettext(PROBLEMS[error.what]))

    def _schedule(self, data: dict[str, Any]) -> dict[str, Span]:
        """The dates by module, those of single steps as they were; a week each where nothing was said."""
        pace, found = data["pace"], {}
        if pace not in {"fixed", "relative"}:
            return {}
        for module in self.modules:
            given = {}
            for part in ("opens", "due"):
                try:
                    given[part] = moment(data[f"{part}-{module}"], pace)
                except NotAMoment:
                    self.add_error(f"{part}-{module}", _wrong(pace))
            if any(one is not None for one in given.values()):
                found[module] = Span(given.get("opens"), given.get("due"))
        if not found and not self.errors:
            return suggested(self.modules, pace, data["opens"] or date.min)
        kept = {key: span for key, span in self.initial.get("schedule", {}).items() if "/" in key}
        same = date if pace == "fixed" else int
        return found | {key: span for key, span in kept.items() if isinstance(span.due or span.opens, same)}


def _wrong(pace: str) -> str:
    if pace == "relative":
        return gettext("Please write a number of days after a person's start, such as 14.")
    return gettext("Please write a date such as 2026-12-31.")


def _moment(label: str, short: Any) -> forms.CharField:
    attrs = {"dir": "ltr", "inputmode": "text", "autocomplete": "off", "aria-label": label}
    return forms.CharField(label=short, required=False, max_length=12, widget=forms.TextInput(attrs=attrs))


def begin(policy: Policy) -> dict[str, Any]:
    """What the form holds for a policy."""
    told = {name: getattr(policy, name) for name in NAMES if name != "shares"} | dict(policy.shares)
    told["schedule"] = dict(policy.schedule)
    for module, span in policy.schedule.items():
        told |= {f"opens-{module}": written(span.opens), f"due-{module}": written(span.due)}
    return told


def of_run(run: Run) -> dict[str, Any]:
    """What the form holds for a run."""
    last = run.closes - timedelta(seconds=1) if run.closes else None
    return begin(run.rules) | {
        "name": run.name or gettext("Open to everybody"),
        "listed": run.listed,
        "opens": run.opens.astimezone(ZONE).date() if run.opens else None,
        "closes": last.astimezone(ZONE).date() if last else None,
        "node": str(run.node_id or ""),
    }


def fill(run: Run, data: dict[str, Any]) -> None:
    """What a valid form says of a run besides its policy. Whole days, where the people live."""
    run.name, run.listed = data["name"], data["listed"]
    run.opens = _midnight(data["opens"])
    run.closes = _midnight(data["closes"] + timedelta(days=1)) if data["closes"] else None


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), ZONE).astimezone(UTC) if day else None
