"""Papers as other programs save them: with Word's habits, and by LibreOffice itself."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from broken import BODY, STYLES, W, changed, fragment
from lxml import etree

LIBREOFFICE = shutil.which("soffice")
SETTINGS = "word/settings.xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" w:defUnhideWhenUsed="0" '
    'w:defQFormat="0" w:count="376"><w:lsdException w:name="Normal" w:uiPriority="0" w:qFormat="1"/>'
    '<w:lsdException w:name="heading 1" w:uiPriority="9" w:qFormat="1"/></w:latentStyles>'
)
_THEME_FONTS = (
    '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'
)
_FACES = (
    '<w:rFonts w:ascii="Times New Roman" w:eastAsia="Times New Roman" w:hAnsi="Times New Roman" '
    'w:cs="Times New Roman"/>'
)


def as_word_saves(data: bytes) -> bytes:
    """Words cut into runs with revision marks, proofing marks, bookmarks, latent styles, defaults by theme, rsids."""
    data = changed(data, BODY, _body)
    data = changed(data, STYLES, _styles)
    return changed(data, SETTINGS, _settings) if SETTINGS in zipfile.ZipFile(BytesIO(data)).namelist() else data


def _body(text: str) -> str:
    root = etree.fromstring(text.encode())
    for number, paragraph in enumerate(list(root.iter(W + "p"))):
        paragraph.set(W + "rsidR", f"00A{number:05X}")
        paragraph.set(W + "rsidRDefault", "00B12C3D")
        for run in list(paragraph.iterchildren(W + "r")):
            _cut(run, number)
    first = next(root.iter(W + "p"))
    for mark in ('<w:bookmarkEnd w:id="990"/>', '<w:bookmarkStart w:id="990" w:name="_GoBack"/>'):
        first.insert(1 if first.find(W + "pPr") is not None else 0, fragment(mark))
    return etree.tostring(root, encoding="unicode")


def _cut(run: Any, number: int) -> None:
    """A run in pieces: behind each third word, as spelling marks and later edits leave it; look told on every piece."""
    texts = [node for node in run if node.tag != W + "rPr"]
    if [node.tag for node in texts] != [W + "t"]:
        return
    words = re.findall(r"\S+\s*|\s+", texts[0].text or "")
    pieces = ["".join(words[place : place + 3]) for place in range(0, len(words), 3)]
    parent, place = run.getparent(), run.getparent().index(run)
    parent.remove(run)
    for count, piece in enumerate(pieces):
        look = run.find(W + "rPr")
        made = fragment(f'<w:r w:rsidR="00C{number:04X}{count % 10}" w:rsidRPr="00D12E3F"/>')
        properties = fragment("<w:rPr/>") if look is None else etree.fromstring(etree.tostring(look))
        properties.append(fragment('<w:lang w:val="vi-VN"/>'))
        written = fragment('<w:t xml:space="preserve"/>')
        written.text = piece
        made.extend([properties, written])
        marks = [fragment(f'<w:proofErr w:type="spell{end}"/>') for end in ("Start", "End")]
        for node in [marks[0], made, marks[1]] if count % 2 else [made]:
            parent.insert(place, node)
            place += 1


def _styles(text: str) -> str:
    """The fonts of the defaults by the theme; Normal names the font, as whoever set it up once did in Word."""
    root = etree.fromstring(text.encode())
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    for old in defaults.findall(W + "rFonts"):
        defaults.remove(old)
    defaults.insert(0, fragment(_THEME_FONTS))
    root.find(W + "docDefaults").addnext(fragment(_LATENT))
    normal = next(node for node in root.iterchildren(W + "style") if node.get(W + "styleId") == "Normal")
    normal.set(W + "rsid", "00E12F30")
    properties = normal.find(W + "rPr")
    if properties is None:
        properties = etree.SubElement(normal, W + "rPr")
    for old in properties.findall(W + "rFonts"):
        properties.remove(old)
    properties.insert(0, fragment(_FACES))
    return etree.tostring(root, encoding="unicode")


def _settings(text: str) -> str:
    marks = '<w:rsids><w:rsidRoot w:val="00A00001"/><w:rsid w:val="00B12C3D"/></w:rsids>'
    return text.replace("</w:settings>", f"{marks}</w:settings>")


def through_libreoffice(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The files opened by LibreOffice, saved in its own format, opened again and saved for Word. One call each way."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    convert(folder, "odt", [folder / f"{name}.docx" for name in files], folder)
    convert(folder, "docx", [folder / f"{name}.odt" for name in files], folder / "saved")
    return {name: (folder / "saved" / f"{name}.docx").read_bytes() for name in files}


def convert(home: Path, form: str, files: list[Path], out: Path) -> None:
    """Convert by LibreOffice, with its settings in `home`."""
    profile = f"-env:UserInstallation={(home / 'libreoffice').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(out), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
