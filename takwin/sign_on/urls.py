"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from takwin.sign_on.views import coming, looking_after, mine

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-on/", looking_after.providers, name="sign-on-providers"),
    path("sign-on/new", looking_after.new, name="sign-on-new"),
    path("sign-on/first/", coming.first, name="sign-on-first"),
    path("sign-on/by/<slug:slug>/", coming.start, name="sign-on-by"),
    path("sign-on/by/<slug:slug>/back/", coming.back, name="sign-on-back"),
    path("sign-on/<slug:slug>/change/", looking_after.change, name="sign-on-change"),
    path("sign-on/<slug:slug>/remove", looking_after.remove, name="sign-on-remove"),
    path("account/sign-on/", mine.mine, name="my-sign-on"),
    path("account/sign-on/<int:pk>/part", mine.part, name="sign-on-part"),
]
