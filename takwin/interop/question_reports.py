"""What became of questions, for programs and for people."""

from typing import Any

from takwin.interop.importing import Translate, accounts, table
from takwin.interop.question_exporting import Exported
from takwin.interop.question_importing import QuestionsReport


def as_json(report: QuestionsReport) -> dict[str, Any]:
    """Of an import: "format", "step", "questions", "blocks", "losses", "wrong", "assumed", in English."""
    return {
        "format": report.format,
        "step": report.step or None,
        "questions": report.questions,
        **accounts(report.blocks, report.losses),
        "wrong": [
            {"file": file, "line": one.line, "question": one.name, "reason": str(one.sentence)}
            for file, one in report.refusals
        ],
        "assumed": [str(sentence) for sentence in report.assumed],
    }


def exported_json(done: Exported) -> dict[str, Any]:
    """Of an export: "format", "questions", "blocks", "losses", in English."""
    told = accounts(done.written.blocks, done.written.losses)
    return {"format": done.format, "questions": done.questions, **told}


def as_text(report: QuestionsReport, translate: Translate = str) -> str:
    """Of an import, for people: what is wrong, else the table and every loss with its place."""
    assumed = [translate(sentence) for sentence in report.assumed]
    wrong = [] if report.step else [f"{file}:{one.line}: {translate(one.sentence)}" for file, one in report.refusals]
    told = set() if report.step else {one.sentence.message for _, one in report.refusals}
    losses = [loss for loss in report.losses if loss.reason.message not in told]
    above = [*assumed, *wrong, *([""] if assumed or wrong else [])]
    return "\n".join([*above, table(report.blocks, losses, translate)])


def exported_text(done: Exported, translate: Translate = str) -> str:
    """Of an export, for people."""
    return table(done.written.blocks, done.written.losses, translate)
