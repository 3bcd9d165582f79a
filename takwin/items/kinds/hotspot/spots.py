"""The places of a hotspot question on their picture."""

from collections.abc import Sequence

from takwin.items import areas, options, pictures
from takwin.items.item import Json, Written


def several(written: Written) -> bool:
    """Whether any number of places may be chosen; a word that is neither yes nor no counts as no."""
    try:
        return options.switch(written.options, "several", otherwise=False)
    except ValueError:
        return False


def picture(written: Written) -> Json:
    """{"image": {"src", "alt", "width", "height"}} of a question in HTML; of one still in Markdown, what its source says of it."""
    image = pictures.found(written.picture)
    return {"image": image or pictures.told(written.options)}


def placed(written: Written, shown: Sequence[Json]) -> list[Json]:
    """The choices with what is to be drawn of each: in pixels of the picture or, while it is not known, as the source says it."""
    image = pictures.found(written.picture)
    return [
        {**one, "area": areas.shown(choice.area, image)} for one, choice in zip(shown, written.choices, strict=True)
    ]
