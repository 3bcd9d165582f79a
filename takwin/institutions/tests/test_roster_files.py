"""Roster files as they really come: encodings, separators, headings, and what is wrong with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.institutions.roster import Fate, Unreadable, judged, read
from takwin.institutions.roster.decoding import decoded, separator
from takwin.institutions.roster.lines import Line, Verdict

LANGUAGES = ("fr", "ar", "en")
FRENCH = (
    "Nom complet;Courriel;Cohorte\nAmina Bénnani;amina@exemple.ma;Français\nÉlodie Çelik;elodie@exemple.ma;Français\n"
)
ARABIC = "الاسم الكامل;البريد الإلكتروني;الفوج\nابراهيم العلوي;brahim@exemple.ma;الرياضيات\n"


def verdicts(text: str | bytes, needs_cohort: bool = True) -> list[Verdict]:
    data = text.encode() if isinstance(text, str) else text
    return list(judged(read(data, needs_cohort).lines, LANGUAGES, needs_cohort))


def said(text: str) -> list[tuple[int, str, str]]:
    return [(one.line.number, one.fate.value, str(one.why or "")) for one in verdicts(text)]


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (FRENCH, "utf-8", "UTF-8"),
        (FRENCH, "utf-8-sig", "UTF-8"),
        (FRENCH, "utf-16", "UTF-16"),
        (FRENCH, "cp1252", "Windows-1252"),
        (FRENCH.upper(), "cp1252", "Windows-1252"),
        (ARABIC, "utf-8-sig", "UTF-8"),
        (ARABIC, "cp1256", "Windows-1256"),
        (ARABIC + "Élodie".lower() + " Çelik".lower() + ";e@exemple.ma;الرياضيات\n", "cp1256", "Windows-1256"),
    ],
)
def test_encodings_are_found(text: str, codec: str, name: str) -> None:
    assert decoded(text.encode(codec)) == (text, name)
    assert all(one.fate is Fate.NEW for one in verdicts(text.encode(codec)))


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_separators_are_found(sign: str) -> None:
    text = FRENCH.replace(";", sign)
    assert separator(text.split("\n")) == sign
    assert [one.line.name for one in verdicts(text)] == ["Amina Bénnani", "Élodie Çelik"]


def test_columns_stand_in_any_order_and_names_in_two() -> None:
    text = "cohorte,Prénom,e-mail,NOM,Matricule,téléphone\nA,Amina,a@b.ma,Bennani,17,0600\n"
    found = read(text.encode(), True)
    assert found.lines == [Line(2, "Amina Bennani", "a@b.ma", "", "17", "A")]
    assert [str(remark) for remark in found.remarks] == ["Not used, because the heading is not known: téléphone."]


def test_nom_alone_is_the_whole_name() -> None:
    assert verdicts("Nom;Groupe\nAmina Bennani;A\n")[0].line.name == "Amina Bennani"


LONG = (
    "The line has 5 parts and there are 4 headings. Perhaps a name holds the sign that separates columns: put it between "
    "quotation marks."
)


def test_each_bad_line_has_its_number_its_reason_and_a_way_out() -> None:
    text = """nom complet;courriel;cohorte;langue
Amina Bennani;amina@exemple.ma;A;fr

;personne@exemple.ma;A;
1234;x@exemple.ma;A;
Omar Idrissi;omar chez exemple;A;
Zed;zed@exemple.ma;;
Ali Baba;ali@exemple.ma;A;de
"Sara Alami;sara@exemple.ma;A;
Nour;nour@exemple.ma;A;fr;de trop
amina bennani;AMINA@exemple.ma;A;
Mina Kadi;;A;
mina kadi;;a;
Mina Kadi;;B;
"""
    assert said(text) == [
        (2, "new", ""),
        (4, "bad", "The name is missing. Write it, or take the line out."),
        (5, "bad", "“1234” is no name. Write it with letters."),
        (6, "bad", "“omar chez exemple” is no e-mail address. Correct it, or leave it out: people can do without."),
        (7, "bad", "The cohort is missing. Write its name or its official number."),
        (8, "bad", "The language “de” is not spoken here. Write one of: ar, en, fr."),
        (9, "bad", "A quotation mark is opened and not closed. Close it, or take it out."),
        (
            10,
            "bad",
            LONG,
        ),
        (11, "double", "The same person as in line 2."),
        (12, "new", ""),
        (
            13,
            "double",
            "The same name as in line 12. If these are two people, give each an e-mail address or a number.",
        ),
        (14, "new", ""),
    ]


def test_what_is_too_long_is_told_as_such() -> None:
    long = "A" * 121
    text = f"nom;identifiant\n{long};\nAmina;{'a' * 41}\nZed;{'a' * 200_000}\n"
    found = judged(read(text.encode(), needs_cohort=False).lines, LANGUAGES, needs_cohort=False)
    assert [str(one.why) for one in found] == [
        f"“{long[:40]}…” is too long: 120 signs at most.",
        f"“{'a' * 40}…” is too long: 40 signs at most.",
        "The line has more than 5000 signs. Does it hold a whole text, or are line ends missing?",
    ]


def test_swapped_columns_are_told_for_the_whole_file() -> None:
    people = "".join(f"p{number}@exemple.ma;Personne Numéro;A\n" for number in range(6))
    found = read(f"nom complet;courriel;cohorte\n{people}".encode(), True)
    assert "Two columns seem to be swapped" in str(found.remarks[0])
    assert {one.fate for one in judged(found.lines, LANGUAGES, True)} == {Fate.BAD}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf \n;;\n", "The file is empty."),
        (b"\xd0\xcf\x11\xe0....", "not a text file"),
        (b"PK\3\4....", "cut off or damaged"),
        (b"Amina;a@b.ma;A\n", "names no column that we know: “Amina a@b.ma A”"),
        (b"nom;courriel;e-mail;cohorte\nA;b;c;d", "Two headings mean the same: courriel, e-mail"),
        (b"courriel;cohorte\na@b.ma;A", "No heading names the people"),
        (b"nom;courriel\nAmina;a@b.ma", "No heading names the cohort"),
        (b"nom;cohorte\n", "no people below them"),
        (b"\xff\xfenom\x00;", "no text that we can read"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data, needs_cohort=True)
    assert sentence in str(refused.value.sentence)


@given(
    st.binary(max_size=400)
    | st.text(alphabet='aنé";,\t\n\r\0@. ', max_size=200).map(lambda text: ("nom;cohorte\n" + text).encode())
)
def test_whatever_is_sent_each_line_has_a_fate(data: bytes) -> None:
    try:
        found = read(data, needs_cohort=True)
    except Unreadable:
        return
    told = list(judged(found.lines, LANGUAGES, True))
    assert [one.line.number for one in told] == [line.number for line in found.lines]
    assert all(one.why for one in told if one.fate is not Fate.NEW)
