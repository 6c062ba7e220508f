"""Findings as Word comments in a copy, and as SARIF."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import jsonschema
import pytest
from broken import PAGE_NUMBER_LEFT, said
from conftest import Papers
from docx.shared import Mm
from openxml_audit import OpenXmlValidator

from qmsdocs import __version__
from qmsdocs.cli import main
from qmsdocs.layout import RULES, Finding, examine
from qmsdocs.layout.annotating import annotated
from qmsdocs.layout.reading import Docx
from qmsdocs.layout.sarif import sarif


def broken(data: bytes) -> bytes:
    """Two mistakes on one paragraph, one on the page, one in a header."""
    data = said("Bases", "i", val="0")(data)
    document = docx.Document(io.BytesIO(PAGE_NUMBER_LEFT(data)))
    document.sections[0].left_margin = Mm(20)
    basis = next(one for one in document.paragraphs if one.text.startswith("Căn cứ"))
    basis.runs[-1].text = basis.runs[-1].text.rstrip(";")
    document.save(made := io.BytesIO())
    return made.getvalue()


@pytest.fixture(scope="module")
def case(papers: Papers) -> tuple[bytes, Sequence[Finding], bytes]:
    data = broken(papers["decision"])
    findings = examine(data).findings
    return data, findings, annotated(data, findings)


Case = tuple[bytes, Sequence[Finding], bytes]


def comments(data: bytes) -> dict[str, str]:
    """The text of each comment, by what it is anchored to; comments of one paragraph joined."""
    found: dict[str, str] = {}
    document = docx.Document(io.BytesIO(data))
    texts = {str(one.comment_id): one.text for one in document.comments}
    cells = (one for table in document.tables for row in table.rows for cell in row.cells for one in cell.paragraphs)
    for paragraph in [*cells, *document.paragraphs]:
        for mark in paragraph._p.xpath("./w:commentRangeStart/@w:id"):
            found[paragraph.text] = found.get(paragraph.text, "") + texts.pop(mark) + "\n"
    assert not texts, "every comment is anchored"
    return found


def test_each_finding_is_a_comment_at_its_place(case: Case) -> None:
    _, findings, copy = case
    told = comments(copy)
    basis = next(text for anchor, text in told.items() if anchor.startswith("Căn cứ Quyết định số 19/2014"))
    assert "Lỗi CC1: kiểu chữ căn cứ: đứng; quy định: nghiêng" in basis
    assert "Lỗi CC1: dấu cuối căn cứ" in basis
    assert "(đặt ở: kiểu “VB Bases”)" in basis and "[Phụ lục I, Phần I, Mục II, khoản 6]" in basis
    first = told[next(iter(told))]
    assert "Lỗi PG2: phần 1: lề trái: 20 mm; quy định: 30-35 mm" in first
    assert "đầu trang của phần 1" in first
    every = list(docx.Document(io.BytesIO(copy)).comments)
    assert len(every) == len(findings) and {one.author for one in every} == {"qmsdocs"}


def test_nothing_but_comments_is_added(case: Case) -> None:
    data, findings, copy = case
    assert [p.written for p in Docx(copy).everywhere] == [p.written for p in Docx(data).everywhere]
    assert examine(copy).findings == tuple(findings)
    assert annotated(data, findings) == copy
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(copy)) as new:
        same = {name for name in old.namelist() if old.read(name) == new.read(name)}
        assert set(old.namelist()) - same == {
            "word/document.xml",
            "[Content_Types].xml",
            "word/_rels/document.xml.rels",
        }
        assert set(new.namelist()) - set(old.namelist()) == {"word/comments.xml"}
    assert annotated(data, []) == data


def test_comments_that_are_there_stay(case: Case) -> None:
    _, findings, copy = case
    twice = annotated(copy, findings)
    assert len(list(docx.Document(io.BytesIO(twice)).comments)) == 2 * len(findings)
    document = docx.Document(io.BytesIO(case[0]))
    document.add_comment(document.paragraphs[0].runs, "Xem lại", author="Văn thư")
    document.save(made := io.BytesIO())
    told = list(docx.Document(io.BytesIO(annotated(made.getvalue(), findings))).comments)
    assert [one.author for one in told].count("Văn thư") == 1 and len(told) == len(findings) + 1
    assert len({one.comment_id for one in told}) == len(told)


def test_the_copy_is_a_valid_word_file(case: Case, papers: Papers, tmp_path: Path) -> None:
    copies = {"decision": case[2]}
    copies |= {name: annotated(data, case[1]) for name, data in papers.items() if name != "decision"}
    for name, copy in copies.items():
        file = tmp_path / f"{name}.docx"
        file.write_bytes(copy)
        assert not OpenXmlValidator().validate(file).errors, name


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_copy_with_its_comments(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(case[2])
    profile = f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=200)
    with zipfile.ZipFile(tmp_path / "a.odt") as odt:
        content = odt.read("content.xml").decode()
    assert content.count("<office:annotation ") == len(case[1])
    assert content.count("<dc:creator>qmsdocs</dc:creator>") == len(case[1])


# --- SARIF

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {
                    "required": ["uri"],
                    "properties": {"uri": {"format": "uri-reference"}},
                }
            },
        },
        "logicalLocations": {"type": "array", "items": {"required": ["fullyQualifiedName"]}},
    },
}
# What SARIF 2.1.0 asks of the parts that we write.
SARIF = {
    "type": "object",
    "required": ["version", "runs", "$schema"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name", "rules"],
                                "properties": {
                                    "language": {"pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "required": ["id", "help"],
                                            "properties": {
                                                "shortDescription": TEXT,
                                                "fullDescription": TEXT,
                                                "help": TEXT,
                                                "defaultConfiguration": {
                                                    "properties": {
                                                        "level": {"enum": ["none", "note", "warning", "error"]}
                                                    }
                                                },
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "invocations": {
                        "type": "array",
                        "items": {
                            "required": ["executionSuccessful"],
                            "properties": {
                                "toolExecutionNotifications": {
                                    "items": {
                                        "required": ["message"],
                                        "properties": {"message": TEXT, "locations": {"items": LOCATION}},
                                    }
                                }
                            },
                        },
                    },
                    "artifacts": {"type": "array", "uniqueItems": True, "items": {"required": ["location"]}},
                    "results": {
                        "type": "array",
                        "items": {
                            "required": ["message", "ruleId", "ruleIndex"],
                            "properties": {
                                "message": TEXT,
                                "kind": {"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
                                "level": LEVEL,
                                "locations": {"type": "array", "items": LOCATION},
                            },
                            # 3.27.10: a level other than none belongs to a fail alone.
                            "if": {"properties": {"kind": {"const": "fail"}}},
                            "else": {"properties": {"level": {"const": "none"}}},
                        },
                    },
                },
            },
        },
    },
}


def test_sarif_keeps_its_schema_and_cites(case: Case, papers: Papers) -> None:
    files = [
        (Path("thư mục") / "QĐ 03.docx", examine(case[0])),
        (Path("b.docx").absolute(), examine(papers["minutes"])),
        (Path("c.docx"), "không phải tệp Word"),
    ]
    data = json.loads(json.dumps(sarif(files, __version__)))
    jsonschema.Draft7Validator(SARIF, format_checker=jsonschema.FormatChecker()).validate(data)
    (run,) = data["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {f"nd30-2020/{name}" for name in RULES} <= {rule["id"] for rule in rules}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    first = next(one for one in run["results"] if one["ruleId"] == "nd30-2020/CC1")
    assert "Mục II, khoản 6" in rules[first["ruleIndex"]]["help"]["text"]
    assert first["level"] == "error" and "đoạn 5" in first["message"]["text"]
    assert (
        first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        == "th%C6%B0%20m%E1%BB%A5c/Q%C4%90%2003.docx"
    )
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    assert "không phải tệp Word" in invocation["toolExecutionNotifications"][0]["message"]["text"]


# --- the command


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as stopped:
        main([str(one) for one in arguments])
    return int(stopped.value.code or 0)


def test_the_command_writes_copies_once(
    case: Case, papers: Papers, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "vao", tmp_path / "ra"
    (folder / "trong").mkdir(parents=True)
    (folder / "trong" / "a.docx").write_bytes(case[0])
    (folder / "b.docx").write_bytes(b"PK")
    assert run("layout", "check", folder, "--annotate", out) == 1
    assert [file.relative_to(out).as_posix() for file in out.rglob("*.docx")] == ["trong/a.docx"]
    assert (folder / "trong" / "a.docx").read_bytes() == case[0]
    assert "1 bản sao có chú thích" in capsys.readouterr().out
    assert run("layout", "check", folder, "--annotate", out) == 1
    assert "đã có tệp này, không ghi đè" in capsys.readouterr().err
    assert run("layout", "check", folder, "--annotate", folder) == 1
    assert "đã có tệp này, không ghi đè" in capsys.readouterr().err
    assert run("layout", "check", folder, "--format", "sarif") == 1
    data = json.loads(capsys.readouterr().out)
    assert data["version"] == "2.1.0" and len(data["runs"][0]["artifacts"]) == 2
