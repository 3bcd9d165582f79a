"""Everything a scenario can be told to be wrong or weak about: a stable name, its level, what is wrong, what to try."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from takwin.lib.text import N_

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something wrong or weak, by its name in COMPLAINTS, with what fills its sentences."""

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)


TASKS: dict[str, tuple[str, str, str]] = {
    "task-id": (
        ERROR,
        N_("The task needs an id after its name, and “%(id)s” is none."),
        N_("Use lower-case letters, digits and hyphens, such as first-visit."),
    ),
    "task-title": (
        ERROR,
        N_("The task “%(id)s” has no title."),
        N_("Add a line “:title: …” that names what is made, such as “A grid for our classes”."),
    ),
    "task-twice": (
        ERROR,
        N_("Two tasks of the course have the id “%(id)s”."),
        N_("Give one of them another id."),
    ),
    "task-misplaced": (
        ERROR,
        N_("The task “%(id)s” stands inside something else."),
        N_("A task stands by itself in the step: in no list, callout, dropdown or quiz."),
    ),
    "task-part-misplaced": (
        ERROR,
        N_("The part {%(part)s} stands in no task."),
        N_("Put it into a {task}, whose fence is longer than this one and closes after it."),
    ),
    "task-text": (
        ERROR,
        N_("Something in the task stands in none of its parts."),
        N_("Put it into a part such as {context}, {instructions} or {aids}; questions stand before or after the task."),
    ),
    "task-part-twice": (
        ERROR,
        N_("The task has the part {%(part)s} twice."),
        N_("Put the two texts into one."),
    ),
    "task-steps": (
        ERROR,
        N_("The steps of the task are not one numbered list."),
        N_("Write each step on a line that begins with a number: “1. …”, “2. …”."),
    ),
    "criteria-list": (
        ERROR,
        N_("The criteria are not a list."),
        N_("Write each criterion on a line that begins with “- ”, and nothing else."),
    ),
    "criterion-empty": (
        ERROR,
        N_("Criterion %(number)s has no words."),
        N_("Write what is looked at, or take the line away."),
    ),
    "criterion-level": (
        ERROR,
        N_("A level of a criterion has no name or no arrow."),
        N_("Write “- Nearly there -> what it looks like”, with spaces around the arrow."),
    ),
    "criterion-lone-level": (
        ERROR,
        N_("Criterion %(number)s has one level only."),
        N_("Describe at least two levels, or none."),
    ),
    "criterion-points": (
        ERROR,
        N_("Criterion %(number)s has points at some levels only."),
        N_("Begin every level with its points in brackets, such as “(2)”, or none."),
    ),
    "task-absent": (
        ERROR,
        N_("The task “%(id)s” of the original (%(language)s) is missing here."),
        N_("Translate it, with the same id and parts."),
    ),
    "task-extra": (
        ERROR,
        N_("The task “%(id)s” is not in the original (%(language)s)."),
        N_("Add it there, correct its id, or take it away."),
    ),
    "task-order": (
        ERROR,
        N_("The tasks are not in the order of the original (%(language)s)."),
        N_("Put them in the same order."),
    ),
    "task-differs": (
        ERROR,
        N_("The task “%(id)s” differs from the original (%(language)s) in: %(what)s."),
        N_("Give it the same minutes, parts, number of steps, criteria, levels and degree in every language."),
    ),
    "task-longer": (
        WARNING,
        N_("The task “%(id)s” asks for %(minutes)s minutes, and its step announces %(announced)s."),
        N_("Correct the minutes of the step, which count for the workload, or those of the task."),
    ),
    "task-without-time": (
        WARNING,
        N_("The task “%(id)s” does not say how long it takes."),
        N_("Add a line “:minutes: …”."),
    ),
    "task-without-instructions": (
        WARNING,
        N_("The task “%(id)s” does not say what to do."),
        N_("Add {instructions}, {steps}, or both."),
    ),
    "task-without-product": (
        WARNING,
        N_("The task “%(id)s” ends in nothing: no product is named."),
        N_(
            "Say in a {product} what will exist at the end, and how large it is: half a page, three questions, a recording."
        ),
    ),
    "task-without-criteria": (
        WARNING,
        N_("The task “%(id)s” has no criteria."),
        N_("Say in {criteria} by what the product is looked at: a list, with levels where they help."),
    ),
    "task-without-feedback": (
        WARNING,
        N_("The task “%(id)s” does not say who looks at the product, and when something comes back."),
        N_("Add a {feedback}: a colleague, a tutor, a model answer, or oneself with the criteria."),
    ),
    "task-without-aids": (
        WARNING,
        N_("The task “%(id)s” has no aids for whoever is stuck."),
        N_("Add {aids}: an example, a template, a first sentence, somebody to ask."),
    ),
    "task-without-communication": (
        WARNING,
        N_("The task “%(id)s” has no communication scenario."),
        N_("Say in a {communication} who talks to whom, about what, with which tool and when."),
    ),
    "task-without-at-scale": (
        WARNING,
        N_("The task “%(id)s” does not say how it works with thousands of people."),
        N_("Add an {at-scale}: what becomes of its feedback, aids and exchanges when 5,000 take the course."),
    ),
    "communication-vague": (
        WARNING,
        N_("The communication scenario leaves open: %(unsaid)s."),
        N_("Say it in a few words."),
    ),
}

SUPERVISION: dict[str, tuple[str, str, str]] = {
    "supervision-shape": (
        ERROR,
        N_("The file does not describe a supervision scenario."),
        N_("Begin with the lines “takwin: 1” and “interventions:”."),
    ),
    "supervision-twice": (
        ERROR,
        N_("Two interventions have the id “%(id)s”."),
        N_("Give one of them another id."),
    ),
    "supervision-when": (
        ERROR,
        N_("The sign at which the tutor acts cannot be read."),
        N_(
            "Write {run-day: 1}, {own-day: 3}, {before-deadline: 2}, {never-opened: 7}, {stopped: 10}, quiz-failed, help-asked, task-declared or completed."
        ),
    ),
    "supervision-number": (
        ERROR,
        N_("“%(key)s” is “%(value)s”, not a whole number above 0."),
        N_("Write it in digits, such as 5."),
    ),
    "supervision-within": (
        ERROR,
        N_("The expected delay “%(value)s” cannot be read."),
        N_("Write hours or days, such as “24 hours” or “2 days”."),
    ),
    "supervision-linked": (
        ERROR,
        N_("The intervention “%(id)s” waits for “%(sign)s”, and names no %(key)s."),
        N_("Add a line “%(key)s: …” with its id."),
    ),
    "supervision-unknown": (
        ERROR,
        N_("The intervention “%(id)s” names the %(key)s “%(value)s”, which the course does not have."),
        N_("Correct the id. A step is written module/step."),
    ),
    "supervision-holder": (
        ERROR,
        N_("The text of “%(id)s” (%(language)s) asks for {%(holder)s}, which nobody can fill in here."),
        N_("Use one of these: %(known)s. A step, task or quiz must be named by the intervention."),
    ),
    "supervision-holders-differ": (
        WARNING,
        N_("The texts of “%(id)s” do not ask for the same in every language."),
        N_("Use the same words in braces in each of them."),
    ),
    "supervision-role": (
        WARNING,
        N_("No intervention has the role “%(role)s”."),
        N_(
            "A tutor organises (calendar, access, groups), teaches (instructions, feedback) and keeps people thinking together (relaunching, encouraging). Add one, or accept it with a reason."
        ),
    ),
    "supervision-empty": (
        WARNING,
        N_("The supervision scenario has no intervention."),
        N_("Add one, or delete the file."),
    ),
}

COMPLAINTS: dict[str, tuple[str, str, str]] = {**TASKS, **SUPERVISION}
