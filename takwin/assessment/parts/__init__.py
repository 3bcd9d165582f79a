"""What assessment shows inside other rooms' pages: questions as one person sees them, as their figures show them, and what a move changes."""

from takwin.assessment.parts.foreseen import Foresight, Touched, foresight, foresight_of
from takwin.assessment.parts.guided import Guided, guided
from takwin.assessment.parts.questions import Asking, Question, questions
from takwin.assessment.parts.sets import QuestionSet
from takwin.assessment.parts.studied import Studied, Study, study
from takwin.assessment.parts.tried import tried

__all__ = [
    "Asking",
    "Foresight",
    "Guided",
    "Question",
    "QuestionSet",
    "Studied",
    "Study",
    "Touched",
    "foresight",
    "foresight_of",
    "guided",
    "questions",
    "study",
    "tried",
]
