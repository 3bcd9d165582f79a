"""Where boxes hand in their parcels, and where people see how they do."""

import io

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from takwin.accounts.access import me
from takwin.design.saying import said
from takwin.relay import access, actions, meeting, parcel, queries
from takwin.relay.refused import Refused


@csrf_exempt
@login_not_required
@require_POST
def relay(request: HttpRequest) -> HttpResponse:
    """Take a parcel of a box, which its signature opens this door to, and answer with another."""
    now, stream = timezone.now(), io.BytesIO()
    try:
        taken = actions.take(request.read(parcel.LARGEST), now)
        box = taken.came.box
        if box is None:
            raise Refused(parcel.FROM_OTHERS)
        if taken.kind == parcel.ASK:
            actions.pack_roster(box, stream, now, taken.have, media="")
        else:
            actions.answer_to(box, stream, now, taken.files)
    except Refused as why:
        return JsonResponse({"reason": said(why.sentence)}, status=403)
    return HttpResponse(stream.getvalue(), content_type="application/zip")


def choices() -> dict[str, str]:
    """Which media of courses a box may bring, in words."""
    return {
        "text": _("Text and pictures only"),
        "audio": _("Text, pictures and sound"),
        "low": _("Everything except large films"),
        "all": _("All media"),
    }


@require_safe
def boxes(request: HttpRequest) -> HttpResponse:
    """At a parent: how the boxes of one's centres do. At a box: how it does itself."""
    now = timezone.now()
    if home := access.own_box(me(request)):
        shown = {"home": home, "box": queries.standing(home, get_language() or "fr"), "choices": choices()}
        return render(request, "relay/box.html", shown)
    found = access.boxes_of(me(request), now)
    return render(request, "relay/boxes.html", {"boxes": queries.figures(found)})


@require_POST
def meet(request: HttpRequest) -> HttpResponse:
    """At a box: hand over what waits and fetch what is new, beside the pages; of the media of courses those that are chosen."""
    home = access.own_box(me(request))
    if home is None:
        raise Http404
    if (media := request.POST.get("media", "")) in choices():
        actions.choose(home, media)
    meeting.meet.enqueue()
    messages.success(request, _("The parent is asked now. Look at this page again in a minute."))
    return redirect("boxes")


@require_POST
def close(request: HttpRequest, box: int) -> HttpResponse:
    """Take nothing more from a box."""
    now = timezone.now()
    found = access.box_of(me(request), box, now)
    actions.close(found.node, now, me(request))
    messages.success(request, _("Nothing is taken from this box any more."))
    return redirect("boxes")
