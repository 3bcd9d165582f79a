"""How far the followers of the record are, and where one stopped: for administrators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from takwin.accounts.access import administrator
from takwin.records import following, queries


def followers(request: HttpRequest) -> HttpResponse:
    """All of them; one that stopped is tried again."""
    administrator(request)
    if request.method == "POST":
        again = following.try_again(request.POST.get("follower", "")[:64].replace("\0", ""))
        messages.info(
            request,
            _("It is tried again now. Look at this page again in a few seconds.")
            if again
            else _("It had not stopped any more."),
        )
        return redirect("followers")
    return render(request, "web/followers.html", {"places": queries.places()})
