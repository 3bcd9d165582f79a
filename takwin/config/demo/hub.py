"""What the demo's people publish in the hub of the first course: written here, found elsewhere, read from a blog."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from takwin.accounts.models import Person
from takwin.community import actions
from takwin.community.actions import Written
from takwin.community.feeds import reading
from takwin.community.models import Post
from takwin.learning.models import Enrolment, Run
from takwin.lib.ids import derived
from takwin.lib.outside import Fetched

BLOG = "https://carnet-de-classe.example/feed"
FEED = b"""<rss version="2.0"><channel><title>Notes from a classroom</title><link>https://carnet-de-classe.example/</link><language>en</language>
<item><title>Three minutes at the end of a lesson</title><link>https://carnet-de-classe.example/three-minutes</link><guid>three-minutes</guid>
<category>feedback</category><description>&lt;p&gt;I now stop three minutes early and ask each pupil for one thing that is still unclear. The first time, eleven of
thirty-four named the same word. I would not have known.&lt;/p&gt;</description></item></channel></rss>"""


def fill(run: Run, people: Mapping[str, Person], author: Person, begins: datetime) -> None:
    """Open the hub and let them write."""
    hub = actions.keep_hub(run, "feedback", public=True, by=author, now=begins)
    taking = {one.person_id: one for one in Enrolment.objects.filter(run=run)}

    def said(who: str, after: int, written: Written, to: Post | None = None) -> Post:
        person, at = people[who], begins + timedelta(hours=after)
        uid = derived(person.pseudonym, f"demo hub {written.title}")
        return actions.publish(hub, person, taking.get(person.pk), written, uid, at, to)

    hassan = people["hassan"]
    feed = actions.add_feed(hub, hassan, BLOG, reading.read(FEED, BLOG), every=False, now=begins)
    actions.harvest(begins, lambda address, headers: Fetched(200, feed.address, {}, FEED))
    asked = said(
        "brahim",
        20,
        Written(
            "ملاحظة يفهمها التلميذ",
            "<p>كتبت على كل دفتر جملة واحدة: ما الذي نجح، وما الخطوة التالية. استغرق ذلك وقتا أطول من وضع نقطة، لكن أسئلة التلاميذ في الغد كانت أدق.</p>",
            "ar",
            ["feedback", "تقويم"],
        ),
    )
    said(
        "amina",
        30,
        Written(
            "Une phrase, et ensuite ?",
            "<p>J’ai essayé la phrase unique d’Ibrahim avec une classe de quarante. Je n’en ai écrit que dix par jour ; au bout de quatre jours chacun avait la sienne. "
            "Comment faites-vous avec les classes chargées ?</p>",
            "fr",
            ["feedback", "classes chargées"],
        ),
        asked,
    )
    resource = said(
        "hassan",
        40,
        Written(
            "Classroom observation, in the words of UNESCO",
            "<p>Short texts on what to look at when one visits a colleague; useful before the first visit.</p>",
            "en",
            ["observation"],
            link="https://www.unesco.org/en/teachers",
            kind=Post.Kind.RESOURCE,
        ),
    )
    actions.connect(
        resource, asked, hassan, "What to look at, before one says a word about it.", begins + timedelta(hours=41)
    )
