"""Safe repairs: what the checker calls repairable is mended, nothing else is, and no letter changes unasked."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from broken import BODY, BREAKS, STYLES, T, W, changed, replaced, rpr, said, text
from conftest import Papers
from lxml import etree
from openxml_audit import OpenXmlValidator
from saved import LIBREOFFICE, as_word_saves, convert
from test_layout_mutations import CASES, mutated

from qmsdocs.cli import main
from qmsdocs.layout import Fixed, UnreadableError, check, fix, legacy
from qmsdocs.layout.fixing_parts import changed_texts


def parts(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def letters(data: bytes) -> dict[str, str]:
    """All that is written in each part, read without the tool."""
    return {
        name: "".join(node.text or "" for node in etree.fromstring(content).iter(W + "t", W + "instrText"))
        for name, content in parts(data).items()
        if name.endswith(".xml")
    }


def complaints(data: bytes, folder: Path) -> set[tuple[str, str]]:
    file = folder / "whole.docx"
    file.write_bytes(data)
    return {(error.part_uri, error.description) for error in OpenXmlValidator().validate(file).errors}


def mended_whole(data: bytes, letters_too: bool = False) -> Fixed:
    """The file fixed: nothing that could be repaired is left, and not a letter is changed."""
    wanted = [one for one in check(data) if one.is_repairable and one.repair]
    of_text = [one for one in wanted if one.repair and one.repair.of_text]
    fixed = fix(data, text=letters_too)
    left = [one for one in fixed.left if one.is_repairable and one.repair]
    assert [one for one in left if letters_too or not (one.repair and one.repair.of_text)] == []
    assert bool(fixed.mended) >= (len(wanted) > len(of_text))
    if not (letters_too and of_text):
        before, after = letters(data), letters(fixed.data)
        assert {name: after[name] for name in before} == before
        assert not fixed.retyped
    if not wanted:
        assert fixed.data == data
    return fixed


@pytest.mark.parametrize("number", range(len(BREAKS)), ids=lambda number: f"{number}-{BREAKS[number][0]}")
def test_of_a_broken_paper_nothing_repairable_is_left(papers: Papers, tmp_path: Path, number: int) -> None:
    _, paper, breaking, _ = BREAKS[number]
    data = breaking(papers[paper])
    fixed = mended_whole(data)
    assert complaints(fixed.data, tmp_path) <= complaints(data, tmp_path)
    mended_whole(as_word_saves(data), letters_too=True)


@pytest.mark.parametrize("case", CASES[::3], ids=lambda case: f"{case[0][0]}-{case[0][1]}-{case[1]}")
def test_a_repair_reaches_every_layer(
    papers: Papers, tmp_path: Path, case: tuple[tuple[str, str, bool, str], str]
) -> None:
    (rule, style, _, xml), layer = case
    data = mutated(papers["plan" if rule == "HD3" else "decision"], style, layer, xml)
    fixed = mended_whole(data)
    assert complaints(fixed.data, tmp_path) <= complaints(data, tmp_path)


@pytest.mark.parametrize("name", ["decision", "plan", "dispatch", "minutes", "decision-2007"])
def test_a_right_paper_stays_as_it_is(papers: Papers, name: str) -> None:
    fixed = fix(papers[name], text=True)
    assert fixed.data == papers[name]
    assert not fixed.mended and not fixed.retyped


def everything_wrong(data: bytes) -> bytes:
    """Whatever a file from elsewhere may do at once."""
    for change in (
        text('w:pgSz w:w="11906"', 'w:pgSz w:w="12240"'),
        text('w:left="1701" w:header', 'w:left="1417" w:header'),
        text("<w:titlePg/>", ""),
        said("PageNumber", "jc", val="right"),
        said("PageNumber", "sz", val="22"),
        said("State", "sz", val="28"),
        said("Bases", "i", val="0"),
        said("AdminBody", "jc", val="left"),
        said("AdminBody", "ind", firstLine="850"),
        said("AdminBody", "spacing", before="0", after="0", line="480"),
        said("Recipients", "sz", val="26"),
        rpr('<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:color w:val="0070C0"/><w:sz w:val="30"/>'),
    ):
        data = change(data)
    return data


def test_many_mistakes_are_mended_together_and_listed(papers: Papers, tmp_path: Path) -> None:
    data = everything_wrong(papers["decision"])
    fixed = mended_whole(data)
    assert {one.finding.rule for one in fixed.mended} >= {"PG1", "PG2", "PG3", "SZ1", "CC1", "BD1", "NN1", "FT1", "FT2"}
    assert all(one.after and one.where and one.finding.cite for one in fixed.mended)
    assert not [one for one in fixed.left if one.level == "error"]
    assert complaints(fixed.data, tmp_path) <= complaints(data, tmp_path)


@pytest.mark.skipif(LIBREOFFICE is None, reason="LibreOffice is not installed")
def test_mended_files_open_and_print_what_they_printed(papers: Papers, tmp_path: Path) -> None:
    data = everything_wrong(papers["decision"])
    files = {"before": data, "after": fix(data).data, "numbered": fix(without_headers(papers["decision"])).data}
    for name, content in files.items():
        (tmp_path / f"{name}.docx").write_bytes(content)
    convert(tmp_path, "pdf", [tmp_path / f"{name}.docx" for name in files], tmp_path)
    printed = {}
    for name in files:
        command = ["pdftotext", "-raw", str(tmp_path / f"{name}.pdf"), "-"]
        printed[name] = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = {name: pages.replace("\f", "\n").split("\n") for name, pages in printed.items()}
    words = {name: "".join("".join(found).split()) for name, one in lines.items()
             if (found := [line for line in one if not line.isdigit()])}  # fmt: skip
    assert words["before"] == words["after"] == words["numbered"]
    assert printed["numbered"].split("\f")[1].split()[0] == "2"


# --- where a repair is made


def test_a_style_is_mended_once_for_all_that_have_it(papers: Papers) -> None:
    data = said("Bases", "i", val="0")(papers["decision"])
    fixed = fix(data)
    assert {one.where for one in fixed.mended} == {"kiểu “VB Bases”"}
    before, after = parts(data), parts(fixed.data)
    assert {name for name in before if before[name] != after[name]} == {STYLES}


def test_a_layer_that_others_need_as_it_is_stays(papers: Papers) -> None:
    """The size of the recipients comes from a style that a table of the text has too: only the list is changed."""
    wide = said("Recipients", "sz", val="26")(papers["decision"])
    style, other = '<w:pStyle w:val="Recipients"/>', '<w:pStyle w:val="TableText"/>'
    shared = changed(wide, BODY, lambda xml: xml.replace(other, style, 1))
    assert other in parts(wide)[BODY].decode()
    fixed = mended_whole(shared)
    assert {one.where for one in fixed.mended if one.finding.rule == "NN1"} == {"tại chỗ"}
    assert parts(fixed.data)[STYLES] == parts(shared)[STYLES]


def test_text_that_is_not_looked_at_keeps_its_looks(papers: Papers) -> None:
    box = (
        '<w:r><w:pict><w:txbxContent><w:p><w:pPr><w:pStyle w:val="Bases"/></w:pPr><w:r><w:t>Hộp</w:t></w:r></w:p>'
        "</w:txbxContent></w:pict></w:r>"
    )
    data = text("<w:r><w:t", f"{box}<w:r><w:t")(said("Bases", "i", val="0")(papers["decision"]))
    fixed = mended_whole(data)
    assert {one.where for one in fixed.mended} == {"tại chỗ"}
    assert parts(fixed.data)[STYLES] == parts(data)[STYLES]


def test_a_run_is_cut_where_only_a_part_of_it_is_wrong(papers: Papers) -> None:
    """Quốc hiệu and Tiêu ngữ in one run, of one size: the second is to be larger."""

    def joined(xml: str) -> str:
        root = etree.fromstring(xml.encode())
        named = {node.get(W + "val"): node.getparent().getparent() for node in root.iter(W + "pStyle")}
        (run,) = named["State"].iterchildren(W + "r")
        run.extend([etree.Element(W + "br"), *named["Motto"].iter(W + "t")])
        named["Motto"].getparent().remove(named["Motto"])
        return etree.tostring(root, encoding="unicode")

    fixed = mended_whole(changed(papers["decision"], BODY, joined))
    (one,) = fixed.mended
    assert (one.finding.rule, one.after, one.where) == ("SZ2", "Tiêu ngữ 14 pt", "tại chỗ")


# --- the page number


def without_headers(data: bytes) -> bytes:
    def rewrite(xml: str) -> str:
        root = etree.fromstring(xml.encode())
        for node in list(root.iter(W + "headerReference", W + "footerReference")):
            node.getparent().remove(node)
        return etree.tostring(root, encoding="unicode")

    return changed(data, BODY, rewrite)


def test_a_paper_without_a_page_number_is_given_one(papers: Papers, tmp_path: Path) -> None:
    data = without_headers(papers["decision"])
    fixed = mended_whole(data)
    assert [one.after for one in fixed.mended if one.finding.rule == "PG3"]
    assert not [one for one in fixed.left if one.rule == "PG3"]
    assert complaints(fixed.data, tmp_path) <= complaints(data, tmp_path)


def test_a_header_with_words_is_not_hidden_on_the_first_page(papers: Papers) -> None:
    header = next(name for name in parts(papers["decision"]) if "header" in name)
    worded = changed(
        papers["decision"], header, lambda xml: xml.replace("</w:p>", "<w:r><w:t>Mật</w:t></w:r></w:p>", 1)
    )
    fixed = mended_whole(text("<w:titlePg/>", "")(worded))
    assert "hiện ở trang thứ nhất" in [one.measured for one in fixed.left]


# --- the proof


def test_the_proof_sees_a_letter_and_does_not_mind_a_cut_run(papers: Papers) -> None:
    data = papers["decision"]
    assert changed_texts(data, data) == set()
    assert changed_texts(data, replaced(data, BODY, "Ban chỉ đạo", "Ban chỉ đạO"))
    assert changed_texts(data, replaced(data, BODY, "<w:r>", "<w:r><w:tab/></w:r><w:r>"))
    assert changed_texts(data, replaced(data, BODY, "<w:p>", "<w:p/><w:p>"))
    assert changed_texts(data, replaced(data, BODY, "Ban chỉ", f"Ban</w:t></w:r><w:r>{T} chỉ")) == set()


def test_what_must_not_be_touched_is_refused(papers: Papers) -> None:
    signed = io.BytesIO(papers["decision"])
    with zipfile.ZipFile(signed, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    for data in (signed.getvalue(), b"PK no"):
        with pytest.raises(UnreadableError):
            fix(data)
    with pytest.raises(KeyError):
        fix(papers["decision"], "nd99")


# --- letters


TYPED = [  # as Word keeps it, font, what it shows
    ("Céng hoµ x· héi chñ nghÜa ViÖt Nam; §éc lËp - Tù do - H¹nh phóc", ".VnTime",
     "Cộng hoà xã hội chủ nghĩa Việt Nam; Độc lập - Tự do - Hạnh phúc"),
    ("céng hoµ x· héi chñ nghÜa viÖt nam", ".VnTimeH", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("Uû ban nh©n d©n tØnh; ng\u00adêi ®\u00adîc uû quyÒn", ".VnArial", "Uỷ ban nhân dân tỉnh; người được uỷ quyền"),
    ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam; Ñoäc laäp - Töï do - Haïnh phuùc", "VNI-Times",
     "Cộng hòa xã hội chủ nghĩa Việt Nam; Độc lập - Tự do - Hạnh phúc"),
    ("ngöôøi ñöôïc uûy quyeàn kyù; kyõ, kyø, lyû, kî", "VNI-Helve", "người được ủy quyền ký; kỹ, kỳ, lỷ, kỵ"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "font", "shown"), TYPED)
def test_old_encodings_are_read_by_their_fonts(papers: Papers, written: str, font: str, shown: str) -> None:
    assert legacy.to_unicode(written, font) == shown
    face = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    data = replaced(papers["decision"], BODY, f"{T}Về việc thành lập", f"{face}{T}Về việc thành lập")
    data = replaced(data, BODY, "Về việc thành lập Ban chỉ đạo ISO", written)
    assert fix(data).retyped == ()  # not unless it is asked for
    fixed = mended_whole(data, letters_too=True)
    (one,) = fixed.retyped
    assert (one.before, one.after) == (written, shown)
    assert shown in letters(fixed.data)[BODY] and font not in parts(fixed.data)[BODY].decode()
    undone = replaced(fixed.data, BODY, one.after, one.before)  # the list is all it takes
    assert letters(undone) == letters(data)


@pytest.mark.skipif(shutil.which("iconv") is None, reason="iconv is not installed")
def test_the_tcvn3_table_is_that_of_the_standard() -> None:
    signs = [chr(code) for code in range(0xA1, 0x100) if legacy.to_unicode(chr(code), ".VnTime") is not None]
    command = ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"]
    shown = subprocess.run(command, input="\n".join(signs).encode("latin-1"), capture_output=True, check=True).stdout
    assert [legacy.to_unicode(sign, ".VnTime") for sign in signs] == shown.decode().split("\n")
    assert len(signs) == 7 + 67  # seven capitals have codes of their own; the others are drawn by fonts of capitals


def test_a_sign_that_its_font_does_not_have_is_left_alone(papers: Papers) -> None:
    """Unicode typed in an old font: no one knows what was meant."""
    data = rpr('<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>')(papers["decision"])
    assert fix(data, text=True).data == data
    assert "TX1" in {one.rule for one in check(data)}


def test_marks_are_joined_to_their_letters_even_across_runs(papers: Papers) -> None:
    cut = replaced(papers["decision"], BODY, "Ban chỉ đạo", f"Ban chi</w:t></w:r><w:r>{T}\u0309 đa\u0323o")
    (one,) = mended_whole(cut, letters_too=True).retyped
    assert "Ban chi\u0309 đa\u0323o" in one.before and "Ban chỉ đạo" in one.after


# --- the command


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    return int(stopped.value.code or 0)


def test_a_folder_is_mended_into_another(papers: Papers, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "gốc", tmp_path / "sửa"
    (source / "con").mkdir(parents=True)
    (source / "sai.docx").write_bytes(said("Bases", "i", val="0")(papers["decision"]))
    (source / "con" / "đúng.docx").write_bytes(papers["plan"])
    before = {file: file.read_bytes() for file in source.rglob("*.docx")}
    assert run("layout", "fix", str(source), "-o", str(out)) == 0
    told = capsys.readouterr().out
    assert "đoạn 5 và 3 chỗ nữa: CC1 kiểu chữ căn cứ: đứng → nghiêng; sửa ở kiểu “VB Bases”" in told
    assert "Đã sửa 4 chỗ, ghi 2 tệp." in told
    assert {file: file.read_bytes() for file in source.rglob("*.docx")} == before
    assert (out / "con" / "đúng.docx").read_bytes() == papers["plan"]
    assert not [one for one in check((out / "sai.docx").read_bytes()) if one.level == "error"]

    assert run("layout", "fix", str(source), "-o", str(out)) == 1  # never over a file
    assert "không ghi đè" in capsys.readouterr().err
    assert run("layout", "check", str(source)) == 1
    assert "sửa được: qmsdocs layout fix" in capsys.readouterr().out


def test_one_file_is_mended_into_one(papers: Papers, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, bad = tmp_path / "a.docx", tmp_path / "b.docx"
    source.write_bytes(said("Date", "sz", val="24")(papers["decision"]))
    bad.write_bytes(b"PK")
    assert run("layout", "fix", str(source), "-o", str(tmp_path / "c.docx"), "--format", "json") == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert file["out"] == str(tmp_path / "c.docx")
    repair = next(one for one in file["mended"] if one["rule"] == "SZ1")
    assert (repair["before"], repair["after"], repair["where"]) == ("12 pt", "14 pt", "kiểu “VB Date”")
    assert repair["cite"] and repair["place"]
    assert run("layout", "fix", str(source), "-o", str(source)) == 1  # never in place
    assert run("layout", "fix", str(source), str(bad), "-o", str(tmp_path / "d.docx")) == 2
    assert run("layout", "fix", str(source), str(bad), "-o", str(tmp_path / "d")) == 1
    assert "không sửa được" in capsys.readouterr().out and (tmp_path / "d" / "a.docx").exists()


def test_letters_are_changed_on_request(papers: Papers, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(replaced(papers["decision"], BODY, "Ban chỉ đạo", "Ban chi\u0309 đạo"))
    assert run("layout", "fix", str(source), "-o", str(tmp_path / "b.docx")) == 0
    assert (tmp_path / "b.docx").read_bytes() == source.read_bytes()
    assert run("layout", "fix", str(source), "-o", str(tmp_path / "c.docx"), "--text") == 0
    assert "Ban chi\u0309 đạo" in capsys.readouterr().out  # what it was
