"""Questions and their answers; one file a question.

Public: `ask` a question of a graph by name, `publications_behind` a row of the answer; `questions` lists them.
"""

from queries.catalogue import ask, find_question, questions
from queries.evidence import publications_behind
from queries.question import Answer, Question

__all__ = ["Answer", "Question", "ask", "find_question", "publications_behind", "questions"]
