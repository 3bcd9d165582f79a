"""The shape of the tree: found, change, move, close."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from takwin.accounts.models import Person
from takwin.institutions import queries, tree
from takwin.institutions.actions.audit import note
from takwin.institutions.actions.looking import hold_the_tree, wear
from takwin.institutions.models import Node


class CodeTaken(Exception):
    """Something else below the same node has this official number."""


class Misplaced(Exception):
    """A node of this kind cannot stand there: below itself, below a cohort, or above what is of a higher rank."""


@transaction.atomic
def found(parent: Node | None, kind: str, names: Mapping[str, str], by: Person, now: datetime, **more: str) -> Node:
    """A new node below `parent`, or a root. `names` are texts by language, `more` other columns. Raises
    Misplaced and CodeTaken."""
    hold_the_tree()
    parent = Node.objects.get(pk=parent.pk) if parent else None
    if not tree.may_stand(kind, _kinds(parent)):
        raise Misplaced
    _free_code(parent.pk if parent else None, more.get("code", ""), None)
    named = {f"name_{language}": name for language, name in names.items()}
    worn = parent.worn if parent else ""
    node = Node.objects.create(parent=parent, kind=kind, created=now, worn=worn, **named, **more)
    node.path = tree.path_of(parent.path if parent else "", node.pk)
    node.save(update_fields=["path"])
    if parent:
        note(parent, by, "opened", now, place=node.name_in("fr"))
    note(node, by, "founded", now)
    return node


def _free_code(parent: int | None, code: str, own: int | None) -> None:
    """Raises CodeTaken."""
    taken = Node.objects.filter(parent=parent, code=code) if code else Node.objects.none()
    if taken.exclude(pk=own or 0).exists():
        raise CodeTaken


def _kinds(node: Node | None) -> list[str]:
    return [one.kind for one in queries.line(node)] if node else []


@transaction.atomic
def change(node: Node, changed: Mapping[str, str], by: Person, now: datetime) -> bool:
    """Other names, code or language. False when everything was so already. Raises CodeTaken."""
    hold_the_tree()
    if all(getattr(node, column) == value for column, value in changed.items()):
        return False
    _free_code(node.parent_id, changed.get("code", ""), node.pk)
    for column, value in changed.items():
        setattr(node, column, value)
    node.save(update_fields=[*changed])
    wear(node)
    note(node, by, "changed", now)
    return True


@transaction.atomic
def move(node: Node, parent: Node, by: Person, now: datetime) -> None:
    """Put a node, with everything below it, below another one. Its people and their work stay where they are in it. Raises
    Misplaced and CodeTaken."""
    hold_the_tree()
    node, parent = Node.objects.get(pk=node.pk), Node.objects.get(pk=parent.pk)
    if node.parent_id == parent.pk:
        return
    inside = queries.below(node).values_list("path", "kind")
    if tree.below(parent.path, node.path) or not tree.keeps_order(inside, node.path, _kinds(parent)):
        raise Misplaced
    _free_code(parent.pk, node.code, node.pk)
    before = node.parent
    path = tree.path_of(parent.path, node.pk)
    Node.objects.filter(pk=node.pk).update(parent=parent)
    tail = Substr(F("path"), len(node.path) + 1)
    Node.objects.filter(path__startswith=node.path).update(path=Concat(Value(path), tail))
    wear(node)
    note(
        Node.objects.get(pk=node.pk),
        by,
        "moved",
        now,
        before=before.name_in("fr") if before else "—",
        after=parent.name_in("fr"),
    )


@transaction.atomic
def close(node: Node, by: Person, now: datetime) -> None:
    """Take a node out of use; nothing in it is lost."""
    if Node.objects.filter(pk=node.pk, closed=None).update(closed=now):
        note(node, by, "closed", now)


@transaction.atomic
def reopen(node: Node, by: Person, now: datetime) -> None:
    """Bring a closed node back."""
    if Node.objects.filter(pk=node.pk).exclude(closed=None).update(closed=None):
        note(node, by, "reopened", now)
