"""What people call the things that differ: names of properties and values as Word's own windows print them."""

from __future__ import annotations

import re

# Property → its name; a property of several pieces (`p/ind.left`) has the name of the whole when it has none itself.
_NAMES = {
    "r/b": "chữ đậm", "r/bCs": "chữ đậm", "r/i": "chữ nghiêng", "r/iCs": "chữ nghiêng", "r/u": "gạch chân",
    "r/sz": "cỡ chữ", "r/szCs": "cỡ chữ", "r/rFonts": "phông chữ", "r/color": "màu chữ", "r/highlight": "màu đánh dấu",
    "r/shd": "màu nền chữ", "r/caps": "chữ hoa", "r/smallCaps": "chữ hoa nhỏ", "r/strike": "gạch ngang",
    "r/dstrike": "gạch ngang đôi", "r/vertAlign": "chỉ số trên, dưới", "r/vanish": "chữ ẩn", "r/spacing": "giãn chữ",
    "r/style": "kiểu ký tự", "r/ins": "dấu đoạn được thêm (theo dõi sửa đổi)",
    "r/del": "dấu đoạn bị xóa (theo dõi sửa đổi)", "r/rPrChange": "định dạng được theo dõi sửa đổi",
    "p/style": "kiểu đoạn", "p/jc": "căn lề", "p/ind": "thụt lề", "p/spacing": "giãn cách", "p/numbering": "đánh số",
    "p/list": "đánh số", "p/pBdr": "đường kẻ", "p/shd": "màu nền", "p/tabs": "điểm dừng tab",
    "p/keepNext": "giữ cùng trang với đoạn sau", "p/keepLines": "giữ các dòng cùng trang",
    "p/pageBreakBefore": "ngắt trang trước đoạn", "p/outlineLvl": "cấp đề mục",
    "p/widowControl": "dòng lẻ đầu, cuối trang",
    "p/contextualSpacing": "bỏ giãn cách giữa các đoạn cùng kiểu", "p/framePr": "khung", "p/textAlignment": "căn dọc",
    "p/pPrChange": "định dạng được theo dõi sửa đổi",
    "t/style": "kiểu bảng", "t/tblW": "chiều rộng bảng", "t/jc": "căn bảng", "t/tblInd": "thụt lề bảng",
    "t/tblBorders": "kẻ bảng", "t/shd": "màu nền bảng", "t/tblLayout": "co giãn cột", "t/tblCellMar": "lề ô",
    "t/tblpPr": "vị trí bảng", "t/tblLook": "tùy chọn kiểu bảng", "t/tblCaption": "tên bảng", "part": "kẻ bảng",
    "w/trHeight": "chiều cao hàng", "w/cantSplit": "hàng không ngắt qua trang", "w/tblHeader": "hàng tiêu đề lặp lại",
    "w/ins": "hàng được thêm (theo dõi sửa đổi)", "w/del": "hàng bị xóa (theo dõi sửa đổi)", "w/tblBorders": "kẻ bảng",
    "c/width": "chiều rộng cột", "c/gridSpan": "gộp ô ngang", "c/vMerge": "gộp ô dọc", "c/hMerge": "gộp ô ngang",
    "c/tcBorders": "kẻ ô", "c/shd": "màu nền ô", "c/vAlign": "căn dọc trong ô", "c/textDirection": "hướng chữ",
    "c/tcMar": "lề ô", "c/noWrap": "không xuống dòng",
    "s/pgSz": "khổ giấy", "s/pgSz.orient": "chiều giấy", "s/pgMar": "lề trang", "s/cols": "số cột",
    "s/type": "loại ngắt phần", "s/titlePg": "trang đầu khác các trang sau", "s/pgNumType": "đánh số trang",
    "s/vAlign": "căn dọc trang", "s/docGrid": "lưới trang", "s/pgBorders": "khung trang", "s/lnNumType": "đánh số dòng",
    "k/hyperlink": "liên kết", "k/ins": "chữ được thêm (theo dõi sửa đổi)", "k/del": "chữ bị xóa (theo dõi sửa đổi)",
    "k/moveTo": "chữ được chuyển đến (theo dõi sửa đổi)", "k/moveFrom": "chữ được chuyển đi (theo dõi sửa đổi)",
    "k/sdt": "điều khiển nội dung", "k/author": "người ghi chú", "x/khác": "nội dung của hình, ký hiệu",
    "f/evenAndOddHeaders": "trang chẵn, lẻ khác nhau", "f/mirrorMargins": "lề đối xứng",
    "f/gutterAtTop": "lề đóng gáy ở trên", "f/bookFoldPrinting": "in gấp đôi", "f/autoHyphenation": "tự ngắt từ",
    "f/displayBackgroundShape": "nền trang", "f/background": "nền trang", "f/defaultTabStop": "bước tab",
    "f/documentProtection": "khóa bảo vệ", "f/writeProtection": "khóa bảo vệ", "f/footnotePr": "cước chú",
    "f/endnotePr": "chú thích cuối", "f/clrScheme": "bộ màu",
    "d/title": "tiêu đề", "d/subject": "chủ đề", "d/creator": "tác giả", "d/keywords": "từ khóa",
    "d/category": "phân loại", "d/description": "chú giải", "d/contentStatus": "trạng thái",
}  # fmt: skip
_OTHER = {"d": "thuộc tính “{}”", "r": "định dạng chữ ({})", "p": "định dạng đoạn ({})", "t": "định dạng bảng ({})"}
_VALUES = {
    "left": "trái", "right": "phải", "center": "giữa", "both": "đều hai bên", "top": "trên", "bottom": "dưới",
    "single": "một nét", "double": "hai nét", "dotted": "nét chấm", "dashed": "nét đứt", "thick": "nét đậm",
    "none": "không", "nil": "không", "landscape": "ngang", "portrait": "dọc", "exact": "đúng bằng",
    "atLeast": "ít nhất", "restart": "bắt đầu gộp", "continue": "gộp với ô trên", "decimal": "1, 2, 3",
    "upperRoman": "I, II, III", "lowerRoman": "i, ii, iii", "upperLetter": "A, B, C", "lowerLetter": "a, b, c",
}  # fmt: skip
# Pieces of a border or a shading, in the order people say them; what is not here cannot be said in a few words.
_PIECES = {"val": "{}", "sz": "{} pt", "color": "màu {}", "fill": "nền {}", "num": "{} cột"}
_ON_OFF = frozenset({
    "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "vanish", "keepNext", "keepLines", "titlePg",
    "pageBreakBefore", "widowControl", "contextualSpacing", "cantSplit", "tblHeader", "noWrap", "evenAndOddHeaders",
    "mirrorMargins", "gutterAtTop", "bookFoldPrinting", "autoHyphenation", "displayBackgroundShape",
})  # fmt: skip
_COMPOSITE = re.compile(r"\w+=\S+( \w+=\S+)*")
_LENGTHS = ("p/ind.", "s/pgMar.", "s/pgSz.w", "s/pgSz.h", "w/trHeight.val", "f/defaultTabStop")  # in twips


def name_of(key: str) -> str:
    """What a property is called."""
    whole = key.partition("/")[0] if key.startswith("part/") else key.partition(".")[0]
    known = _NAMES.get(key) or _NAMES.get(whole)
    return known or _OTHER.get(key[0], "định dạng khác ({})").format(key[2:])


def value_of(key: str, value: str) -> str:
    """A value as people say it: có or không, sizes in points, lengths in millimetres. '' for what is not set, or cannot
    be said in a few words."""
    tag = key.partition("/")[2]
    if "<" in value:
        return ""
    if key == "p/numbering":
        return value.partition("“")[2].partition("”")[0]
    if key == "p/list":
        return "danh sách mới" if value.startswith("mới") else "tiếp danh sách trước" if value else ""
    if tag in _ON_OFF:
        return "không" if value in ("", "0") else "có"
    if tag in ("sz", "szCs") and value.isdigit():
        return f"{int(value) / 2:g}".replace(".", ",")
    if key == "c/width" and value:
        return f"{int(value) / 50:.1f}%".replace(".", ",")
    if key.startswith(_LENGTHS) and value.removeprefix("-").isdigit():
        return f"{int(value) * 25.4 / 1440:.1f} mm".replace(".", ",")
    return _of_pieces(value) if _COMPOSITE.fullmatch(value) else _VALUES.get(value, value)


def _of_pieces(value: str) -> str:
    """`sz=6 val=single` as people say it: một nét, 0,75 pt."""
    said = dict(piece.split("=", 1) for piece in value.split(" "))
    if said.get("val") == "clear":  # a plain shading is its colour alone
        del said["val"]
    if said.get("sz", "").isdigit():
        said["sz"] = f"{int(said['sz']) / 8:g}".replace(".", ",")
    return ", ".join(words.format(_VALUES.get(said[key], said[key])) for key, words in _PIECES.items() if key in said)
