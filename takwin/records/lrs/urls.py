"""Addresses of this door."""

from django.urls import URLPattern, URLResolver, path

from takwin.records.lrs import granting, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("xapi/statements", views.statement, name="xapi-statements"),
    path("xapi/activities/state", views.state, name="xapi-state"),
    path("xapi/activities/profile", views.activity_profile, name="xapi-activity-profile"),
    path("xapi/agents/profile", views.agent_profile, name="xapi-agent-profile"),
    path("xapi/agents", views.agents, name="xapi-agents"),
    path("xapi/activities", views.activities, name="xapi-activities"),
    path("xapi/oauth/token", granting.token, name="xapi-token"),
    path("xapi/about", views.about, name="xapi-about"),
]
