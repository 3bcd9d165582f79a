"""What the review finds in a course that can be published: weaknesses and advice, by name (see `catalogue.py`)."""

from takwin.lib.text import N_

ERROR, WARNING, ADVICE = "error", "warning", "advice"
Told = tuple[str, str, str]
"""Level, what is found, what to try."""

ACCEPTED: dict[str, Told] = {
    "accepted-unknown": (
        WARNING,
        N_("No finding has the name “%(finding)s”, which is accepted here."),
        N_("Copy the name as takwin check writes it, between square brackets at the end of the line."),
    ),
    "accepted-nothing": (
        WARNING,
        N_("“%(finding)s” is accepted here, and is found no longer."),
        N_("Take these lines out of “accepted”, or correct “at”."),
    ),
    "accepted-error": (
        WARNING,
        N_("“%(finding)s” is an error, and errors cannot be accepted."),
        N_("Correct what it is about, then take these lines out of “accepted”."),
    ),
}

TRANSLATION: dict[str, Told] = {
    "words-untranslated": (
        WARNING,
        N_("“%(key)s” says word for word the same in “%(language)s” as in the original (%(original)s)."),
        N_("Translate it. If it is a name that all languages share, accept the finding and say so."),
    ),
    "text-untranslated": (
        WARNING,
        N_("The text of the step in “%(language)s” is word for word that of the original (%(original)s)."),
        N_("Translate it, or take the language out of the course until it is translated."),
    ),
    "paragraph-untranslated": (
        WARNING,
        N_("This paragraph in “%(language)s” is word for word that of the original (%(original)s)."),
        N_("Translate it. What is quoted in another language is marked: [the words]{lang=fr}."),
    ),
    "question-untranslated": (
        WARNING,
        N_("The question “%(id)s” in “%(language)s” is word for word that of the original (%(original)s)."),
        N_("Translate its words; id, options and right answers stay."),
    ),
    "alt-untranslated": (
        WARNING,
        N_("The alternative text of “%(path)s” in “%(language)s” is that of the original (%(original)s)."),
        N_("Translate it: for who does not see the image, it is the image."),
    ),
    "alt-file-name": (
        WARNING,
        N_("The alternative text of “%(path)s” is “%(alt)s”, which looks like the name of a file."),
        N_(
            "Say what the image shows, as you would on the telephone. If it only decorates, write {.decorative} after it."
        ),
    ),
    "captions-untranslated": (
        WARNING,
        N_("“%(path)s” has captions in %(found)s, and none in “%(language)s”, the language of this text."),
        N_("Add captions in this language, named like media/lesson.fr.vtt, after a comma."),
    ),
    "transcript-untranslated": (
        WARNING,
        N_("The transcript “%(path)s” is that of another language; this text is in “%(language)s”."),
        N_("Translate it into a file of its own, such as media/lesson.ar.md."),
    ),
    "script-unlikely": (
        WARNING,
        N_("The text is said to be in “%(language)s”, and most of its letters are of another script."),
        N_("Put the right text into the file, or mark what is quoted: [the words]{lang=fr}."),
    ),
}

ASSESSING: dict[str, Told] = {
    "completion-markless": (
        WARNING,
        N_(
            "Questions are graded, and completion asks for none of their points: somebody whose answers are all wrong completes the course."
        ),
        N_("Write a share of the points under “completion”, such as “mark: 60%”, or make the questions practice."),
    ),
    "feedback-wrong-missing": (
        WARNING,
        N_("The question “%(id)s” says nothing to who answers wrongly."),
        N_("Put a block quote under a wrong choice, or add a {feedback} wrong: that is where people learn."),
    ),
    "assessment-unlinked": (
        WARNING,
        N_(
            "The quiz “%(id)s” is linked to no content: no step of its module has much to read, anything to watch, or a task."
        ),
        N_(
            "Put it into the module that teaches what it asks, or name under “aligned” what a step of the course practises."
        ),
    ),
    "assessed-unpractised": (
        WARNING,
        N_("The question “%(id)s” assesses “%(code)s”, and no step or practice question works on it."),
        N_("Name it under “aligned” where it is practised, or correct what the question is aligned with."),
    ),
}

SCENARIO: dict[str, Told] = {
    "module-resource": (
        ADVICE,
        N_(
            "The module “%(module)s” is published as a resource: it has no task that ends in a product, with a communication scenario."
        ),
        N_(
            "Write a task with its product, and say who works with whom in it or in the module. If it is meant to be read alone, accept this and say so."
        ),
    ),
}

WORKLOAD: dict[str, Told] = {
    "minutes-short": (
        WARNING,
        N_(
            "The step announces %(announced)s minutes and takes about %(found)s: %(words)s words, %(questions)s questions, %(film)s minutes of film or sound, %(tasks)s minutes of tasks."
        ),
        N_("Announce more minutes, or divide the step. People plan an evening by this figure."),
    ),
    "hours-short": (
        WARNING,
        N_("Hours announced by the course: %(announced)s. Hours that its steps take, about: %(found)s (%(language)s)."),
        N_("Announce more hours, or shorten the course."),
    ),
    "film-length": (
        ADVICE,
        N_("Nothing tells how long “%(path)s” lasts."),
        N_("Add a line “:minutes: 3”: it says what the film costs in time, and counts in the workload."),
    ),
}

READING: dict[str, Told] = {
    "reading-hard": (
        ADVICE,
        N_("The text reads as very difficult: %(measure)s %(figure)s, where %(limit)s is the limit."),
        N_("Shorten the longest sentences, and take an everyday word for a long one where it says the same."),
    ),
    "sentence-long": (
        ADVICE,
        N_("The sentence that begins with “%(start)s” has %(words)s words; more than %(most)s are hard to follow."),
        N_("Make two of it, or a list."),
    ),
    "paragraph-long": (
        ADVICE,
        N_("The paragraph has %(words)s words; more than %(most)s fill more than the screen of a phone."),
        N_("Divide it where a new idea begins."),
    ),
}

PICTURES: dict[str, Told] = {
    "contrast-text": (
        WARNING,
        N_(
            "The words “%(words)s” (%(colour)s) on %(background)s have a contrast of %(ratio)s to 1; at least %(least)s is needed."
        ),
        N_(
            "Make one of the two darker or lighter. Words without a ground of their own lie on the page, which is dark for some readers."
        ),
    ),
    "text-small": (
        ADVICE,
        N_("On a phone the words “%(words)s” are %(size)s pixels high; below %(least)s few people can read them."),
        N_("Make the letters larger, or the drawing narrower, or say it in the text."),
    ),
    "picture-pale": (
        ADVICE,
        N_("The image has little contrast: %(ratio)s to 1 between its lightest and its darkest parts."),
        N_("Strengthen its contrast: it is looked at on cheap screens, and in the sun."),
    ),
    "picture-small": (
        ADVICE,
        N_(
            "The image is %(width)s × %(height)s pixels: words in it cannot be read on a screen, which is at least %(least)s wide."
        ),
        N_("Take a larger image, or write its words into the text."),
    ),
    "picture-heavy": (
        ADVICE,
        N_("The image weighs %(kilobytes)s kB; a whole page of ours weighs 40."),
        N_("Save it as .webp, 1200 pixels wide at most: prepaid data is paid for by the megabyte."),
    ),
    "step-heavy": (
        ADVICE,
        N_("The %(images)s images of the step weigh %(megabytes)s MB together."),
        N_("Make them smaller, divide the step, or keep those that say something the text does not."),
    ),
}

LINKS: dict[str, Told] = {
    "anchor-dead": (
        WARNING,
        N_("The link leads to “#%(anchor)s”, which is not in the step “%(step)s”."),
        N_('Link to the step itself, or mark the place there: <span id="%(anchor)s"></span>.'),
    ),
    "link-odd": (
        WARNING,
        N_("The address “%(address)s” leads to no public site."),
        N_(
            "Write an address such as https://example.org/page. One of your own machine or of a school's network is not seen by learners."
        ),
    ),
    "link-insecure": (
        ADVICE,
        N_("The address “%(address)s” is not encrypted: others on the way can see and change what is read."),
        N_("Try it with https:// and write it so if the site answers."),
    ),
    "link-gone": (
        WARNING,
        N_("The site says that “%(address)s” does not exist (%(status)s)."),
        N_("Look for where it is now, or take the link away."),
    ),
    "link-unreachable": (
        ADVICE,
        N_("“%(address)s” did not answer."),
        N_("Try it again tomorrow; a site that is often away is not for a course."),
    ),
    "link-moved": (
        ADVICE,
        N_("“%(address)s” has moved for good to “%(there)s”."),
        N_("Write the new address."),
    ),
}

UNIVERSAL: dict[str, Told] = {
    "access-text-only": (
        ADVICE,
        N_("The module “%(module)s” can only be read: no picture, table, film, sound or sheet to print."),
        N_("Say one thing in another way too: a drawing, two minutes of sound, a page to print."),
    ),
    "access-film-only": (
        ADVICE,
        N_("The module “%(module)s” can only be watched or listened to."),
        N_("Add a transcript or a short text: for who has no sound, no data, or no time."),
    ),
    "expression-single": (
        ADVICE,
        N_("In the module “%(module)s” one can only tick: every question is a choice."),
        N_("Let people write, order, point or make something too: a short text, a task."),
    ),
    "example-none": (
        ADVICE,
        N_("No example was recognised in the module “%(module)s”."),
        N_("Show one case from a real class before the rule, or after it."),
    ),
    "choice-none": (
        ADVICE,
        N_("In the module “%(module)s” there is nothing that one may choose to do."),
        N_("Offer a question of practice, a text that opens on demand, a link for who wants more."),
    ),
}

REVIEW: dict[str, Told] = {
    **TRANSLATION,
    **ASSESSING,
    **SCENARIO,
    **WORKLOAD,
    **READING,
    **PICTURES,
    **LINKS,
    **UNIVERSAL,
    **ACCEPTED,
}
