"""Components we cannot carry, and what to tell their author of each."""

from takwin.lib.text import N_, Sentence

REASONS = {
    "annotatable": N_("Texts with annotations are not supported."),
    "azure_media_services": N_("The video lies with a provider whose player is not supported."),
    "combinedopenended": N_("Written work assessed by peers or staff is not supported in this form."),
    "discussion": N_("Discussions beside a page are not supported yet."),
    "done": N_("The button “mark as done” is not needed: every step has one."),
    "edx_sga": N_("Files that the staff marks are not supported yet."),
    "foldit": N_("This exercise needs the software of another site."),
    "google-calendar": N_("Calendars of other sites are not embedded."),
    "google-document": N_("Documents of other sites are not embedded."),
    "graphical_slider_tool": N_("Exercises that run a program are not supported."),
    "lti": N_("Tools of other sites (LTI) are not supported yet."),
    "lti_consumer": N_("Tools of other sites (LTI) are not supported yet."),
    "pdf": N_("Embedded PDF viewers are not supported."),
    "peergrading": N_("Written work assessed by peers or staff is not supported in this form."),
    "scorm": N_("SCORM packages are not supported yet."),
    "staffgradedxblock": N_("Points that the staff gives are not supported yet."),
    "textbook": N_("Textbooks beside the course are not supported; add them as a download."),
    "ubcpi": N_("Questions discussed with peers are not supported yet."),
    "wiki": N_("The wiki of the course is not in the export."),
    "word_cloud": N_("Word clouds are not supported yet."),
}
UNKNOWN = N_("Components of the kind “%(kind)s” are not known here.")


def reason(kind: str) -> Sentence:
    """Why a component of this kind is left out."""
    return Sentence(REASONS[kind]) if kind in REASONS else Sentence(UNKNOWN, {"kind": kind[:60]})
