"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from takwin.community.views import feeds, hub, moderation, posts, team

HUB = "hubs/<slug:slug>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(HUB, hub.hub, name="hub"),
    path(HUB + "people/", hub.people, name="hub-people"),
    path(HUB + "letter", hub.letter, name="hub-letter"),
    path("hubs/letter/stop/<str:token>", hub.stop, name="hub-letter-stop"),
    path(HUB + "atom.xml", feeds.atom, name="hub-atom"),
    path("hubs/atom/<slug:token>.xml", feeds.my_atom, name="hub-my-atom"),
    path(HUB + "feeds.opml", feeds.opml, name="hub-opml"),
    path(HUB + "feeds/", feeds.feeds, name="hub-feeds"),
    path(HUB + "feeds/<int:pk>/remove", feeds.remove, name="hub-feed-remove"),
    path(HUB + "write/", posts.write, name="hub-write"),
    path(HUB + "propose/", posts.propose, name="hub-propose"),
    path(HUB + "moderation/", moderation.moderation, name="hub-moderation"),
    path(HUB + "<int:pk>/", posts.post, name="hub-post"),
    path(HUB + "<int:pk>/remove", posts.remove, name="hub-post-remove"),
    path(HUB + "<int:pk>/connect/", posts.connect, name="hub-connect"),
    path(HUB + "<int:pk>/report/", moderation.report, name="hub-report"),
    path(HUB + "<int:pk>/settle", moderation.settle, name="hub-settle"),
    path(HUB + "<int:pk>/hide/", moderation.hide, name="hub-hide"),
    path(HUB + "<int:pk>/show", moderation.show, name="hub-show"),
    path(HUB + "<int:pk>/appeal/", moderation.appeal, name="hub-appeal"),
    path(HUB + "<int:pk>/appeal/answer/", moderation.answer, name="hub-appeal-answer"),
    path("studio/<slug:slug>/runs/<slug:run>/hub/", team.team, name="hub-team"),
]
