"""What organisers do, as sentences of the audit page. Each has %(name)s, the person whom it concerns, where there is one."""

from takwin.lib.text import N_

SENTENCES = {
    "founded": N_("Created this institution."),
    "opened": N_("Created “%(place)s” here."),
    "changed": N_("Changed the names or the settings."),
    "moved": N_("Moved from “%(before)s” to “%(after)s”."),
    "closed": N_("Closed it."),
    "reopened": N_("Opened it again."),
    "gave": N_("Gave %(name)s a role: %(role)s."),
    "gave-until": N_("Gave %(name)s a role: %(role)s, until %(until)s."),
    "brought": N_("Imported people from “%(file)s”: %(new)s new accounts, %(joins)s who had one."),
    "transferred": N_("Moved %(name)s from “%(before)s” to “%(after)s”."),
    "unenrolled": N_("Took %(name)s out."),
    "left": N_("%(name)s left by their own wish."),
    "sheet": N_("Printed codes of first entry for %(many)s people."),
    "code": N_("Made a code by which people join."),
    "code-ended": N_("Ended the code by which people join."),
    "joined": N_("%(name)s joined by the code."),
    "placed": N_("Puts the people of this place into the course “%(run)s”."),
    "placed-no-more": N_("No longer puts people into the course “%(run)s”."),
    "announced": N_("Wrote to everybody: %(text)s"),
    "sign-on": N_("Set up signing in by “%(provider)s”."),
    "sign-on-ended": N_("Ended signing in by “%(provider)s”."),
    "took": N_("Took a role back from %(name)s: %(role)s."),
}
