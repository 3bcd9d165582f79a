"""The right answer to a question, read off its key: the demo's people have studied well."""

from typing import Any

Json = dict[str, Any]


def right(kind: str, key: Json) -> Json:
    """A response that earns all the points. KeyError for a kind that nobody here knows."""
    match kind:
        case "single-choice":
            return {"choice": key["right"][0]}
        case "multiple-choice":
            return {"choices": key["right"]}
        case "numeric":
            return {"number": key["answer"]}
        case "cloze":
            return {"gaps": {name: _gap(gap) for name, gap in key["gaps"].items()}}
    raise KeyError(kind)


def _gap(gap: Json) -> str:
    weights = [answer["weight"] for answer in gap["answers"]]
    best = weights.index(100)
    return f"o{best + 1}" if gap["drop_down"] else str(gap["answers"][best]["text"])
