"""Our own sentences as statements of xAPI, and statements in the forms that one may ask for."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from takwin.records.lrs import viewing
from takwin.records.lrs.words import written
from takwin.records.statement import Statement
from takwin.records.vocabulary import AUDIO, STREAMS, VERBS, VIDEO

Json = dict[str, Any]
EXTENSION = "ext/"
"""Below the site's address: what our sentences say beside the words of xAPI."""
TYPES = {
    "course": "http://adlnet.gov/expapi/activities/course",
    "step": "http://adlnet.gov/expapi/activities/lesson",
    "item": "http://adlnet.gov/expapi/activities/question",
    "quiz": "http://adlnet.gov/expapi/activities/assessment",
    "task": "http://adlnet.gov/expapi/activities/performance",
    "film": VIDEO + "/activity-type/video",
    "sound": AUDIO + "/activity-type/audio",
    "session": "http://adlnet.gov/expapi/activities/meeting",
    "post": STREAMS + "article",
    "credential": STREAMS + "badge",
}
PARTS = {"raw", "max"}
ACTIVITIES = {"object", "parent", "grouping", "category", "other"}
"""Where activities stand."""


def own(statement: Statement, stored: str, site: str) -> Json:
    """One of our sentences as a statement of xAPI; `site` is the address of the site, with its slash."""
    kind = ([*statement.activity.split("/"), "", ""])[:3]
    told: Json = {
        "id": str(statement.id),
        "actor": {"objectType": "Agent", "account": {"homePage": site, "name": str(statement.actor)}},
        "verb": {"id": VERBS[statement.verb].iri, "display": {"en": statement.verb}},
        "object": {
            "objectType": "Activity",
            "id": f"{site}activities/{statement.activity}",
            "definition": {"type": TYPES.get(kind[2] if kind[0] == "course" and kind[2] else kind[0], TYPES["course"])},
        },
    }
    if statement.verb in viewing.VERBS:
        told["result"] = viewing.result(statement, f"{site}{EXTENSION}")
    elif statement.result:
        told["result"] = _result(statement.result, site)
        if statement.verb == "completed":
            told["result"]["completion"] = True
    context = _context(statement, kind, site)
    if context:
        told["context"] = context
    return {
        **told,
        "timestamp": written(statement.at),
        "stored": stored,
        "authority": {"objectType": "Agent", "account": {"homePage": site, "name": "takwin"}},
        "version": "2.0.0",
    }


def _result(result: Mapping[str, Any], site: str) -> Json:
    """Marks are hundredths here and points there."""
    told: Json = {}
    if result.keys() >= PARTS and result["max"]:
        raw, most = min(result["raw"], result["max"]), result["max"]
        told["score"] = {"raw": raw / 100, "min": 0, "max": most / 100, "scaled": round(raw / most, 4)}
    rest = {f"{site}{EXTENSION}{key}": value for key, value in result.items() if key not in PARTS}
    return {**told, "extensions": rest} if rest else told


def _context(statement: Statement, kind: list[str], site: str) -> Json:
    told: Json = {}
    if statement.registration:
        told["registration"] = str(statement.registration)
    if kind[0] == "course" and kind[2]:
        parent = {"objectType": "Activity", "id": f"{site}activities/course/{kind[1]}"}
        told["contextActivities"] = {"grouping": [parent]}
    if statement.verb in viewing.VERBS:
        told["extensions"] = viewing.extensions(statement)
        told["contextActivities"]["category"] = [{"objectType": "Activity", "id": viewing.CATEGORIES[kind[2]]}]
    return told


def ids(statement: Mapping[str, Any]) -> Json:
    """Only what identifies agents, activities and verbs (4.1.6.1, format ids)."""
    told = {
        key: _short(value) if key in {"actor", "object", "authority"} else value for key, value in statement.items()
    }
    told["verb"] = {"id": statement["verb"]["id"]}
    if "context" in statement:
        told["context"] = {key: _short_context(key, value) for key, value in statement["context"].items()}
    return told


def _short_context(key: str, value: Any) -> Any:
    if key in {"instructor", "team"}:
        return _short(value)
    if key == "contextActivities":
        return {name: [_short(one) for one in _listed(each)] for name, each in value.items()}
    return value


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _short(value: Any) -> Any:
    kind = value.get("objectType", "Activity" if "id" in value else "Agent")
    if kind == "SubStatement":
        return {"objectType": kind, **ids(value)}
    if kind == "Activity":
        return {"id": value["id"]}
    if kind in {"Agent", "Group"}:
        named = {key: value[key] for key in ("mbox", "mbox_sha1sum", "openid", "account") if key in value}
        members = {} if named or kind == "Agent" else {"member": [_short(each) for each in value.get("member", [])]}
        return {"objectType": kind, **named, **members}
    return value


def activities(value: Any, key: str = "") -> Iterator[str]:
    """The ids of all that `canonical` may give a definition."""
    if isinstance(value, list):
        for each in value:
            yield from activities(each, key)
    elif isinstance(value, Mapping):
        if key in ACTIVITIES and "id" in value:
            yield str(value["id"])
        for name, each in value.items():
            if name != "extensions":
                yield from activities(each, name)


def canonical(statement: Mapping[str, Any], defined: Callable[[str], Mapping[str, Any]], languages: list[str]) -> Json:
    """With the canonical definition of each activity, and of each text only the language best for the reader (4.1.6.1)."""

    def walk(value: Any, key: str = "") -> Any:
        if isinstance(value, list):
            return [walk(each, key) for each in value]
        if not isinstance(value, dict):
            return value
        if (
            key in {"display", "name", "description"}
            and value
            and all(isinstance(each, str) for each in value.values())
        ):
            return _best(value, languages)
        told = dict(value)
        if key in ACTIVITIES and "id" in told:
            known = defined(str(told["id"]))
            if known and told.get("objectType", "Activity") == "Activity":
                told["definition"] = known
        return {name: each if name == "extensions" else walk(each, name) for name, each in told.items()}

    found: Json = walk(dict(statement))
    return found


def _best(texts: Mapping[str, str], languages: list[str]) -> dict[str, str]:
    """One language of a map: the first that is wanted, exactly or else by its beginning, or the first there is."""
    for wanted in languages:
        for same in (str.lower, lambda tag: tag.lower().split("-")[0]):
            if have := next((tag for tag in texts if same(tag) == same(wanted)), None):
                return {have: texts[have]}
    first = next(iter(texts))
    return {first: texts[first]}


def languages(header: str) -> list[str]:
    """The languages of an Accept-Language header, the best first (RFC 9110, section 12.5.4)."""
    told = [each.strip().partition(";q=") for each in header.split(",") if each.strip()]
    weighed = [(-_weight(weight), place, tag.strip()) for place, (tag, _, weight) in enumerate(told)]
    return [tag for _, _, tag in sorted(weighed) if tag != "*"]


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
