"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from takwin.institutions.views import roles, tree

NODE = "institutions/<int:node>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("institutions/", tree.mine, name="institutions"),
    path("institutions/new", tree.found, name="found-institution"),
    path(NODE, tree.node, name="node"),
    path(NODE + "new", tree.open_below, name="open-below"),
    path(NODE + "change", tree.change, name="change-node"),
    path(NODE + "move", tree.move, name="move-node"),
    path(NODE + "close", tree.close, name="close-node"),
    path(NODE + "people/", roles.people, name="node-people"),
    path(NODE + "roles/", roles.roles, name="node-roles"),
    path(NODE + "roles/<int:member>/end", roles.end, name="end-role"),
    path(NODE + "audit/", roles.audit, name="node-audit"),
]
