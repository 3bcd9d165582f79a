"""What the demo's people publish in the hubs: of the first course, and of the second as a cMOOC; written here, found elsewhere, read from a blog."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from takwin.accounts.models import Person
from takwin.community import actions
from takwin.community.actions import Written
from takwin.community.feeds import reading
from takwin.community.models import Hub, Post
from takwin.learning.models import Enrolment, Run
from takwin.lib.ids import derived
from takwin.lib.outside import Fetched

BLOG = "https://carnet-de-classe.example/feed"
FEED = b"""<rss version="2.0"><channel><title>Notes from a classroom</title><link>https://carnet-de-classe.example/</link><language>en</language>
<item><title>Three minutes at the end of a lesson</title><link>https://carnet-de-classe.example/three-minutes</link><guid>three-minutes</guid>
<category>feedback</category><description>&lt;p&gt;I now stop three minutes early and ask each pupil for one thing that is still unclear. The first time, eleven of
thirty-four named the same word. I would not have known.&lt;/p&gt;</description></item></channel></rss>"""

LIGHT_BLOG = "https://classe-legere.example/flux"
LIGHT_FEED = """<rss version="2.0"><channel><title>Classe légère</title><link>https://classe-legere.example/</link><language>fr</language>
<item><title>De 4 Mo à 90 ko</title><link>https://classe-legere.example/de-4-mo</link><guid>de-4-mo</guid><category>ressources</category>
<description>&lt;p&gt;Trois images redimensionnées, une vidéo remplacée par six captures légendées : la même fiche s’ouvre maintenant sur le
téléphone le plus lent de la classe. J’ai noté chaque geste, pour le refaire.&lt;/p&gt;</description></item></channel></rss>""".encode()
FOUND = {BLOG: FEED, LIGHT_BLOG: LIGHT_FEED}
"""What is read where, instead of the network."""


def fill(run: Run, people: Mapping[str, Person], author: Person, begins: datetime) -> None:
    """Open the hub and let them write."""
    hub = actions.keep_hub(run, "feedback", public=True, by=author, now=begins)
    said = _saying(hub, people, begins)

    hassan = people["hassan"]
    actions.add_feed(hub, hassan, BLOG, reading.read(FEED, BLOG), every=False, now=begins)
    actions.harvest(begins, _fetch)
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


def connect(run: Run, latifa: Person, author: Person, begins: datetime) -> None:
    """The cMOOC: a blog of one, a post of another, an answer, a resource that joins two."""
    hub = actions.keep_hub(run, "ressources", public=True, by=author, now=begins)
    taking = Enrolment.objects.filter(run=run, person__isnull=False).select_related("person").order_by("pk")
    people = {one.person.name: one.person for one in taking if one.person}
    said = _saying(hub, people, begins)
    actions.add_feed(
        hub, people["Adil Naciri"], LIGHT_BLOG, reading.read(LIGHT_FEED, LIGHT_BLOG), every=False, now=begins
    )
    actions.harvest(begins, _fetch)
    asked = said(
        latifa.name,
        26,
        Written(
            "صورة واحدة وأربعون تلميذا",
            "<p>عرضت صورة واحدة على جدار القسم بدل أربعين نسخة مطبوعة. كتب كل ثنائي سؤالا عنها، ثم تبادلوا الأسئلة. ما الذي جربتموه حين لا يوجد إلا جهاز واحد؟</p>",
            "ar",
            ["ressources", "جهاز واحد"],
        ),
    )
    said(
        "Mouna Slaoui",
        33,
        Written(
            "Un seul téléphone, trois rôles",
            "<p>Même situation chez moi : un élève lit, un autre dessine au tableau, les autres votent à main levée. Le téléphone ne sert que deux minutes.</p>",
            "fr",
            ["ressources", "un seul appareil"],
        ),
        asked,
    )
    resource = said(
        "رشيدة الإدريسي",
        50,
        Written(
            "How to read a Creative Commons licence",
            "<p>The six licences on one page, with what each lets a teacher do.</p>",
            "en",
            ["ressources", "licences"],
            link="https://creativecommons.org/share-your-work/cclicenses/",
            kind=Post.Kind.RESOURCE,
        ),
    )
    actions.connect(resource, asked, latifa, "قبل أن نعرض صورة: هل يحق لنا ذلك؟", begins + timedelta(hours=52))


def _fetch(address: str, headers: object) -> Fetched:
    return Fetched(200, address, {}, FOUND[address])


def _saying(hub: Hub, people: Mapping[str, Person], begins: datetime) -> Callable[..., Post]:
    """Somebody by their name here, how many hours after the beginning, what, and in answer to what."""
    taking = {one.person_id: one for one in Enrolment.objects.filter(run=hub.run_id)}

    def said(who: str, after: int, written: Written, to: Post | None = None) -> Post:
        person, at = people[who], begins + timedelta(hours=after)
        uid = derived(person.pseudonym, f"demo hub {written.title}")
        return actions.publish(hub, person, taking.get(person.pk), written, uid, at, to)

    return said
