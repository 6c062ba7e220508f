"""A file that was only saved again differs in nothing; any edit is told, at its place."""

from __future__ import annotations

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
from qmsdocs.errors import QmsdocsError
from qmsdocs.kinds import plans
from tests.resaving import EDITS, NOISES, File, edited, resaved, zipped

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


def changes(before: bytes, after: bytes) -> list[Change]:
    return compare(content(before), content(after))


@pytest.mark.parametrize("noise", NOISES)
def test_each_noise_of_saving_is_no_change(papers: Papers, noise: str) -> None:
    for kind, data in papers.items():
        after = resaved(data, random.Random(noise), [noise])
        assert after != data
        assert [str(one) for one in changes(data, after)] == [], kind


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
