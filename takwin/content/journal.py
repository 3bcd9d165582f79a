"""What a course team can do, and how its journal tells it: plain Python."""

from takwin.lib.text import N_

SENTENCES = {
    "brought": N_("A draft was brought in."),
    "questions": N_("%(questions)s questions were brought in from a file, as the step %(step)s."),
    "imported": N_("A draft was imported from another platform."),
    "fetched": N_("A draft was fetched from %(address)s."),
    "accepted": N_("The finding “%(finding)s” was accepted; its reason stands in the source."),
    "discarded": N_("The draft was thrown away."),
    "published": N_("Release %(number)s was published."),
    "offered": N_("The course was opened to everybody."),
    "offered-early": N_("The course was opened to everybody before the checklist was finished: %(reason)s"),
    "moved": N_("The run went from release %(before)s to release %(number)s: %(reason)s"),
    "run-opened": N_("A run was opened: %(run)s."),
    "run-changed": N_("What a run asks was changed: %(run)s."),
    "invited": N_("%(people)s people were invited to a run: %(run)s."),
    "extension": N_("%(name)s has %(days)s days beyond the dates of others."),
    "extra-time": N_("%(name)s has other time for quizzes with a limit: %(percent)s%% and %(minutes)s minutes more."),
    "joined": N_("%(name)s was taken into the team: %(role)s."),
    "role": N_("%(name)s is now in the team as: %(role)s."),
    "left": N_("%(name)s is no longer in the team."),
    "hub-opened": N_("The hub of the run was opened, with the tag %(tag)s."),
    "hub-changed": N_("The hub of the run was changed; its tag is %(tag)s."),
    "hub-closed": N_("The hub of the run, in which nothing was published, was closed."),
    "post-hidden": N_("A post was hidden, “%(title)s”: %(reason)s"),
    "post-shown": N_("A post is shown again: “%(title)s”"),
    "appeal-refused": N_("A post stays hidden although its author asked: “%(title)s”"),
    "archived": N_("The course was archived."),
    "unarchived": N_("The course was taken out of the archive."),
    "copied": N_("The course was copied as “%(copy)s”."),
    "copy": N_("The course began as a copy of “%(original)s”, release %(number)s."),
    "caretaker": N_("%(name)s answers for the checklist."),
    "ticked": N_("Ticked in the checklist: %(item)s"),
    "unticked": N_("No longer ticked in the checklist: %(item)s"),
}
"""By the name of the act: what is said of it."""
