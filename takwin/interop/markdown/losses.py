"""The sentences about what a text could not keep."""

from takwin.lib.text import N_, Sentence

SCRIPT = Sentence(N_("A script was left out: what it did does not happen here."))
STYLE = Sentence(N_("A style sheet was left out: the page takes the site's own look."))
OTHER_PLACE = Sentence(N_("A link to another place of the same page lost its target; its words stay."))


def control(what: str) -> Sentence:
    """A button or field of a form."""
    return Sentence(N_("Fields or buttons of a form were left out: %(what)s"), {"what": what or "…"})


def embedded(what: str) -> Sentence:
    """Something drawn or run inside the page."""
    return Sentence(N_("Something embedded was left out: %(what)s"), {"what": what})


def framed(address: str) -> Sentence:
    """A page inside the page."""
    return Sentence(N_("The embedded page %(address)s is now a link that opens it."), {"address": address})


def film(address: str) -> Sentence:
    """A player of another site."""
    return Sentence(N_("The embedded player is now a link to %(address)s."), {"address": address})


def remote_image(address: str) -> Sentence:
    """An image on another site."""
    return Sentence(N_("The image %(address)s lies on another site and is now a link."), {"address": address})
