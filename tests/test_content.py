"""A file that was only saved again differs in nothing; any edit is told, at its place."""

from __future__ import annotations

import functools
import io
import random
from pathlib import Path

import docx
import pytest
from conftest import sample
from hypothesis import given, settings
from hypothesis import strategies as st

from qmsdocs.build import build
from qmsdocs.docx.content import Change, compare, content
from qmsdocs.docx.content.words import value_of
from qmsdocs.errors import QmsdocsError
from qmsdocs.kinds import plans
from tests.resaving import EDITS, NOISES, File, W, edited, resaved, zipped
from tests.resaving.files import properties, w

KINDS = ("procedure", "form", "manual", "committee-decision", "objectives-followup")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
# Noises that may be made again where they were made already.
AGAIN = ["rsid", "paraId", "runs split", "runs merged", "proofing", "flags", "attribute order", "relationships"]


class Papers(dict[str, bytes]):
    """A document of each kind, by the name of the kind."""

    def __repr__(self) -> str:  # what a failing test prints
        return f"{type(self).__name__}({', '.join(self)})"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """One document of each kind as the sample builds it, and one that somebody put a picture into."""
    workspace = sample("so-tu-phap")
    first = {plan.kind: plan for plan in reversed(plans(workspace, KINDS))}
    made = build(workspace, tuple(first.values()), tmp_path_factory.mktemp("content"))
    found = {plan.kind: (made.out / plan.path).read_bytes() for plan in made.plans}
    return Papers({**found, "picture": _with_picture(found["form"])})


def _with_picture(data: bytes) -> bytes:
    document = docx.Document(io.BytesIO(data))
    document.add_paragraph("Sơ đồ: ").add_run().add_picture(io.BytesIO(PNG))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


known = functools.lru_cache(maxsize=16)(content)  # the same documents are compared over and over


def changes(before: bytes, after: bytes) -> list[Change]:
    return compare(known(before), content(after))


@pytest.mark.parametrize("noise", NOISES)
def test_each_noise_of_saving_is_no_change(papers: Papers, noise: str) -> None:
    rng = random.Random(noise)
    for kind in sorted({"procedure", "picture", rng.choice(KINDS)}):
        after = resaved(papers[kind], rng, [noise])
        assert after != papers[kind]
        assert [str(one) for one in changes(papers[kind], after)] == [], kind


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32), kind=st.sampled_from([*KINDS, "picture"]), times=st.integers(1, 3))
def test_saved_again_and_again_is_no_change(papers: Papers, seed: int, kind: str, times: int) -> None:
    rng = random.Random(seed)
    noisy = papers[kind]
    for _ in range(times):
        noisy = resaved(noisy, rng, rng.sample(AGAIN, 4))
    noisy = resaved(noisy, rng)
    assert [str(one) for one in changes(papers[kind], noisy)] == []


@pytest.mark.parametrize("name", EDITS)
def test_each_edit_is_told_at_its_place(papers: Papers, name: str) -> None:
    rng = random.Random(name)
    done = 0
    for kind in rng.sample(list(papers), len(papers)):
        file = File(papers[kind])
        place = EDITS[name](file, rng)
        if place is not None:
            done += 1
            found = changes(papers[kind], resaved(file.bytes(), rng, rng.sample(AGAIN, 3)))
            assert any(one.place.startswith(place) for one in found), (kind, place, [str(one) for one in found])
            assert all("<" not in str(one) for one in found), [str(one) for one in found]
        if done == 2:
            return
    assert done, "no document has room for it"


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32), kind=st.sampled_from([*KINDS, "picture"]))
def test_an_edited_file_saved_again_is_the_same_edited_file(papers: Papers, seed: int, kind: str) -> None:
    rng = random.Random(seed)
    after = edited(papers[kind], rng)
    again = resaved(after, rng, rng.sample(AGAIN, 5))
    assert changes(papers[kind], after) != []
    assert [str(one) for one in changes(after, again)] == []


def test_changes_are_told_in_the_words_of_problems(papers: Papers) -> None:
    document = docx.Document(io.BytesIO(papers["procedure"]))
    purpose = next(one for one in document.paragraphs if one.style.name == "Body Text")
    purpose.runs[0].text += " Sửa tay."
    document.tables[0].cell(0, 2).paragraphs[0].runs[0].bold = True
    document.styles["Body Text"].font.size = docx.shared.Pt(15)
    document.sections[0].left_margin = docx.shared.Mm(20)
    document.core_properties.title = "Tên khác"
    out = io.BytesIO()
    document.save(out)
    found = {one.place: one for one in changes(papers["procedure"], out.getvalue())}
    bold = found["bảng 1, hàng 1, ô 3, đoạn 1"]
    assert (bold.what, bold.before, bold.after) == ("chữ đậm của “Mã hiệu: QT-HT.01”", "không", "có")
    text = next(one for one in found.values() if one.what == "chữ")
    assert text.place.endswith("dưới đề mục “Mục đích”")
    assert text.after.endswith("Sửa tay.")
    size = found["kiểu “Body Text”"]
    assert (size.what, size.before, size.after) == ("cỡ chữ", "13", "15")
    assert str(found["phần 1"]) == "phần 1: lề trang: “30,0 mm” thành “20,0 mm”"
    assert found["thuộc tính tài liệu"].what == "tiêu đề"
    assert len(found) == 5, "a style that changed is told once, not for all its paragraphs"


def test_colours_of_the_theme_count_where_the_text_has_some(papers: Papers) -> None:
    file, plain = File(papers["form"]), File(papers["form"])
    for one in (file, plain):
        next(one.tree("word/theme.xml").iter("{*}accent1"))[0].set("val", "123456")
    assert changes(papers["form"], plain.bytes()) == []
    before = File(papers["form"])
    for one in (before, file):
        properties(one.body.find(f".//{W}r"), "rPr").append(w("color", themeColor="accent1"))
    assert [one.what.partition(" của ")[0] for one in changes(papers["form"], file.bytes())] == ["màu chữ"]
    assert [str(one) for one in changes(before.bytes(), file.bytes())] == ["thiết lập của tệp: bộ màu"]


def test_a_column_that_was_dragged_is_told_once(papers: Papers) -> None:
    file = File(papers["objectives-followup"])
    table = list(file.body.iter(f"{W}tbl"))[1]
    rows = [
        row for row in table.iter(f"{W}tr") if len(row.findall(f"{W}tc")) == len(table.find(f"{W}tr").findall(f"{W}tc"))
    ]
    for row in rows:
        for cell, more in zip(row.iter(f"{W}tcW"), (400, -400), strict=False):
            cell.set(f"{W}w", str(int(cell.get(f"{W}w")) + more))
    assert len(rows) > 3
    places = [(one.place, one.what) for one in changes(papers["objectives-followup"], file.bytes())]
    assert places == [("bảng 2", f"chiều rộng cột ({len(rows)} chỗ)")] * 2


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("r/b", "0", "không"),
        ("r/sz", "27", "13,5"),
        ("p/ind.left", "567", "10,0 mm"),
        ("p/jc", "both", "đều hai bên"),
        ("p/numbering", "0 “Điều %1.” decimal:1  numFmt=decimal", "Điều %1."),
        ("c/width", "1250", "25,0%"),
        ("c/tcBorders.top", "color=FF0000 sz=6 val=double", "hai nét, 0,75 pt, màu FF0000"),
        ("c/shd", "fill=00FF00 val=clear", "nền 00FF00"),
        ("x/khác", "<drawing><inline></></>", ""),
    ],
)
def test_values_are_said_as_people_say_them(key: str, value: str, words: str) -> None:
    assert value_of(key, value) == words


def test_what_is_no_word_document_is_a_problem(papers: Papers) -> None:
    file = File(papers["form"])
    strict = file.parts["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    bodiless = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    cases = {
        "no zip": b"x",
        "cut short": papers["form"][:-200],
        "no parts": zipped({}),
        "not XML": zipped({**file.parts, "word/document.xml": b"<w:document"}),
        "strict": zipped({**file.parts, "word/document.xml": strict}),
        "no body": zipped({**file.parts, "word/document.xml": bodiless}),
        "a level that is no number": zipped(
            {**file.parts, "word/document.xml": file.parts["word/document.xml"].replace(b'w:w="', b'w:w="x')}
        ),
    }
    for name, data in cases.items():
        with pytest.raises(QmsdocsError) as caught:
            content(data, "a.docx")
        (problem,) = caught.value.problems
        assert problem.code == "document-unreadable", name
        assert problem.where.file == "a.docx"


def test_a_field_that_never_ends_hides_nothing(papers: Papers) -> None:
    """Were all that follows it taken for its result, edits there would pass for Word's own work."""
    file = File(papers["procedure"])
    for sign in file.body.iter("{*}fldChar"):
        if sign.get(sign.tag.replace("fldChar", "fldCharType")) == "end":
            sign.getparent().remove(sign)
            break
    before = file.bytes()
    after = edited(before, random.Random(1), "paragraph gone")
    assert changes(before, after) != []


def test_blank_file_of_another_program_can_be_read() -> None:
    assert content((Path(docx.__file__).parent / "templates" / "default.docx").read_bytes()).body
