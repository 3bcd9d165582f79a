"""Where boxes hand in their parcels."""

import io

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from takwin.relay import actions, parcel
from takwin.relay.refused import Refused
from takwin.web.templatetags.marks import said


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
            actions.pack_roster(box, stream, now, taken.have, media=False)
        else:
            actions.answer_to(box, stream, now, taken.files)
    except Refused as why:
        return JsonResponse({"reason": said(why.sentence)}, status=403)
    return HttpResponse(stream.getvalue(), content_type="application/zip")
