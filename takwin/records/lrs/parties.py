"""Who acts and who is meant: agents, groups, and the one thing that identifies each."""

from collections.abc import Mapping
from typing import Any

from takwin.records.lrs.words import Invalid, Where, inside, iri, items, mailto, mapping, needs, one_of, sha1, text

IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")
Party = Mapping[str, Any]


ACCOUNT = {"homePage": iri, "name": text}


def account(value: Any, where: Where) -> None:
    """A name on a system (4.2.2.1)."""
    needs(mapping(value, where, ACCOUNT), where, "homePage", "name")


IDENTIFYING = {"mbox": mailto, "mbox_sha1sum": sha1, "openid": iri, "account": account}


def agent(value: Any, where: Where) -> None:
    """An agent, identified by exactly one thing."""
    mapping(value, where, AGENT)
    if _identifiers(value) != 1:
        raise Invalid(where, f"must have exactly one of {', '.join(IDENTIFIERS)}")


def group(value: Any, where: Where) -> None:
    """A group: identified by one thing at most, and by its members where by none."""
    mapping(value, where, GROUP)
    needs(value, where, "objectType")
    if _identifiers(value) > 1:
        raise Invalid(where, f"must not have more than one of {', '.join(IDENTIFIERS)}")
    if not _identifiers(value):
        needs(value, where, "member")


def _members(value: Any, where: Where) -> None:
    items(value, where, agent)


AGENT = {"objectType": one_of("Agent"), "name": text, **IDENTIFYING}
GROUP = {"objectType": one_of("Group"), "name": text, "member": _members, **IDENTIFYING}


def party(value: Any, where: Where) -> None:
    """An agent or a group."""
    told = mapping(value, where).get("objectType", "Agent")
    if told == "Group":
        group(value, where)
    else:
        agent(value, where)


def authority(value: Any, where: Where) -> None:
    """Whoever vouches for a statement: an agent, or a group of an application and a person (4.2.4.2, three-legged OAuth)."""
    party(value, where)
    if value.get("objectType") == "Group" and (_identifiers(value) or len(value["member"]) != 2):
        raise Invalid(where, "a group must be of exactly two members and have no identifier of its own")


def _identifiers(value: Party) -> int:
    return sum(each in value for each in IDENTIFIERS)


def identity(value: Party) -> str:
    """What two mentions of one party have in common; "" for a group without an identifier. Addresses of mail are told apart as written,
    except for the case of the word mailto."""
    for kind in ("mbox", "mbox_sha1sum", "openid"):
        if kind in value:
            told = str(value[kind])
            return f"{kind} {told[:7].lower()}{told[7:]}" if kind == "mbox" else f"{kind} {told}"
    if "account" in value:
        return f"account {value['account']['homePage']} {value['account']['name']}"
    return ""


def identities(value: Party) -> list[str]:
    """Of a party and of the members of a group."""
    own = identity(value)
    below = [each for member in value["member"] for each in identities(member)] if "member" in value else []
    return [own, *below] if own else below


def person(value: Party) -> dict[str, Any]:
    """The Person object of an agent (4.1.6.3): each thing that is known, in a list."""
    told = {key: [value[key]] for key in ("name", *IDENTIFIERS) if key in value}
    return {"objectType": "Person", **told}


def asked(value: Any, where: Where) -> Party:
    """An agent or group given in a query."""
    party(value, inside(where, ""))
    found: Party = value
    return found
