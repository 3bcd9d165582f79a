"""A policy in plain words, for those who study in the run and those who steer it; plain Python."""

from collections.abc import Iterator
from typing import Any

from takwin.learning.run import Policy
from takwin.lib.text import N_, Sentence

NAMES = {
    "admission": N_("Who may join"),
    "seats": N_("Seats"),
    "offer_days": N_("Days that a free seat is kept"),
    "pace": N_("Pace"),
    "sequence": N_("Order of the steps"),
    "needs": N_("What comes first"),
    "late": N_("Work after its date"),
    "late_days": N_("Days that late work is taken"),
    "group_size": N_("People in a group"),
    "attempts": N_("Attempts at a graded question"),
    "shares": N_("What completion asks for"),
    "credential": N_("Credential"),
    "visibility": N_("What participants see of one another"),
    "supervision": N_("From autonomy to supervision"),
    "room_sessions": N_("Meetings in a room"),
    "flipped": N_("Online work prepares each meeting"),
    "publishes": N_("Participants publish their own works"),
}
CHOICES: dict[str, dict[Any, str]] = {
    "admission": {
        "open": N_("Everybody"),
        "code": N_("Whoever has the code"),
        "invitation": N_("Whoever is invited"),
        "roster": N_("Those whom an organiser puts in"),
        "institution": N_("The people of an institution"),
    },
    "pace": {
        "free": N_("Free: no dates"),
        "fixed": N_("Dates that are the same for everybody"),
        "relative": N_("Days after each person's own start"),
        "plan": N_("Each person's own weekly plan"),
    },
    "sequence": {
        "free": N_("Free: any step at any time"),
        "linear": N_("One step after the other"),
        "prerequisite": N_("One module after the other"),
    },
    "late": {
        "counts": N_("It is taken and counts, and is told as late"),
        "grace": N_("It is taken for some days more"),
        "closed": N_("It is no longer taken"),
    },
    "credential": {
        "completion": N_("Whoever completes the course gets one"),
        "none": N_("Nobody gets one in this run"),
    },
    "visibility": {
        "none": N_("Nothing"),
        "group": N_("The names in their group"),
        "names": N_("All names"),
    },
    "supervision": {
        0: N_("You study on your own: nobody follows you, and you decide everything."),
        1: N_("Mostly on your own: the machine answers you, and the team helps when something is broken."),
        2: N_("Between the two: a tutor answers when you ask."),
        3: N_("A tutor follows the group and answers within days."),
        4: N_("A tutor follows each person and gets in touch first."),
    },
}
"""By field: its values, in English msgids."""

_ADMISSION = {
    "open": N_("Everybody may join."),
    "code": N_("You join with a code that the organiser gives you."),
    "invitation": N_("You join by the link of an invitation."),
    "roster": N_("The organiser puts people in: you need do nothing."),
    "institution": N_("It is for the people of an institution."),
}
_PACE = {
    "free": N_("There are no dates: study when you like."),
    "fixed": N_("The modules have dates that are the same for everybody."),
    "relative": N_("The dates count from your own start."),
    "plan": N_("You say how many hours a week you have, and get a plan with your own dates."),
}
_SEQUENCE = {
    "free": N_("You may take the steps in any order."),
    "linear": N_("A step opens once the one before it is done."),
    "prerequisite": N_("A module opens once the one before it is done."),
}
_LATE = {
    "counts": N_("What you do after its date is taken and counts all the same."),
    "grace": N_("Answers are taken for %(late_days)s days after their date."),
    "closed": N_("After its date, answers are no longer taken; everything can still be read."),
}


def plainly(policy: Policy) -> Iterator[Sentence]:
    """What a run means for somebody who studies in it, the most important first; its supervision is told apart."""
    yield Sentence(_ADMISSION[policy.admission])
    if policy.seats is not None:
        yield Sentence(N_("Seats: %(seats)s. When all are taken there is a waiting list."), {"seats": policy.seats})
    yield Sentence(_PACE[policy.pace])
    yield Sentence(_SEQUENCE[policy.sequence])
    if policy.pace in {"fixed", "relative"}:
        yield Sentence(_LATE[policy.late], {"late_days": policy.late_days})
    if policy.attempts is not None:
        yield Sentence(N_("Attempts at a graded question: at most %(attempts)s."), {"attempts": policy.attempts})
    if policy.group_size:
        yield Sentence(N_("You work in groups of about %(size)s people."), {"size": policy.group_size})
    if policy.room_sessions:
        yield Sentence(N_("Meetings in a room: %(number)s."), {"number": policy.room_sessions})
    if policy.room_sessions and policy.shares.get("sessions"):
        yield Sentence(
            N_("To complete the course, be there at %(share)s%% of the meetings at least."),
            {"share": policy.shares["sessions"]},
        )
    if not policy.gives_credential:
        yield Sentence(N_("This run gives no credential."))
    if policy.flipped:
        yield Sentence(N_("You prepare each meeting online, work in the room, and carry on afterwards."))
    if policy.publishes:
        yield Sentence(N_("Participants publish their own works and connect them."))
    if policy.visibility != "none":
        seen = {"group": N_("The people of your group see your name."), "names": N_("All participants see your name.")}
        yield Sentence(seen[policy.visibility])
    yield Sentence(N_("It costs nothing."))
