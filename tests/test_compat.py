"""Our engine beside docxtpl: every tag in every place, saved in several ways, compared part by part; mistakes told."""

from __future__ import annotations

import functools
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from compat import engines, words
from compat.anything import CONTEXTS, SIZES, templates
from compat.case import DATA, Case, case
from compat.cases import CASES
from compat.mistakes import LOSSES, MISTAKES, UNKNOWN, Loss, Mistake
from compat.same import differences, lines, loose_cells, texts
from compat.words import Doc, b, box, cell, control, p, t, table
from hypothesis import HealthCheck, given, settings
from openxml_audit import OpenXmlValidator

from qmsdocs.errors import QmsdocsError

ours = pytest.mark.skipif(not engines.OURS, reason="qmsdocs.docx has no compile_template yet")
BY_NAME = {one.name: one for one in CASES}
SAME = [one for one in CASES if not one.differs]
DIFFERING = [one for one in CASES if one.differs]
OFFICE = [one for one in CASES if one.office]


def named(cases: list[Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=lambda one: one.name)


# --- the tools


def test_names_are_given_once() -> None:
    assert len(BY_NAME) == len(CASES)


def test_the_templates_are_valid(tmp_path: Path) -> None:
    blocks = p(b("a"), words.TAB, words.field_code("PAGE")) + table(["a", "b"])
    whole = words.everywhere(blocks + control("khoi", p("b")))
    more = Doc(
        whole.body + p(words.picture("hinh", "Ảnh")) + p(words.link("l", "đây")),
        **{name: getattr(whole, name) for name in ("header", "first", "even", "footer", "footnote")},
        endnote=p("cuối"),
        comment=p("ghi chú"),
        core={"title": "Tên"},
        company="Sở",
        custom={"Mã": "01"},
        links={"l": "https://vd.vn"},
        pictures={"hinh": words.png(1, 2, 3)},
    )
    assert problems_of(words.bytes_of(more), tmp_path) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (p("a"), p("b")),
        (p("a"), p("a") + p()),
        (p("a"), p(b("a"))),
        (p(b("a"), "b"), p("a", b("b"))),
        (p("a"), p("a", ppr=words.CENTRE)),
        (p("ab"), p("a", words.TAB, "b")),
        (p("ab"), p("a", words.BREAK, "b")),
        (p("a b"), p("a  b")),
        (table(["a", "b"]), table(["b", "a"])),
        (table(["a", "b"]), table(["a", "b"], columns=3)),
        (table(["a"]), table([cell("a", tcpr='<w:vAlign w:val="center"/>')])),
        (table(["a"]), p("a")),
        (control("x", p("a")), control("y", p("a"))),
        (p(box(p("a"))), p(box(p("b")))),
        (p("a"), p("<w:r><w:t>a<w:tab/></w:t></w:r>")),
    ],
)
def test_a_difference_is_found(one: str, other: str) -> None:
    assert differences(words.bytes_of(Doc(one)), words.bytes_of(Doc(other)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (p("ab"), p("a", "b")),
        (p(b("ab")), p(b("a"), t("", "<w:b/>"), b("b"))),
        (p(t("a", '<w:b/><w:sz w:val="20"/>')), p(t("a", '<w:sz w:val="20"/><w:b/>'))),
        (p("ab"), p("a", '<w:proofErr w:type="spellStart"/>', "b")),
        (p("a"), '<w:p w:rsidR="00000001"><w:r w:rsidR="00000002"><w:rPr></w:rPr><w:t>a</w:t></w:r></w:p>'),
        (p(words.picture("hinh")), p(words.picture("hinh", number=9))),
    ],
)
def test_what_nobody_sees_is_no_difference(one: str, other: str) -> None:
    pictures = {"hinh": words.png(1, 2, 3)}
    assert not differences(words.bytes_of(Doc(one, pictures=pictures)), words.bytes_of(Doc(other, pictures=pictures)))


# --- docxtpl, so that what the cases say of it is true


@named(SAME)
def test_docxtpl_gives_what_the_case_says(case: Case) -> None:
    made = by_docxtpl(case.name, "plain")
    assert not (differences(expected(case, "plain"), made) if case.gives else [])
    if not case.split:
        assert not differences(made, by_docxtpl(case.name, "split"))


@named(DIFFERING)
def test_docxtpl_still_differs(case: Case) -> None:
    assert case.gives is not None
    try:
        made = by_docxtpl(case.name, "plain")
    except Exception:  # whatever it stops with
        return
    assert differences(words.bytes_of(case.gives), made)


# --- our engine beside it


@ours
@pytest.mark.parametrize("way", ["plain", "split"])
@named(list(CASES))
def test_ours_gives_the_same(case: Case, way: str) -> None:
    if way == "split" and case.name == "filter-block":
        with pytest.raises(QmsdocsError, match="nhiều định dạng"):  # a filter cannot take several looks as one text
            engines.by_ours(saved(case.name, way), case)
        return
    made = engines.by_ours(saved(case.name, way), case)
    assert not (found := differences(expected(case, way), made)), said(found)


@ours
@named(list(CASES))
def test_ours_is_valid(case: Case, tmp_path: Path) -> None:
    made = engines.by_ours(saved(case.name, "plain"), case)
    assert problems_of(made, tmp_path) == []
    assert loose_cells(made) == []


@ours
@pytest.mark.filterwarnings("ignore:Duplicate name")
@named(OFFICE)
def test_ours_gives_the_same_when_libreoffice_saved_the_template(case: Case, office: Mapping[str, bytes]) -> None:
    template = office[case.name]
    made = engines.by_ours(template, case)
    # python-docx does not find the core properties that LibreOffice wrote and adds a second part of the same name.
    found = differences(engines.by_docxtpl(template, case), made, leave=("docProps/core.xml",))
    assert not found, said(found)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The templates of the cases, opened and saved by LibreOffice."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    folder, out = tmp_path_factory.mktemp("word"), tmp_path_factory.mktemp("office")
    for one in OFFICE:
        assert one.office is not None
        (folder / f"{one.name}.docx").write_bytes(words.bytes_of(one.office))
    command = [soffice, f"-env:UserInstallation=file://{out / 'profile'}", "--headless", "--convert-to", "docx"]
    files = [str(file) for file in sorted(folder.iterdir())]
    subprocess.run([*command, "--outdir", str(out), *files], check=True, capture_output=True, timeout=300)
    return {one.name: (out / f"{one.name}.docx").read_bytes() for one in OFFICE}


@functools.cache
def by_docxtpl(name: str, way: str) -> bytes:
    return engines.by_docxtpl(saved(name, way), BY_NAME[name])


@functools.cache
def saved(name: str, way: str) -> bytes:
    """The template of a case as it is, or with its tags split over runs."""
    template = BY_NAME[name].template
    return words.bytes_of(words.split(template) if way == "split" else template)


def expected(case: Case, way: str) -> bytes:
    return words.bytes_of(case.gives) if case.gives is not None else by_docxtpl(case.name, way)


def problems_of(data: bytes, folder: Path) -> list[str]:
    """What the validator says of a finished document."""
    file = folder / "made.docx"
    file.write_bytes(data)
    return [f"{error.part_uri} {error.path}: {error.description}" for error in OpenXmlValidator().validate(file).errors]


def said(found: list[str]) -> str:
    return "\n".join(found[:60])


# --- mistakes


@ours
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda one: one.name)
def test_a_mistake_is_told_at_its_place(mistake: Mistake) -> None:
    with pytest.raises(QmsdocsError) as raised:
        engines.compiled(words.bytes_of(mistake.template))
    assert told(raised.value, mistake) == []


@ours
@pytest.mark.parametrize("mistake", UNKNOWN, ids=lambda one: one.name)
def test_a_mistake_with_data_is_told_at_its_place(mistake: Mistake) -> None:
    with pytest.raises(QmsdocsError) as raised:
        engines.compiled(words.bytes_of(mistake.template)).render(DATA)
    assert told(raised.value, mistake) == []


@ours
@pytest.mark.parametrize("loss", LOSSES, ids=lambda one: one.name)
def test_nothing_is_lost_in_silence(loss: Loss, tmp_path: Path) -> None:
    try:
        made = engines.compiled(words.bytes_of(loss.template)).render({**DATA, **loss.context})
    except QmsdocsError as error:
        assert all(problem.where.inside for problem in error.problems)
        return
    assert not [line for line in lines(made) if "STRAY" in line]
    assert not [text for text in loss.kept if text not in texts(made)]
    assert problems_of(made, tmp_path) == []


def told(error: QmsdocsError, mistake: Mistake) -> list[tuple[str, ...]]:
    """The places of a mistake that no Problem names; each Problem counts for one."""
    left = [problem.where.inside for problem in error.problems if problem.level == "error"]
    missing = []
    for place in mistake.places:
        found = next((inside for inside in left if all(_says(inside, word) for word in place)), None)
        if found is None:
            missing.append((*place, "told:", *left))
        else:
            left.remove(found)
    return missing


def _says(inside: str, word: str) -> bool:
    return any(one in inside for one in word.split("|"))


# --- anything, anywhere


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(templates(), CONTEXTS, SIZES)
def test_any_tags_anywhere(template: Doc, context: dict[str, object], sizes: list[int]) -> None:
    one = case("any", template, **context)
    whole, cut = words.bytes_of(template), words.bytes_of(words.split(template, sizes))
    made = engines.by_docxtpl(whole, one)
    others = [engines.by_docxtpl(cut, one)]
    if engines.OURS:
        others += [engines.by_ours(whole, one), engines.by_ours(cut, one)]
    for other in others:
        assert not (found := differences(made, other)), said(found)
