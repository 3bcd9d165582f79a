"""What assessment shows inside other rooms' pages: questions as one person sees them, and as their figures show them."""

from takwin.assessment.parts.questions import Asking, Question, questions
from takwin.assessment.parts.sets import QuestionSet
from takwin.assessment.parts.studied import Studied, Study, study

__all__ = ["Asking", "Question", "QuestionSet", "Studied", "Study", "questions", "study"]
