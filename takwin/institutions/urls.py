"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from takwin.institutions.views import entry, looking, merging, people, roles, rosters, tree

NODE = "institutions/<int:node>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("institutions/", tree.mine, name="institutions"),
    path("institutions/new", tree.found, name="found-institution"),
    path(NODE, tree.node, name="node"),
    path(NODE + "new", tree.open_below, name="open-below"),
    path(NODE + "change", tree.change, name="change-node"),
    path(NODE + "look/", looking.look, name="node-look"),
    path(NODE + "move", tree.move, name="move-node"),
    path(NODE + "close", tree.close, name="close-node"),
    path(NODE + "people/", people.people, name="node-people"),
    path(NODE + "people/<int:member>/", people.member, name="member"),
    path(NODE + "people/<int:member>/unenrol", people.unenrol, name="unenrol"),
    path(NODE + "people/<int:member>/merge/", merging.merge, name="merge-members"),
    path(NODE + "codes", entry.sheet, name="entry-codes"),
    path(NODE + "code/", entry.code, name="cohort-code"),
    path(NODE + "code.<slug:kind>", entry.code_file, name="cohort-code-file"),
    path(NODE + "code/end", entry.end_code, name="end-code"),
    path("enter/", entry.enter, name="enter"),
    path("join/", entry.join, name="join"),
    path("join/<slug:code>/", entry.join, name="join-by"),
    path(NODE + "announce", people.announce, name="announce"),
    path(NODE + "leave", people.leave, name="leave-cohort"),
    path(NODE + "roles/", roles.roles, name="node-roles"),
    path(NODE + "roles/<int:member>/end", roles.end, name="end-role"),
    path(NODE + "rosters/", rosters.rosters, name="rosters"),
    path(NODE + "rosters/example.csv", rosters.example, name="roster-example"),
    path(NODE + "rosters/<int:roster>/", rosters.roster, name="roster"),
    path(NODE + "rosters/<int:roster>/lines.csv", rosters.lines, name="roster-lines"),
    path(NODE + "rosters/<int:roster>/begin", rosters.begin, name="begin-roster"),
    path(NODE + "rosters/<int:roster>/drop", rosters.drop, name="drop-roster"),
    path(NODE + "audit/", roles.audit, name="node-audit"),
]
