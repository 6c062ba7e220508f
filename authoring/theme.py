"""The two parts that Word expects besides the text: a font table and a theme (both say Times New Roman)."""

from __future__ import annotations

from authoring.styles import NAMESPACE

FONT_TABLE = (
    f'<w:fonts {NAMESPACE}><w:font w:name="Times New Roman"><w:panose1 w:val="02020603050405020304"/>'
    '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)

_COLOURS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "1F1F1F", "lt2": "F2F2F2", "accent1": "404040", "accent2": "595959",
    "accent3": "7F7F7F", "accent4": "A6A6A6", "accent5": "BFBFBF", "accent6": "D9D9D9", "hlink": "000000",
    "folHlink": "000000",
}  # fmt: skip
_FONTS = '<a:latin typeface="Times New Roman"/><a:ea typeface=""/><a:cs typeface=""/>'
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"

THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="qmsdocs"><a:themeElements>'
    '<a:clrScheme name="qmsdocs">'
    + "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items())
    + f'</a:clrScheme><a:fontScheme name="qmsdocs"><a:majorFont>{_FONTS}</a:majorFont><a:minorFont>{_FONTS}</a:minorFont>'
    f'</a:fontScheme><a:fmtScheme name="qmsdocs"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}'
    f"</a:lnStyleLst><a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
    "</a:fmtScheme></a:themeElements></a:theme>"
)
