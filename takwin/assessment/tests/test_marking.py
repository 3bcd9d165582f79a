"""What is said of an answer is said in the reader's language, as long as it means the same."""

from takwin.assessment.marking import told


def key(answer: str, said: str) -> dict[str, object]:
    return {"answer": answer, "within": "0", "feedback": {"always": said}}


def test_words_follow_the_reader() -> None:
    keys = {"fr": key("12", "Oui"), "ar": key("12", "نعم")}
    assert told("numeric", keys, "ar", "fr", {"number": "12"}, 100).feedback["always"] == "نعم"
    assert told("numeric", keys, "fr", "fr", {"number": "12"}, 100).feedback["always"] == "Oui"


def test_what_the_answer_earned_does_not_follow() -> None:
    keys = {"fr": key("12", "Oui"), "ar": key("13", "لا")}
    seen = told("numeric", keys, "ar", "fr", {"number": "12"}, 100)
    assert (seen.mark, seen.feedback["always"]) == (100, "Oui")
