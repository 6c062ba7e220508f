"""Word files to PDF: what is printed is what the document says, and no converter's fault costs another document."""

from __future__ import annotations

import contextlib
import dataclasses
import email
import email.policy
import http.server
import importlib.util
import io
import os
import re
import shutil
import signal
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest
from conftest import AGENCY, ROOT
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from qmsdocs.cli import main
from qmsdocs.docx import package, xml
from qmsdocs.errors import Problem, QmsdocsError
from qmsdocs.pdf import Engine, Machine, Result, convert, find
from qmsdocs.pdf import fields as word_fields
from qmsdocs.pdf.fonts import letters
from qmsdocs.pdf.preparing import prepare
from qmsdocs.pdf.stamping import is_ours, stamp
from qmsdocs.pdf.verifying import verify

HERE = Machine(sys.platform, os.environ)


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def field(code: str, result: str) -> str:
    """A field as Word saves it, with what it printed last."""
    instruction = f"<w:r><w:instrText> {code} </w:instrText></w:r>"
    return mark("begin") + instruction + mark("separate") + result + mark("end")


def simple(code: str, words: str) -> str:
    return f'<w:fldSimple w:instr=" {code} ">{run(words)}</w:fldSimple>'


DATE = f"<w:p>{run('Ngày in: ')}{field('DATE', run('01/02/2008'))}{simple('SAVEDATE', ', 03/02/2008')}</w:p>"
LOST = f"<w:p>{simple('REF mat', 'mục 4 cũ')}</w:p>"

real = pytest.mark.skipif(not HERE.which("soffice"), reason="LibreOffice is not installed")
dx = pytest.mark.skipif(importlib.util.find_spec("dxpdf") is None, reason="dxpdf has no wheel for this machine")
script = pytest.mark.skipif(os.name == "nt", reason="a program that begins with #!")


def command(*words: object) -> object:
    """The exit code of a command."""
    try:
        main([str(word) for word in words])
    except SystemExit as ended:
        return ended.code
    return 0


def edited(file: Path, part: str, old: str, new: str) -> bytes:
    """The Word file with a text of one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            target.writestr(name, data)
    return out.getvalue()


@dataclass(frozen=True)
class Set:
    """Some documents of an agency; its manual has a contents list with page numbers, dates, and a lost reference."""

    files: list[Path]
    manual: Path
    policy: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Set:
    root = tmp_path_factory.mktemp("agency")
    (root / "templates").mkdir()
    (root / "agency.yaml").write_text(AGENCY, encoding="utf-8")
    template = ROOT / "templates" / "manual.docx"
    (root / "templates" / "manual.docx").write_bytes(edited(template, "word/document.xml", "\\n \\h", "\\h"))
    kinds = ["manual", "policy", "committee-decision", "submission", "record-list"]
    assert command("build", root, "-o", root / "out", *(f"--kind={kind}" for kind in kinds)) == 0
    files = sorted((root / "out").rglob("*.docx"))
    manual, policy = (next(file for file in files if word in file.name) for word in ("Sổ tay", "Chính sách"))
    manual.write_bytes(edited(manual, "word/document.xml", "<w:body>", f"<w:body>{DATE}{LOST}"))
    return Set(files, manual, policy)


def results(files: Sequence[Path], out: Path, engine: Engine, **options: object) -> dict[str, Result]:
    """Result by the name of its Word file."""
    pairs = [(file, out / f"{file.stem}.pdf") for file in files]
    found = list(convert(pairs, engine, **options))  # type: ignore[arg-type]
    assert len(found) == len(files)
    assert not [file for file in out.glob("*") if file.name.startswith(".")]
    return {result.source.name: result for result in found}


def codes(result: Result) -> list[str]:
    return [problem.code for problem in result.problems]


def sizes(pdf: Path) -> set[float]:
    """The sizes of letters on the first page, in points."""
    found: set[float] = set()

    def see(words: str, place: list[float], line: list[float], font: object, size: float) -> None:
        found.update([round(size * abs(place[0] * line[0]), 1)] if words.strip() else [])

    PdfReader(pdf).pages[0].extract_text(visitor_text=see)
    return found


def text(pdf: Path, page: int) -> str:
    """The text of a page, without spaces: converters put them where they like."""
    return re.sub(r"\s", "", PdfReader(pdf).pages[page].extract_text())


def assert_contents_right(pdf: Path) -> None:
    """Every line of the contents list names the page on which the heading of its outline is."""
    reader = PdfReader(pdf)
    flat: list[object] = []
    queue = list(reader.outline)
    while queue:
        first = queue.pop(0)
        queue = [*first, *queue] if isinstance(first, list) else queue
        flat += [] if isinstance(first, list) else [first]
    pages = {
        re.sub(r"\W", "", entry.title): reader.get_destination_page_number(entry) + 1  # type: ignore[attr-defined]
        for entry in flat
    }
    pages = {re.sub(r"^\d+", "", title): page for title, page in pages.items()}
    contents = "".join(page.extract_text() for page in reader.pages[:3]).partition("MỤC LỤC")[2]
    lines = re.findall(r"^(?:\d[\d.]* )?(\D+?)[\s.]+(\d+) *$", contents, re.MULTILINE)
    numbered = {re.sub(r"\W", "", title): int(page) for title, page in lines}
    listed = {title: page for title, page in numbered.items() if title in pages}
    assert len(listed) > 20 and len(set(listed.values())) > 5
    assert listed == {title: pages[title] for title in listed}


@pytest.fixture(scope="module")
def delivered(built: Set, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Result]]:
    """The documents converted by LibreOffice in one batch, in which three files are no Word files."""
    root = tmp_path_factory.mktemp("delivered")
    manual = built.manual
    garbage = [root / "rác.docx", root / "cụt.docx", root / "hỏng.docx"]
    garbage[0].write_text("Đây không phải tệp Word.", encoding="utf-8")
    garbage[1].write_bytes(manual.read_bytes()[:5000])
    garbage[2].write_bytes(edited(manual, "word/document.xml", "</w:body>", ""))
    return root, results([*built.files[:1], *garbage, *built.files[1:]], root / "out", find(HERE, "libreoffice"))


@real
def test_a_garbage_file_is_told_and_the_others_are_delivered(delivered: tuple[Path, dict[str, Result]]) -> None:
    root, found = delivered
    failed = {name: result for name, result in found.items() if not result.pages}
    assert set(failed) == {"rác.docx", "cụt.docx", "hỏng.docx"}
    for name, result in failed.items():
        (problem,) = result.problems
        assert problem.code == "pdf-not-word" and name in problem.text()
    assert {file.stem for file in (root / "out").iterdir()} == {Path(n).stem for n in found if n not in failed}


@real
def test_page_numbers_are_counted_and_dates_are_not_refreshed(
    built: Set, delivered: tuple[Path, dict[str, Result]]
) -> None:
    pdf = delivered[0] / "out" / f"{built.manual.stem}.pdf"
    assert_contents_right(pdf)
    assert "Ngàyin:01/02/2008,03/02/2008mục4cũ" in text(pdf, 0)
    result = delivered[1][built.manual.name]
    assert codes(result) == ["pdf-lost-reference"]
    assert f"{result.pages}/{result.pages}" in text(pdf, -1)


@real
def test_pdfa_on_request(built: Set, tmp_path: Path) -> None:
    assert command("pdf", built.policy, "-o", tmp_path, "--pdfa", "--engine", "libreoffice") == 0
    (pdf,) = tmp_path.iterdir()
    data = pdf.read_bytes()
    assert b"<pdfaid:part>2<" in data and b"<pdfaid:conformance>B<" in data and b"/GTS_PDFA1" in data
    assert is_ours(data)


@real
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_converter_killed_in_mid_batch_loses_nothing(
    built: Set, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    killed: list[int] = []

    def kill() -> None:
        until = time.monotonic() + 20
        while not killed and time.monotonic() < until:
            with contextlib.suppress(FileNotFoundError):  # folders come and go
                if any(tmp_path.rglob("*.pdf")):
                    killed.extend(_kill_those_of(tmp_path))
            time.sleep(0.02)

    killer = threading.Thread(target=kill)
    killer.start()
    found = results(built.files, tmp_path / "out", find(HERE, "libreoffice"))
    killer.join()
    assert killed
    assert all(result.pages for result in found.values())


def _kill_those_of(folder: Path) -> Iterator[int]:
    """SIGKILL to the soffice.bin that was told to work in this folder."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if b"soffice.bin" in command.split(b"\0")[0] and str(folder).encode() in command:
            os.kill(int(process.name), signal.SIGKILL)
            yield int(process.name)


FAKE = """\
#!{python}
import os, signal, sys, time, zipfile, dxpdf
for file in [name for name in sys.argv if name.endswith(".docx")]:
    archive = zipfile.ZipFile(file)  # a blank document, which asks whether we work, has no properties
    subject = "".join(archive.read(name).decode() for name in archive.namelist() if "core.xml" in name)
    target = file[:-4] + "pdf"
    if "TREO" in subject:
        open(target, "wb").write(b"%PDF-1.7 half")
        time.sleep(60)
    elif "SAP" in subject:
        os.kill(os.getpid(), signal.SIGKILL)
    elif "DOI" in subject:
        open(target, "wb").write(b"%PDF-1.4 nothing more")
    elif "IM" not in subject:
        dxpdf.convert_file(file, target)
"""


def fake(folder: Path, source: str) -> Machine:
    """A machine whose soffice is this script."""
    program = folder / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(source.replace("{python}", sys.executable), encoding="utf-8")
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return Machine(sys.platform, {**os.environ, "PATH": path})


def faulty(policy: Path, folder: Path, words: Sequence[str]) -> list[Path]:
    """Copies of a document that the fake converter treats as their names say."""
    files = []
    for number, word in enumerate(words):
        files.append(folder / f"{number} {word}.docx")
        files[-1].write_bytes(edited(policy, "docProps/core.xml", "<dc:subject>", f"<dc:subject>{word} "))
    return files


@dx
@script
def test_each_faulty_document_is_found(built: Set, tmp_path: Path) -> None:
    """One hangs the converter, one kills it, of one it makes half a file, of one nothing, with exit 0."""
    words = ["SAP", "SAP", "SAP", "tot", "TREO", "tot", "DOI", "IM", "tot"]
    files = faulty(built.policy, tmp_path, words)
    found = results(files, tmp_path / "out", find(fake(tmp_path, FAKE), "libreoffice"), timeout=3)
    told = {name.split()[1].removesuffix(".docx"): codes(result) for name, result in found.items()}
    assert told == {
        "tot": [],
        "TREO": ["pdf-stalled"],
        "SAP": ["pdf-engine-stopped"],
        "DOI": ["pdf-broken"],
        "IM": ["pdf-nothing-made"],
    }
    assert len(list((tmp_path / "out").iterdir())) == 3
    assert all(name in result.problems[0].text() for name, result in found.items() if not result.pages)


@script
def test_a_converter_that_never_works_is_given_up(built: Set, tmp_path: Path) -> None:
    files = faulty(built.policy, tmp_path, ["x"] * 30)
    runs = tmp_path / "runs"
    machine = fake(tmp_path, f"#!/bin/sh\necho run >> '{runs}'\necho 'cannot start'\nexit 77\n")
    found = results(files, tmp_path / "out", find(machine, "libreoffice"))
    assert len(runs.read_text().split()) == 3  # a batch, then a blank document twice
    assert {code for result in found.values() for code in codes(result)} == {"pdf-engine-broken"}
    (problem,) = found[files[-1].name].problems
    assert problem.text().startswith("libreoffice: ") and "exit 77: cannot start" in problem.text()


@script
def test_leaving_early_ends_the_converter(built: Set, tmp_path: Path) -> None:
    machine = fake(tmp_path, "#!/bin/sh\nsleep 60\n")
    files = [tmp_path / "không có.docx", *faulty(built.policy, tmp_path, ["x"] * 21)]
    began = time.monotonic()
    running = convert([(file, file.with_suffix(".pdf")) for file in files], find(machine, "libreoffice"), jobs=1)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts its background jobs without one
    try:
        threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt):
            next(running)
    finally:
        signal.signal(signal.SIGINT, before)
    assert time.monotonic() - began < 10
    assert not list(tmp_path.glob("*.pdf"))


@dx
def test_dxpdf_numbers_the_contents_too(built: Set, tmp_path: Path) -> None:
    found = results([built.manual, built.policy], tmp_path, find(HERE, "dxpdf"), jobs=2)
    assert all(result.pages for result in found.values())
    pdf = tmp_path / f"{built.manual.stem}.pdf"
    assert_contents_right(pdf)
    assert "Ngàyin:01/02/2008,03/02/2008" in text(pdf, 0)
    assert sizes(tmp_path / f"{built.policy.stem}.pdf") == {12.0, 13.0}  # 12 in tables
    assert is_ours(pdf.read_bytes())
    with pytest.raises(QmsdocsError) as error:
        find(HERE, "dxpdf", pdfa=True)
    assert [problem.code for problem in error.value.problems] == ["pdf-no-archival"]


@dx
def test_a_pdf_that_is_not_ours_stays(built: Set, tmp_path: Path) -> None:
    policy, engine = built.policy, find(HERE, "dxpdf")
    target = tmp_path / f"{policy.stem}.pdf"
    results([policy], tmp_path, engine)
    ours = target.read_bytes()
    assert results([policy], tmp_path, engine)[policy.name].pages == 1
    assert target.read_bytes() == ours
    for other in (b"%PDF-1.4 scanned %%EOF", ours + b"\n/ID [<00> <11>] signed later %%EOF"):
        target.write_bytes(other)
        assert codes(results([policy], tmp_path, engine)[policy.name]) == ["pdf-not-ours"]
        assert target.read_bytes() == other
    twice = [(policy, tmp_path / "Một.pdf"), (policy.parent / "." / "x.docx", tmp_path / "MỘT.pdf")]
    assert sorted(codes(result) for result in convert(twice, engine)) == [[], ["pdf-same-target"]]


@dx
def test_a_pdf_that_does_not_show_the_document_is_not_delivered(built: Set, tmp_path: Path) -> None:
    results([built.policy], tmp_path, find(HERE, "dxpdf"))
    pdf = (tmp_path / f"{built.policy.stem}.pdf").read_bytes()
    prepared = prepare(built.policy.read_bytes(), "a.docx", False)

    def told(pdf: bytes, **changed: object) -> list[str]:
        verified = verify(pdf, dataclasses.replace(prepared, **changed), (), "a.docx")  # type: ignore[arg-type]
        return [verified.code] if isinstance(verified, Problem) else [problem.code for problem in verified.problems]

    assert told(pdf) == []
    assert told(pdf, first_line=("SỞ", "KHÁC")) == ["pdf-text-differs"]
    assert told(pdf, faces=frozenset({"Arial"})) == ["pdf-other-font"]
    assert told(with_loose_fonts(pdf)) == ["pdf-font-not-embedded"]
    assert told(pdf[:-1000]) == ["pdf-broken"]


def with_loose_fonts(pdf: bytes) -> bytes:
    """The PDF without the files of its fonts."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    for one in writer._objects:
        for key in ("/FontFile2", "/FontFile3"):
            if isinstance(one, dict) and key in one:
                del one[NameObject(key)]
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


class Gotenberg(http.server.BaseHTTPRequestHandler):
    """Plays the one route of Gotenberg that is used: converts, unless the document says otherwise."""

    forms: ClassVar[list[dict[str, bytes]]] = []

    def do_POST(self) -> None:
        import dxpdf

        body = self.rfile.read(int(self.headers["Content-Length"]))
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        message = email.message_from_bytes(head + body, policy=email.policy.HTTP)
        form = {
            str(p.get_param("name", header="content-disposition")): p.get_payload(decode=True) for p in message.walk()
        }
        self.forms.append(form)
        word = form["files"]
        assert self.path == "/forms/libreoffice/convert"
        with zipfile.ZipFile(io.BytesIO(word)) as archive:
            refused = any(b"TU CHOI" in archive.read(name) for name in archive.namelist() if "core.xml" in name)
        self.send_response(503 if refused else 200)
        self.end_headers()
        self.wfile.write("hết chỗ".encode() if refused else dxpdf.convert(word))

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@dx
def test_gotenberg(built: Set, tmp_path: Path) -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gotenberg)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    engine = find(HERE, server=f"http://127.0.0.1:{server.server_port}/")
    good, refused = faulty(built.policy, tmp_path, ["tot", "TU CHOI"])
    found = results([good, refused], tmp_path / "out", engine, jobs=2)
    assert found[good.name].pages == 1
    (problem,) = found[refused.name].problems
    assert problem.code == "pdf-server-refused" and "503: hết chỗ" in problem.message()
    archival = find(HERE, server=f"http://127.0.0.1:{server.server_port}", pdfa=True)
    assert codes(results([good], tmp_path / "a", archival)[good.name]) == ["pdf-not-archival"]
    assert Gotenberg.forms[-1]["pdfa"] == b"PDF/A-2b"
    server.shutdown()
    server.server_close()
    assert codes(results([good], tmp_path / "b", engine)[good.name]) == ["pdf-server-away"]


def test_what_is_missing_is_told_before_anything_is_converted(tmp_path: Path) -> None:
    def told(machine: Machine, engine: str = "libreoffice", server: str = "") -> tuple[str, str]:
        with pytest.raises(QmsdocsError) as error:
            find(machine, engine, server)
        (problem,) = error.value.problems
        return problem.code, problem.text()

    conf = tmp_path / "fonts.conf"
    conf.write_text(f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>")
    machine = fake(tmp_path, "#!/bin/sh\n")
    bare = Machine("linux", {**machine.environ, "FONTCONFIG_FILE": str(conf)})
    code, message = told(bare)
    assert code == "pdf-fonts-missing" and "fonts-liberation2" in message and "fonts-croscore" in message
    lister = tmp_path / "bin" / "fc-list"
    lister.write_text("#!/bin/sh\nprintf 'Liberation Serif\\t/f/LiberationSerif-Regular.ttf\\t20-7e a0-17f\\n'\n")
    lister.chmod(0o755)
    code, message = told(machine)
    assert code == "pdf-fonts-letters" and "/f/LiberationSerif-Regular.ttf" in message and "thiếu 94 chữ" in message
    assert told(HERE, "word" if sys.platform != "win32" else "libreoffice-x")[0] == "pdf-engine-missing"
    assert told(HERE, "gotenberg", "may-chu:3000")[0] == "pdf-bad-address"


def test_a_pdf_with_several_trailers_is_known_again() -> None:
    """As Word writes them: the second trailer, which points to the first, repeats the identifier."""
    trailer = b"trailer\r\n<</Size 3/Root 1 0 R/ID[<%b><%b>] >>\r\nstartxref\r\n9\r\n%%%%EOF\r\n" % (
        b"0A" * 16,
        b"0A" * 16,
    )
    word = b"%PDF-1.7\r\n<</CreationDate(D:20261122175224+07'00')>>\r\n" + trailer + b"xref\r\n0 0\r\n" + trailer
    ours = stamp(word, "20080615000000")
    assert len(ours) == len(word) and b"D:20080615000000+00'00'" in ours
    assert is_ours(ours) and not is_ours(word) and not is_ours(ours + trailer)


def test_there_are_134_letters() -> None:
    assert len(letters()) == 134 and {"ệ", "Đ", "ỹ", "Ữ"} <= letters()


def test_fields_are_opened_at_any_depth(built: Set) -> None:
    """Word saves a contents list with a HYPERLINK field round each PAGEREF, over many paragraphs."""
    entry = field('HYPERLINK \\l "_Toc000001"', run("Mục đích") + field("PAGEREF _Toc000001 \\h", run("99")))
    body = f"<w:p>{field('TOC', entry)}{field('CREATEDATE', run('5/3/2008'))}</w:p>"
    data = edited(built.manual, "word/document.xml", "<w:body>", f"<w:body>{body}")
    for opened, left in ((True, ["PAGEREF", "HYPERLINK"]), (False, ["PAGEREF", "HYPERLINK", "TOC"])):
        word = package.unpack(prepare(data, "x.docx", opened).data, "x.docx")
        first = next(xml.parse(word.parts[word.main]).iter(f"{xml.W}p"))
        assert [one.name for one in word_fields.fields(first)] == left
        assert "".join(node.text for node in first.iter(f"{xml.W}t")) == "Mục đích995/3/2008"


@real
def test_the_command_says_what_it_did_and_does_it_the_same_each_time(
    built: Set, delivered: tuple[Path, dict[str, Result]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "vào" / "con"
    folder.mkdir(parents=True)
    assert command("pdf", folder, "--engine", "libreoffice") == 1
    assert "không có tệp .docx nào" in capsys.readouterr().err
    shutil.copy(built.policy, folder / "a.docx")
    (folder / "b.docx").write_bytes(b"")
    (folder / "~$a.docx").write_bytes(b"")
    assert (
        command(
            "pdf", tmp_path / "vào", tmp_path / "vào", "-o", tmp_path / "ra", "--jobs", 1, "--engine", "libreoffice"
        )
        == 1
    )
    said = capsys.readouterr()
    assert "Đã xuất 1 trong 2 tệp (1 trang)" in said.out and "b.docx: lỗi: không phải tệp Word" in said.err
    (pdf,) = (tmp_path / "ra").rglob("*.pdf")
    assert pdf == tmp_path / "ra" / "con" / "a.pdf"
    assert pdf.read_bytes() == (delivered[0] / "out" / f"{built.policy.stem}.pdf").read_bytes()
