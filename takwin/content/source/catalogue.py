"""Every problem by name: its level, what is wrong, what to try. The manual page is `docs/reference/problems.md`."""

from takwin.content.source.findings import ERROR, REVIEW, WARNING, Told
from takwin.lib.text import N_
from takwin.scenarios.complaints import COMPLAINTS

FILES: dict[str, Told] = {
    "file-missing": (
        ERROR,
        N_("The file is missing, or cannot be read."),
        N_(
            "Put it there. A course is a folder with a course.yaml that names its modules and steps; the folder "
            "courses/feedback-to-a-colleague of Takwin is one to copy. A link to another file does not count."
        ),
    ),
    "file-large": (
        ERROR,
        N_("The file has more than %(kilobytes)s kB of text."),
        N_("Divide it into several steps."),
    ),
    "file-encoding": (
        ERROR,
        N_("The file is not written in UTF-8."),
        N_("Save it again and choose the encoding UTF-8."),
    ),
    "character": (
        ERROR,
        N_("There is a character that cannot be shown (%(code)s)."),
        N_("Delete the line and type it again."),
    ),
    "yaml-syntax": (
        ERROR,
        N_("This is not valid YAML (%(reason)s)."),
        N_("Compare with the lines above. A text that holds a colon or begins with a sign goes between double quotes."),
    ),
    "yaml-tab": (
        ERROR,
        N_("The line begins with a tab."),
        N_("Indent with spaces: two for each level."),
    ),
    "yaml-alias": (
        ERROR,
        N_("Anchors and aliases (& and *) are not accepted."),
        N_("Write the words out each time. A text that begins with & or * goes between double quotes."),
    ),
    "yaml-tag": (
        ERROR,
        N_("Tags (words that begin with !) are not accepted."),
        N_("Take the tag away. A text that begins with ! goes between double quotes."),
    ),
    "yaml-deep": (
        ERROR,
        N_("Too many levels lie inside one another."),
        N_("Follow the example in the manual: a course needs five levels."),
    ),
    "yaml-twice": (
        ERROR,
        N_("“%(key)s” is written twice."),
        N_("Keep one of the two lines."),
    ),
}

COURSE: dict[str, Told] = {
    "course-shape": (
        ERROR,
        N_("The file does not describe a course."),
        N_("Begin with the lines “takwin: 1” and “id: name-of-the-course”."),
    ),
    "format-version": (
        ERROR,
        N_("The version of the format is “%(version)s”."),
        N_("Write “takwin: 1”, or use a newer Takwin."),
    ),
    "field-missing": (
        ERROR,
        N_("“%(key)s” is missing or empty."),
        N_("Add a line “%(key)s: …”."),
    ),
    "field-unknown": (
        WARNING,
        N_("“%(key)s” means nothing here."),
        N_("Perhaps you meant: %(known)s."),
    ),
    "field-text": (
        ERROR,
        N_("“%(key)s” must be a plain text."),
        N_("Write it on one line after the colon."),
    ),
    "field-list": (
        ERROR,
        N_("“%(key)s” must be a list."),
        N_("Write [one, two], or a line beginning with “- ” for each."),
    ),
    "field-mapping": (
        ERROR,
        N_("“%(key)s” must hold lines of the form “name: value”."),
        N_("Follow the example in the manual."),
    ),
    "field-languages": (
        ERROR,
        N_("“%(key)s” must have a text for each language."),
        N_("Write {fr: …, ar: …}, or one line for each language."),
    ),
    "field-choice": (
        ERROR,
        N_("“%(key)s” is “%(value)s”."),
        N_("Write one of these: %(known)s."),
    ),
    "id-shape": (
        ERROR,
        N_("“%(id)s” cannot be an id."),
        N_("Use lower-case letters a to z, digits and single hyphens, at most 80 of them."),
    ),
    "language-code": (
        ERROR,
        N_("“%(language)s” is not a language code."),
        N_("Write codes such as fr, ar, en, zgh."),
    ),
    "language-twice": (
        ERROR,
        N_("A language is listed twice."),
        N_("Keep it once; the first language is the original."),
    ),
    "language-missing": (
        ERROR,
        N_("“%(key)s” has no text in “%(language)s”."),
        N_("Add it, or take the language out of “languages”."),
    ),
    "language-extra": (
        ERROR,
        N_("“%(key)s” has a text in “%(language)s”, which the course does not list."),
        N_("Add the language to “languages”, or take the text away."),
    ),
    "text-comma": (
        ERROR,
        N_("“%(key)s” stops at a comma, before “%(language)s”."),
        N_('Between braces a text with a comma goes between double quotes: {fr: "One, two"}.'),
    ),
    "hours": (
        ERROR,
        N_("The hours “%(value)s” cannot be read."),
        N_("Write the announced workload as a number above 0, such as 6 or 6.5."),
    ),
    "hours-differ": (
        WARNING,
        N_(
            "Hours announced by the course: %(announced)s. Hours that the minutes of its steps add up to: %(found)s (%(language)s)."
        ),
        N_("Correct “hours”, or the minutes of the steps."),
    ),
    "licence": (
        ERROR,
        N_("“%(value)s” is not a licence identifier."),
        N_("Write an SPDX identifier such as CC-BY-SA-4.0 or CC-BY-4.0."),
    ),
    "percent": (
        ERROR,
        N_("“%(key)s” is “%(value)s”, not a percentage."),
        N_("Write a whole number from 0 to 100 and the sign %%, such as 60%%."),
    ),
    "completion-mark": (
        ERROR,
        N_("Completion asks for %(mark)s%% of the points, and no question is graded."),
        N_("Put a question in a quiz, or take “mark” away."),
    ),
    "completion-tasks": (
        ERROR,
        N_("Completion asks for %(tasks)s%% of the tasks, and there is none."),
        N_("Write a task, or take “tasks” away."),
    ),
    "completion-nothing": (
        WARNING,
        N_("Completion asks for nothing: enrolling is enough to complete the course."),
        N_("Ask for a share of the steps, such as “steps: 100%”."),
    ),
    "competency-unknown": (
        ERROR,
        N_("The competency “%(code)s” is in no framework that we have."),
        N_("Write framework/code as in the manual, such as digcompedu/1.2 or ict-cft/KA.6."),
    ),
    "policy-unknown": (
        ERROR,
        N_("The policy text “%(code)s” is in no framework that we have."),
        N_("Write framework/code as in the manual, such as roadmap-2022-2026/C6."),
    ),
    "aligned-unknown": (
        ERROR,
        N_("“%(code)s”, with which this is aligned, is in no framework that we have."),
        N_("Write framework/code as in the manual, such as digcompedu/1.2 or takwin-values/V3."),
    ),
    "competency-unpractised": (
        WARNING,
        N_("The competency “%(code)s” is claimed, and no step or practice question works on it."),
        N_("Name it under “aligned” where it is practised, or take the claim away."),
    ),
    "value-unpractised": (
        WARNING,
        N_("The value “%(code)s” is claimed, and no step or question works on it."),
        N_("Name it under “aligned” where it is practised, or take the claim away."),
    ),
    "value-unknown": (
        ERROR,
        N_("The value “%(code)s” is in no framework that we have."),
        N_("Write framework/code as in the manual, such as takwin-values/V3."),
    ),
    "course-image": (
        ERROR,
        N_("The image of the course, “%(path)s”, is missing or is no image."),
        N_("Write the path of a PNG, JPEG, WebP, AVIF, GIF or SVG file, such as media/cover.svg."),
    ),
    "module-twice": (
        ERROR,
        N_("Two modules have the id “%(id)s”."),
        N_("Give one of them another id, and rename its folder."),
    ),
    "step-twice": (
        ERROR,
        N_("The step “%(id)s” is listed twice in the module “%(module)s”."),
        N_("Keep it once."),
    ),
    "step-missing": (
        ERROR,
        N_("The step file “%(file)s” is missing."),
        N_("Write it, or take the step or the language out of course.yaml."),
    ),
    "step-unlisted": (
        WARNING,
        N_("No line of course.yaml names this file; nobody will see it."),
        N_("Add the step to its module, or delete the file."),
    ),
}

STEPS: dict[str, Told] = {
    "front-missing": (
        ERROR,
        N_("The file does not begin with its title."),
        N_("Begin with three lines: “---”, “title: …”, “---”."),
    ),
    "front-open": (
        ERROR,
        N_("The lines about the step have no end."),
        N_("Write a line “---” after the title and the minutes."),
    ),
    "minutes": (
        ERROR,
        N_("The minutes “%(value)s” cannot be read."),
        N_("Write a whole number from 1 to %(most)s."),
    ),
    "step-empty": (
        WARNING,
        N_("The step has no text."),
        N_("Write what the reader should read or do, or take the step away."),
    ),
    "heading-jump": (
        WARNING,
        N_("A heading of level %(level)s stands under none of the level before it."),
        N_("Use one # less. Headings of a step begin with ##, and readers who listen to the page rely on their order."),
    ),
    "link-dead": (
        ERROR,
        N_("The link “%(address)s” leads nowhere."),
        N_(
            "Write an address that begins with https://, a file of the course such as media/grid.pdf, or a step such as why/welcome."
        ),
    ),
    "html-removed": (
        WARNING,
        N_("The HTML element <%(tag)s> is not accepted and will be taken out."),
        N_("Use a directive instead, such as {video}, {figure} or {dropdown}."),
    ),
    "maths": (
        ERROR,
        N_("The formula cannot be read: %(what)s."),
        N_(
            "Look for a missing brace or a command that LaTeX does not have. A dollar sign that is no formula is written \\$."
        ),
    ),
    "role-unknown": (
        ERROR,
        N_("The role {%(role)s} is unknown."),
        N_("Only {gap} and {select} exist, in a cloze question."),
    ),
    "gap-misplaced": (
        ERROR,
        N_("A {%(role)s} stands outside a cloze question."),
        N_("Put it in a {cloze} directive."),
    ),
    "directive-unknown": (
        ERROR,
        N_("The directive {%(directive)s} is unknown."),
        N_("Perhaps you meant: %(known)s."),
    ),
    "directive-open": (
        ERROR,
        N_("The directive {%(directive)s} has no end."),
        N_(
            "Close it with as many colons as it begins with. A fence that holds another must be longer than the one inside."
        ),
    ),
    "directive-stray": (
        ERROR,
        N_("A line of colons closes nothing."),
        N_("Take it away, or give the fence that it should close more colons than those inside it."),
    ),
    "directive-argument": (
        ERROR,
        N_("The directive {%(directive)s} lacks what should follow its name."),
        N_("Write a title or a file after it, on the same line."),
    ),
    "directive-empty": (
        WARNING,
        N_("The directive {%(directive)s} is empty."),
        N_("Write its text, or take it away."),
    ),
    "directive-misplaced": (
        ERROR,
        N_("The directive {%(directive)s} cannot stand here."),
        N_(
            "A {hint}, {feedback}, {guide} or {variants} belongs in a question, a {section}, {pool} or {outcome} in a quiz; a {quiz} stands by itself in the step, in no list, callout or dropdown."
        ),
    ),
    "directive-option": (
        WARNING,
        N_("{%(directive)s} has no option “%(option)s”."),
        N_("It has: %(known)s."),
    ),
    "option-value": (
        ERROR,
        N_("The option “%(option)s” is “%(value)s”."),
        N_("It may be: %(known)s."),
    ),
}

MEDIA: dict[str, Told] = {
    "media-missing": (
        ERROR,
        N_("The file “%(path)s” is not in the course folder."),
        N_("Add it, or correct the path: it is written from the course folder, and capitals matter."),
    ),
    "media-outside": (
        ERROR,
        N_("“%(path)s” lies outside the course folder."),
        N_("Copy the file into the folder media and write media/name."),
    ),
    "media-broken": (
        ERROR,
        N_("The file “%(path)s” cannot be read as what its name says."),
        N_("Open it on your device, save it again under the same name, and check the end of the name."),
    ),
    "media-kind": (
        ERROR,
        N_("The file “%(path)s” cannot be used for “%(directive)s”."),
        N_(
            "For video use .mp4 or .webm; for sound .mp3, .m4a, .ogg or .opus; for an image .png, .jpg, .webp, .avif or .svg."
        ),
    ),
    "media-remote": (
        WARNING,
        N_("“%(address)s” lies on another site and will not be shown."),
        N_("Copy the file into the folder media, if its licence allows."),
    ),
    "media-unused": (
        WARNING,
        N_("No text points at this file; it is left out of the release."),
        N_("Point at it, or delete it."),
    ),
    "media-heavy": (
        WARNING,
        N_("The image weighs %(megabytes)s MB."),
        N_("Make it smaller: 1600 pixels wide and .webp is enough, and kinder to a prepaid phone."),
    ),
    "media-large": (
        ERROR,
        N_("The file weighs more than %(megabytes)s MB."),
        N_("Compress it, or cut it into parts."),
    ),
    "image-alt": (
        WARNING,
        N_("The image “%(path)s” has no alternative text."),
        N_("Say between the brackets what it shows. If it only decorates, write ![](%(path)s){.decorative}."),
    ),
    "figure-alt": (
        ERROR,
        N_("The figure “%(path)s” has no alternative text."),
        N_("Add a line “:alt: …” that says what it shows; leave it empty if the image only decorates."),
    ),
    "film-title": (
        WARNING,
        N_("The {%(directive)s} has no title."),
        N_("Write a title between its two lines of colons."),
    ),
    "film-address": (
        ERROR,
        N_("“%(address)s” is not an address that we can point at."),
        N_("Write a file such as media/lesson.mp4, or an address that begins with https://."),
    ),
    "film-heavy": (
        WARNING,
        N_("The film weighs %(megabytes)s MB, and there is no lighter copy of it."),
        N_(
            "Put a copy of at most %(most)s MB beside it, as %(low)s: whoever takes the course along over a weak network gets that one."
        ),
    ),
    "captions-missing": (
        WARNING,
        N_("The video “%(path)s” has no captions."),
        N_("Add a line “:captions: media/name.fr.vtt” (.srt will do). Many people watch without sound."),
    ),
    "captions-kind": (
        ERROR,
        N_("“%(path)s” is not a caption file."),
        N_("Use a .vtt or a .srt file."),
    ),
    "captions-broken": (
        ERROR,
        N_("The captions “%(path)s” cannot be read."),
        N_("Open them in a caption editor and save them again as WebVTT, in UTF-8."),
    ),
    "transcript-missing": (
        WARNING,
        N_("“%(path)s” has no transcript."),
        N_("Add a line “:transcript: media/name.fr.md”. A text is read where a video costs too much."),
    ),
    "transcript-nested": (
        ERROR,
        N_("This transcript holds a film whose transcript is “%(path)s”: one inside the other."),
        N_("Take the film out of the transcript, or its line “:transcript:”. A transcript is there to be read."),
    ),
}

QUESTIONS: dict[str, Told] = {
    "question-id": (
        ERROR,
        N_("The {%(kind)s} needs an id after its name, and “%(id)s” is none."),
        N_("Use lower-case letters, digits and hyphens, such as first-question."),
    ),
    "question-twice": (
        ERROR,
        N_("Two questions of the course have the id “%(id)s”."),
        N_("Give one of them another id."),
    ),
    "question-misplaced": (
        ERROR,
        N_("The question “%(id)s” stands inside something else."),
        N_("A question stands by itself in the step or directly in a {quiz}: in no list, callout or dropdown."),
    ),
    "question-absent": (
        ERROR,
        N_("The question “%(id)s” of the original (%(language)s) is missing here."),
        N_("Translate it, with the same id and kind."),
    ),
    "question-extra": (
        ERROR,
        N_("The question “%(id)s” is not in the original (%(language)s)."),
        N_("Add it there, correct its id, or take it away."),
    ),
    "question-order": (
        ERROR,
        N_("The questions are not in the order of the original (%(language)s)."),
        N_("Put them in the same order."),
    ),
    "question-differs": (
        ERROR,
        N_("The question “%(id)s” differs from the original (%(language)s) in: %(what)s."),
        N_("Give it the same kind, points, attempts, hints, choices, right answers and gaps in every language."),
    ),
    "choice-box": (
        ERROR,
        N_("A line of the list of choices has no box."),
        N_("Begin every choice with “- [ ]” or “- [x]”."),
    ),
    "area-outside": (
        ERROR,
        N_(
            "Line %(number)s of the question “%(id)s” lies outside its picture, which has %(width)s by %(height)s pixels."
        ),
        N_("Correct the numbers after the arrow, or write them in percent."),
    ),
    "pair-arrow": (
        ERROR,
        N_("A line of the pairs has no arrow."),
        N_("Write “- one half -> the other half”, with spaces around the arrow; “- -> words” fits nothing."),
    ),
    "feedback-when": (
        ERROR,
        N_("Feedback cannot be for “%(when)s”."),
        N_("Write {feedback}, {feedback} right or {feedback} wrong."),
    ),
    "feedback-twice": (
        ERROR,
        N_("The question has this feedback twice."),
        N_("Put the two texts into one."),
    ),
    "variants-table": (
        ERROR,
        N_("The {variants} hold no table that can be read."),
        N_(
            "Write a line of names, a line of dashes, and from 2 to %(most)s rows: | pupils | groups |, |---|---|, | 24 | 6 |, | 30 | 5 |."
        ),
    ),
    "variants-twice": (
        ERROR,
        N_("The question has {variants} twice."),
        N_("Put the two tables into one."),
    ),
    "variants-name": (
        ERROR,
        N_("A column of the {variants} cannot be called “%(name)s”."),
        N_("Use lower-case letters a to z, digits and hyphens, at most 30, and each name once."),
    ),
    "variants-row": (
        ERROR,
        N_("The row does not have %(count)s values."),
        N_("Write one in each column. A bar that belongs to the words needs a backslash before it."),
    ),
    "variants-unknown": (
        ERROR,
        N_("“{{%(name)s}}” is no column of the {variants}."),
        N_("Correct its spelling, or add the column."),
    ),
    "variants-unused": (
        WARNING,
        N_("The column “%(name)s” of the {variants} is not used."),
        N_("Write {{%(name)s}} where its values belong, or take the column away."),
    ),
    "variants-differ": (
        ERROR,
        N_("This row makes another question than the first one, in: %(what)s."),
        N_(
            "Let all rows have the same points, choices, right answers and gaps. Only the answer of a numeric question may vary."
        ),
    ),
    "variants-unmarked": (
        ERROR,
        N_("A {%(kind)s} is not marked by itself, and cannot vary."),
        N_("Take the {variants} away: opinions are only comparable where everybody is asked the same."),
    ),
    "guide-twice": (
        ERROR,
        N_("The question has two marking guides."),
        N_("Put the two texts into one."),
    ),
    "quiz-id": (
        ERROR,
        N_("The quiz needs an id after its name, and “%(id)s” is none."),
        N_("Use lower-case letters, digits and hyphens, such as first-check."),
    ),
    "quiz-unmarked": (
        ERROR,
        N_("The {%(kind)s} “%(id)s” is never marked, and stands in a quiz."),
        N_("Put it before or after the quiz."),
    ),
    "quiz-twice": (
        ERROR,
        N_("Two quizzes of the course have the id “%(id)s”."),
        N_("Give one of them another id."),
    ),
    "quiz-empty": (
        ERROR,
        N_("The quiz “%(id)s” has no question."),
        N_("Add one, or take the quiz away."),
    ),
    "quiz-text": (
        ERROR,
        N_("Something in the quiz is not a question."),
        N_(
            "Write the text before the quiz, or in a {section}. Check that each question's fence is shorter than the quiz's and has an end."
        ),
    ),
    "pool-id": (
        ERROR,
        N_("The pool needs an id after its name, and “%(id)s” is none."),
        N_("Use lower-case letters, digits and hyphens, such as first-steps. It never changes."),
    ),
    "pool-twice": (
        ERROR,
        N_("Two pools of the quiz have the id “%(id)s”."),
        N_("Give one of them another id."),
    ),
    "pool-pick": (
        ERROR,
        N_("The pool picks “%(value)s” of its questions, which are %(most)s."),
        N_("Add a line such as :pick: 3, with a whole number that is not above that of the questions in the pool."),
    ),
    "pool-whole": (
        WARNING,
        N_("The pool “%(id)s” picks all its questions."),
        N_("Add questions to it, or write them in the quiz without a pool."),
    ),
    "pool-differs": (
        ERROR,
        N_("The questions of the pool “%(id)s” do not all have the same points and attempts."),
        N_("Give them the same, so that it does not matter which of them somebody is asked."),
    ),
    "pool-text": (
        ERROR,
        N_("Something in the pool is not a question."),
        N_(
            "Put it before or after the pool. Check that each question's fence is shorter than the pool's and has an end."
        ),
    ),
    "section-empty": (
        ERROR,
        N_("The section has no question."),
        N_("Put its questions after it. A section goes on until the next one, or the end of the quiz."),
    ),
    "outcome-share": (
        ERROR,
        N_("An {outcome} cannot be for “%(value)s”."),
        N_(
            "Write the share of the points from which on it is said, such as {outcome} 60%%. {outcome} 0%% is for all others."
        ),
    ),
    "outcome-twice": (
        ERROR,
        N_("The quiz has two texts for those who have %(share)s%% of the points."),
        N_("Put the two texts into one, or give one of them another share."),
    ),
    "quiz-differs": (
        ERROR,
        N_("The quiz “%(id)s” differs from the original (%(language)s)."),
        N_("Give it the same options, sections, pools, shares of {outcome}, and questions in the same order."),
    ),
    "quiz-absent": (
        ERROR,
        N_("The quiz “%(id)s” of the original (%(language)s) is missing here."),
        N_("Add it, with the same id."),
    ),
}

CATALOGUE: dict[str, Told] = {**FILES, **COURSE, **STEPS, **MEDIA, **QUESTIONS, **COMPLAINTS, **REVIEW}
"""Names of `items.complaints` are apart from these."""
