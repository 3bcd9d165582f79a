"""What is acted upon: activities and their definitions."""

from collections.abc import Mapping
from typing import Any

from takwin.records.lrs.words import (
    Invalid,
    Where,
    again,
    extensions,
    inside,
    iri,
    items,
    language_map,
    mapping,
    needs,
    one_of,
    text,
)

COMPONENTS = {
    "choices": ("choice", "sequencing"),
    "scale": ("likert",),
    "source": ("matching",),
    "target": ("matching",),
    "steps": ("performance",),
}
"""Lists of an interaction, and the types it may have then (4.2.2.3, interaction components)."""
INTERACTIONS = (
    "true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert", "numeric", "other",
)  # fmt: skip


@again
def activity(value: Any, where: Where) -> None:
    """An activity by its IRI, perhaps defined."""
    needs(mapping(value, where, ACTIVITY), where, "id")


def _texts(value: Any, where: Where) -> None:
    items(value, where, text)


COMPONENT = {"id": text, "description": language_map}


def _component(value: Any, where: Where) -> None:
    needs(mapping(value, where, COMPONENT), where, "id")


def _components(value: Any, where: Where) -> None:
    ids = [each["id"] for each in items(value, where, _component)]
    if len(set(ids)) != len(ids):
        raise Invalid(where, "has the same id twice")


DEFINITION = {
    "name": language_map,
    "description": language_map,
    "type": iri,
    "moreInfo": iri,
    "interactionType": one_of(*INTERACTIONS),
    "correctResponsesPattern": _texts,
    "extensions": extensions,
    **dict.fromkeys(COMPONENTS, _components),
}


def definition(value: Any, where: Where) -> None:
    """What an activity is called, and of an interaction how one answers it."""
    told = mapping(value, where, DEFINITION)
    if any(key in told for key in (*COMPONENTS, "correctResponsesPattern")):
        needs(told, where, "interactionType")
    for key, types in COMPONENTS.items():
        if key in told and told["interactionType"] not in types:
            raise Invalid(inside(where, key), f"does not go with the interaction type {told['interactionType']}")


ACTIVITY = {"objectType": one_of("Activity"), "id": iri, "definition": definition}


def merged(known: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """The canonical definition after another statement told one: texts and extensions are added, the rest is replaced."""
    both = {**known, **told}
    for key in ("name", "description", "extensions"):
        if key in known and key in told:
            both[key] = {**known[key], **told[key]}
    return both
