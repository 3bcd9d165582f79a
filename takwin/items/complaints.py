"""Everything a question can be told to be wrong or weak about: a stable name, what is wrong, what to try."""

from takwin.items.item import Complaint
from takwin.lib.text import N_, Sentence

WARNINGS = {"answer-twice", "choices-all-right", "feedback-missing", "scale-long", "weight-inside"}

COMPLAINTS: dict[str, tuple[str, str]] = {
    "prompt-empty": (
        N_("The question asks nothing."),
        N_("Write the question above its choices or options."),
    ),
    "option-unknown": (
        N_("The option “%(option)s” is unknown for this kind of question."),
        N_("Use one of these: %(known)s."),
    ),
    "points": (
        N_("The points “%(value)s” cannot be read."),
        N_("Write a number above 0 and up to 1000, with at most two decimals, such as 2 or 0.5."),
    ),
    "attempts": (
        N_("The number of attempts “%(value)s” cannot be read."),
        N_("Write a whole number from 1 to 999, or the word unlimited."),
    ),
    "switch": (
        N_("The option “%(option)s” is “%(value)s”."),
        N_("Write yes or no."),
    ),
    "scoring": (
        N_("The scoring “%(value)s” is unknown."),
        N_("Write match_correct (all or nothing) or map_response (a share for each right choice)."),
    ),
    "choices-few": (
        N_("There are fewer than two choices."),
        N_("Write at least two lines that begin with - [ ] or - [x]."),
    ),
    "choice-empty": (
        N_("Choice %(number)s has no words."),
        N_("Write what it says, or take the line away."),
    ),
    "choice-twice": (
        N_("Choices %(first)s and %(second)s say the same."),
        N_("Change one of them, or take it away."),
    ),
    "right-missing": (
        N_("No choice is marked as right."),
        N_("Put an x between the brackets of what is right: - [x]. If nothing is, add a choice that says so."),
    ),
    "right-several": (
        N_("%(count)s choices are marked as right, and only one may be chosen."),
        N_("Keep one [x], or make it a multiple-choice question."),
    ),
    "right-places": (
        N_("%(count)s places are marked as right, and only one may be chosen."),
        N_("Keep one [x], or add a line “:several: yes”."),
    ),
    "choices-all-right": (
        N_("Every choice is marked as right."),
        N_("Add a choice that is wrong and that a colleague could believe."),
    ),
    "zones-few": (
        N_("There are fewer than two zones."),
        N_("Write the zones as a numbered list under the question: 1. the first, 2. the second…"),
    ),
    "zone-empty": (
        N_("Zone %(number)s has no words."),
        N_("Write what it is, or take the line away. A zone in a picture needs words too."),
    ),
    "zone-twice": (
        N_("Zones %(first)s and %(second)s say the same."),
        N_("Change one of them, or take it away."),
    ),
    "zone-crowded": (
        N_("With one label in each zone, not all the labels find a zone of their own."),
        N_("Take the line “:one-each: yes” away, or give the labels other zones."),
    ),
    "labels-missing": (
        N_("No label belongs in a zone."),
        N_("Write the labels as a list under the zones, each with the number of its zone: - words -> 1"),
    ),
    "label-zone": (
        N_("Label %(number)s: “%(value)s” is not the number of a zone."),
        N_(
            "Write the number of a zone after the arrow, such as -> 2; several with commas: -> 1, 3. A label without an arrow fits nowhere."
        ),
    ),
    "picture-missing": (
        N_("The question has no picture."),
        N_("Add a line such as :image: media/classroom.svg"),
    ),
    "picture-alt": (
        N_("The picture of the question has no alternative text."),
        N_("Add a line “:alt: …” that says what it shows, without telling the answer."),
    ),
    "area-missing": (
        N_("Line %(number)s says no place in the picture."),
        N_("Write an arrow and the area after the words: - [x] The board -> rect 10%%,5%%,60%%,30%%"),
    ),
    "area": (
        N_("Line %(number)s: the area “%(value)s” cannot be read."),
        N_(
            "Write rect left,top,right,bottom, or circle x,y,radius, or poly x,y,x,y,x,y: in pixels of the picture, or in percent with a sign after each number."
        ),
    ),
    "choices-stray": (
        N_("This kind of question has no list of choices."),
        N_("Take the list of - [ ] lines away, or change the kind to single-choice or multiple-choice."),
    ),
    "lines-few": (
        N_("There are fewer than two lines."),
        N_("Write the list under the question, one line each."),
    ),
    "order-few": (
        N_("There are fewer than two lines to put in order."),
        N_("Write a numbered list in the right order: 1. the first line, 2. the second line…"),
    ),
    "line-empty": (
        N_("Line %(number)s of the list has no words."),
        N_("Write what it says, or take the line away."),
    ),
    "line-twice": (
        N_("Lines %(first)s and %(second)s of the list say the same."),
        N_("Change one of them, or take it away."),
    ),
    "line-box": (
        N_("Line %(number)s of the list begins with a box."),
        N_("Take the brackets away: nothing is ticked here."),
    ),
    "pair-half": (
        N_("Line %(number)s of the pairs has nothing after its arrow."),
        N_("Write what it belongs with."),
    ),
    "pair-decoy": (
        N_("Line %(number)s of the pairs says that “%(answer)s” fits nothing, but another line has it."),
        N_("Change its words, or take the line away."),
    ),
    "targets-few": (
        N_("All the lines belong with the same words."),
        N_("Add a pair with other words, or a line “- -> words” that fits nothing."),
    ),
    "gaps-stray": (
        N_("This kind of question has no gaps."),
        N_("Take the gaps away, or change the kind to cloze."),
    ),
    "gap-missing": (
        N_("The text has no gap."),
        N_("Write one in the text, such as {gap}`=Rabat` or {select}`=one ~two`."),
    ),
    "gap-right-missing": (
        N_("Gap %(gap)s has no right answer."),
        N_("Write = before what is right."),
    ),
    "answer-empty": (
        N_("Gap %(gap)s has an answer without words."),
        N_(
            "Write the words after = or ~, or take the sign away. A sign that belongs to the words needs a backslash before it."
        ),
    ),
    "answer-folded": (
        N_("Gap %(gap)s has the answer “%(answer)s”, of which folding leaves nothing."),
        N_("Write :strict: yes if marks are what is asked."),
    ),
    "answer-twice": (
        N_("Gap %(gap)s has the answer “%(answer)s” more than once: accents, capitals and marks do not matter here."),
        N_("Keep one of them, or write :strict: yes if they matter."),
    ),
    "answer-conflict": (
        N_("Gap %(gap)s has the answer “%(answer)s” twice with a different worth."),
        N_("Keep one of them, or write :strict: yes if accents, capitals and marks matter."),
    ),
    "select-twice": (
        N_("Gap %(gap)s is a drop-down that offers “%(answer)s” twice."),
        N_("Change one of them, or take it away."),
    ),
    "weight": (
        N_("In gap %(gap)s the answer “%(answer)s” is worth %(weight)s%%."),
        N_("Write a worth from 0 to 100, such as %%50%%."),
    ),
    "weight-inside": (
        N_("In gap %(gap)s “%(weight)s” stands within an answer, where it is only words."),
        N_("Write ~ before it, so that it begins an answer: ~%%50%%half right."),
    ),
    "select-few": (
        N_("Gap %(gap)s is a drop-down with fewer than two answers."),
        N_("Add a wrong answer after ~, or make it a {gap}."),
    ),
    "accepted-missing": (
        N_("The question accepts no answer."),
        N_("Write the accepted answers as a list under the question, such as - [x] Rabat"),
    ),
    "accepted-empty": (
        N_("Answer %(number)s of the list has no words to compare."),
        N_("Write them, or take the line away. If only accents or marks are asked, write :strict: yes."),
    ),
    "accepted-twice": (
        N_("Answers %(first)s and %(second)s of the list are the same when compared."),
        N_("Keep one of them, or write :strict: yes if accents, capitals and marks matter."),
    ),
    "accepted-all": (
        N_("Answer %(number)s of the list accepts any words."),
        N_("Write words beside the star. A star alone may only be wrong: - [ ] *"),
    ),
    "accepted-weight": (
        N_("Answer %(number)s of the list is worth %(weight)s%%."),
        N_("Write - [x] for what is right, or - [ ] with a worth from 0 to 100, such as - [ ] %%50%% words."),
    ),
    "number-missing": (
        N_("The question does not say which number is right."),
        N_("Add a line such as :answer: 12.5"),
    ),
    "number": (
        N_("The answer “%(value)s” is not a number."),
        N_("Write digits with one decimal comma or point, such as 12.5, and no unit."),
    ),
    "tolerance": (
        N_("The tolerance “%(value)s” cannot be read."),
        N_("Write how far an answer may be, such as 0.5, or a share of the answer, such as 4%%. It is never below 0."),
    ),
    "foreseen": (
        N_("Line %(number)s of the list is no wrong number: “%(value)s”."),
        N_(
            "Write a wrong number that people find, and under it what to say to them: - [ ] 375. What is right stands in :answer:"
        ),
    ),
    "truth": (
        N_("The question does not say whether its sentence is true: “%(value)s”."),
        N_("Add a line :answer: true or :answer: false"),
    ),
    "units": (
        N_("The units “%(value)s” cannot be read."),
        N_(
            "Put semicolons between them; one stands alone, the others with their worth in it: kB = 0.001; MB; GB = 1000"
        ),
    ),
    "scale-long": (
        N_("The scale has more than %(most)s points."),
        N_("People tell fewer points apart: five or seven are usual."),
    ),
    "feedback-unmarked": (
        N_("Feedback is for “%(when)s”, but this kind of question is never marked."),
        N_(
            "Write {feedback} alone: it is said to everybody. A block quote under a line is said to whoever chooses it."
        ),
    ),
    "feedback-hand": (
        N_("Feedback is for “%(when)s”, but people mark this kind of question: nobody knows it beforehand."),
        N_("Write {feedback} alone: an answer of your own, or what to compare one’s own with."),
    ),
    "guide-stray": (
        N_("The question has a marking guide, but nobody marks it by hand."),
        N_("Take the {guide} away, or write what it says as {feedback}."),
    ),
    "longest": (
        N_("The longest answer “%(value)s” cannot be read."),
        N_("Write a number of characters from 100 to %(most)s."),
    ),
    "file-types": (
        N_("“%(value)s” is no type of file that can be handed in."),
        N_("Write ends of names with commas between: pdf, odt, jpg. Known are: %(known)s."),
    ),
    "file-size": (
        N_("The size “%(value)s” cannot be read."),
        N_("Write a whole number of megabytes from 1 to %(most)s."),
    ),
    "feedback-missing": (
        N_("The question gives no feedback."),
        N_("Say under a choice why it is right or wrong, or add a {feedback}: that is where people learn."),
    ),
}


def complain(name: str, **values: object) -> Complaint:
    """The complaint of that name about these values."""
    wrong, remedy = COMPLAINTS[name]
    level = "warning" if name in WARNINGS else "error"
    return Complaint(name, Sentence(wrong, values), Sentence(remedy, values), level)
