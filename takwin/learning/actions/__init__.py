"""What happens in learning: runs are offered and steered, people join, study, and go at their own pace."""

from takwin.learning.actions.grouping import move_to_group
from takwin.learning.actions.inviting import Known, invite, mail_invitation, withdraw_invitation
from takwin.learning.actions.joining import NotNow, give_back, invite_next, join, sweep, wait
from takwin.learning.actions.leaving import leave
from takwin.learning.actions.merging import merge
from takwin.learning.actions.offering import found_run, meets, new_code, set_audience, set_policy, tutored
from takwin.learning.actions.pacing import give_days, plan_week
from takwin.learning.actions.reminding import remind
from takwin.learning.actions.studying import (
    SCOPE,
    Merged,
    Rebuilt,
    begin_quiz,
    create_run,
    declare_task,
    enrol,
    finish_step,
    grant_time,
    move_enrolment,
    offer_in,
    open_step,
    rebuild,
    refold,
    sentence,
    shelve,
    shelve_again,
    tell,
    tell_all,
    tell_once,
)

__all__ = [
    "SCOPE",
    "Known",
    "Merged",
    "NotNow",
    "Rebuilt",
    "begin_quiz",
    "create_run",
    "declare_task",
    "enrol",
    "finish_step",
    "found_run",
    "give_back",
    "give_days",
    "grant_time",
    "invite",
    "invite_next",
    "join",
    "leave",
    "mail_invitation",
    "meets",
    "merge",
    "move_enrolment",
    "move_to_group",
    "new_code",
    "offer_in",
    "open_step",
    "plan_week",
    "rebuild",
    "refold",
    "remind",
    "sentence",
    "set_audience",
    "set_policy",
    "shelve",
    "shelve_again",
    "sweep",
    "tell",
    "tell_all",
    "tell_once",
    "tutored",
    "wait",
    "withdraw_invitation",
]
