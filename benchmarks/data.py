"""The data of the benchmark document: document `number` of a province whose departments each have procedures.

Names, codes, dates and words inside steps differ from document to document, so no engine can keep finished text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

Data = dict[str, Any]

_AGENCIES = (
    ("Sở Tư pháp", "STP", "Phòng Hành chính tư pháp & Bổ trợ tư pháp", "HCTP"),
    ("Sở Tài chính", "STC", "Phòng Quản lý giá & Công sản", "QLG"),
    ("Sở Xây dựng", "SXD", "Phòng Kiến trúc & Quy hoạch xây dựng", "KTQH"),
    ("Sở Công Thương", "SCT", "Phòng Quản lý thương mại & Xuất nhập khẩu", "QLTM"),
    ("Sở Khoa học và Công nghệ", "SKHCN", "Phòng Quản lý khoa học & Đổi mới sáng tạo (R&D)", "QLKH"),
    ("Sở Nông nghiệp và Phát triển nông thôn", "SNN", "Phòng Kế hoạch & Tài chính", "KHTC"),
    ("Sở Giao thông vận tải", "SGTVT", "Phòng Quản lý vận tải & Phương tiện", "QLVT"),
)
# Title; what is done; who asks; what comes out.
_PROCEDURES = (
    (
        "Cấp giấy chứng nhận đủ điều kiện hoạt động",
        "cấp giấy chứng nhận đủ điều kiện hoạt động",
        "tổ chức, doanh nghiệp có trụ sở chính trên địa bàn tỉnh",
        "Giấy chứng nhận đủ điều kiện hoạt động hoặc văn bản từ chối, nêu rõ lý do",
    ),
    (
        "Cấp lại giấy phép bị mất, hư hỏng",
        "cấp lại giấy phép bị mất, hư hỏng",
        "tổ chức, cá nhân đã được cấp giấy phép còn thời hạn",
        "Giấy phép cấp lại, giữ nguyên thời hạn của giấy phép đã cấp",
    ),
    (
        "Thẩm định dự án sử dụng vốn ngân sách > 500 triệu đồng",
        "thẩm định dự án sử dụng vốn ngân sách > 500 triệu đồng",
        "chủ đầu tư, đơn vị dự toán cấp I & cấp II",
        "Báo cáo kết quả thẩm định và dự thảo quyết định phê duyệt",
    ),
    (
        "Xác nhận hồ sơ đăng ký thay đổi nội dung",
        "xác nhận hồ sơ đăng ký thay đổi nội dung",
        "tổ chức, cá nhân có nội dung thay đổi so với hồ sơ đã đăng ký",
        "Văn bản xác nhận nội dung thay đổi",
    ),
    (
        "Giải quyết khiếu nại, kiến nghị lần đầu",
        "giải quyết khiếu nại, kiến nghị lần đầu",
        "công dân, cơ quan, tổ chức có quyền và lợi ích liên quan",
        "Quyết định giải quyết khiếu nại hoặc văn bản trả lời kiến nghị",
    ),
)
_PEOPLE = (
    "Nguyễn Văn Hùng",
    "Trần Thị Thanh Hương",
    "Lê Quang Đạo",
    "Phạm Thị Ngọc Ánh",
    "Hoàng Đức Thắng",
    "Điểu Thị Kim Loan",
    "Huỳnh Minh Khôi",
    "Vũ Thị Bích Thủy",
    "Đặng Quốc Việt",
)
_STREETS = ("đường 6 tháng 1", "đường Hùng Vương", "quốc lộ 14", "đường Trần Hưng Đạo")
_DESK = "Bộ phận Tiếp nhận và Trả kết quả"

_ACTS = (
    ("TCVN ISO 9001:2015, Hệ thống quản lý chất lượng - Các yêu cầu", False),
    ("Luật Tổ chức chính quyền địa phương số 77/2015/QH13", True),
    (
        "Quyết định số 19/2014/QĐ-TTg ngày 05 tháng 3 năm 2014 của Thủ tướng Chính phủ về việc áp dụng Hệ thống quản "
        "lý chất lượng theo Tiêu chuẩn quốc gia TCVN ISO 9001:2008 vào hoạt động của các cơ quan, tổ chức thuộc hệ "
        "thống hành chính nhà nước",
        False,
    ),
    (
        "Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa, một cửa liên "
        "thông trong giải quyết thủ tục hành chính",
        True,
    ),
    (
        "Thông tư số 01/2018/TT-VPCP ngày 23 tháng 11 năm 2018 của Văn phòng Chính phủ hướng dẫn thi hành một số quy "
        "định của Nghị định số 61/2018/NĐ-CP",
        False,
    ),
    (
        "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
        False,
    ),
    ("Sổ tay chất lượng và các quy trình hệ thống của {agency}", False),
)
_TERMS = (
    ("HTQLCL", "hệ thống quản lý chất lượng theo tiêu chuẩn TCVN ISO 9001:2015", "mục 3 của tiêu chuẩn"),
    ("TTHC", "thủ tục hành chính {action}", ""),
    ("BPMC", "{desk} đặt tại {agency}", "Nghị định số 61/2018/NĐ-CP"),
    ("Hồ sơ hợp lệ", "hồ sơ có đủ giấy tờ, đúng mẫu, điền đủ các mục <bắt buộc> và còn giá trị pháp lý", ""),
    ("Phòng chuyên môn", "{unit} thuộc {agency}", ""),
    ("Ngày làm việc", "các ngày từ thứ Hai đến thứ Sáu, trừ ngày nghỉ lễ, Tết theo quy định", "Bộ luật Lao động"),
)
_PAPERS = (
    ("Đơn đề nghị {action} theo mẫu {code}-BM01", 1, 0, False),
    ("Giấy chứng nhận đăng ký doanh nghiệp hoặc quyết định thành lập", 0, 1, False),
    ("Giấy tờ chứng minh quyền sử dụng trụ sở, cơ sở vật chất", 0, 1, False),
    ("Danh sách nhân sự & bản sao văn bằng, chứng chỉ chuyên môn", 1, 1, False),
    ("Thuyết minh phương án, kèm bản vẽ hoặc sơ đồ bố trí mặt bằng (tỷ lệ ≥ 1/500)", 1, 0, True),
    ("Bản cam kết bảo vệ môi trường, phòng cháy và chữa cháy", 1, 0, True),
    ("Văn bản ủy quyền của người đại diện theo pháp luật", 1, 0, True),
    ("Biên lai nộp phí, lệ phí", 0, 1, True),
)
# Title; who; tasks; time; form; note (none: "").
_STEPS: tuple[tuple[str, str, tuple[str, ...], str, str, str], ...] = (
    (
        "Tiếp nhận hồ sơ",
        _DESK,
        (
            "Kiểm tra tính đầy đủ, hợp lệ của hồ sơ theo danh mục tại mục 5.2, đối chiếu bản sao với bản chính",
            "Lập Giấy tiếp nhận hồ sơ và hẹn trả kết quả, giao cho người nộp 01 bản",
            "Trường hợp hồ sơ chưa đầy đủ, hướng dẫn một lần bằng phiếu yêu cầu bổ sung",
        ),
        "0,25 ngày",
        "{code}-BM02",
        "hồ sơ gửi qua bưu chính tính từ ngày ghi trên dấu bưu điện nơi đến.",
    ),
    (
        "Chuyển hồ sơ về phòng chuyên môn",
        _DESK,
        ("Nhập thông tin vào phần mềm một cửa", "Bàn giao hồ sơ giấy cho {unit}, ký sổ giao nhận"),
        "0,25 ngày",
        "{code}-BM03",
        "",
    ),
    (
        "Phân công thụ lý",
        "Trưởng {unit}",
        ("Xem xét nội dung, phân công công chức thụ lý", "Ghi ý kiến chỉ đạo vào phiếu kiểm soát quá trình"),
        "0,25 ngày",
        "{code}-BM04",
        "",
    ),
    (
        "Thẩm tra tính pháp lý của hồ sơ",
        "{officer}, công chức thụ lý",
        (
            "Đối chiếu hồ sơ với điều kiện của pháp luật về việc {action}",
            "Tra cứu cơ sở dữ liệu chuyên ngành, xác minh giấy tờ có nghi vấn",
            "Lập phiếu thẩm tra, nêu rõ nội dung đạt & chưa đạt",
        ),
        "{review} ngày",
        "{code}-BM05",
        "giá trị dự án > {amount} triệu đồng phải có ý kiến của hội đồng thẩm định.",
    ),
    (
        "Yêu cầu bổ sung, giải trình",
        "{officer}, công chức thụ lý",
        (
            "Soạn văn bản yêu cầu bổ sung, nêu đầy đủ nội dung một lần",
            "Trình lãnh đạo phòng ký nháy, lãnh đạo Sở ký văn bản",
        ),
        "0,5 ngày",
        "{code}-BM06",
        "thời gian chờ bổ sung không tính vào thời hạn giải quyết.",
    ),
    (
        "Lấy ý kiến cơ quan liên quan",
        "{unit}",
        (
            "Gửi văn bản lấy ý kiến kèm bản sao hồ sơ đến sở, ngành, Ủy ban nhân dân cấp huyện",
            "Theo dõi, đôn đốc; quá hạn không trả lời được coi là đồng ý",
        ),
        "{review} ngày",
        "{code}-BM07",
        "",
    ),
    (
        "Kiểm tra thực tế",
        "Tổ kiểm tra do {officer} làm tổ trưởng",
        (
            "Thông báo lịch kiểm tra trước tối thiểu 01 ngày làm việc",
            "Kiểm tra tại cơ sở, so sánh với thuyết minh trong hồ sơ",
            "Lập biên bản, ghi nhận sai lệch < 5% và sai lệch ≥ 5%",
        ),
        "1 ngày",
        "{code}-BM08",
        "tổ kiểm tra có từ 03 người trở lên.",
    ),
    (
        "Tổng hợp kết quả thẩm định",
        "{officer}, công chức thụ lý",
        ("Tổng hợp ý kiến góp ý & kết quả kiểm tra thực tế", "Lập báo cáo thẩm định, đề xuất phương án giải quyết"),
        "1 ngày",
        "{code}-BM09",
        "",
    ),
    (
        "Dự thảo kết quả",
        "{officer}, công chức thụ lý",
        (
            "Dự thảo văn bản kết quả theo mẫu; trường hợp không đủ điều kiện, dự thảo văn bản từ chối",
            "Rà soát thể thức, kỹ thuật trình bày văn bản",
        ),
        "0,5 ngày",
        "{code}-BM10",
        "",
    ),
    (
        "Xem xét cấp phòng",
        "Trưởng {unit}",
        (
            "Soát xét hồ sơ, báo cáo thẩm định và dự thảo",
            "Ký nháy, chuyển hồ sơ trình; không đạt thì trả lại công chức thụ lý để hoàn thiện",
        ),
        "0,5 ngày",
        "{code}-BM04",
        "",
    ),
    (
        "Thẩm tra thể thức",
        "Văn phòng Sở",
        ("Kiểm tra thể thức, thẩm quyền ký, nơi nhận", "Chuyển lãnh đạo Sở phụ trách lĩnh vực"),
        "0,25 ngày",
        "{code}-BM04",
        "",
    ),
    (
        "Phê duyệt",
        "{leader}, lãnh đạo Sở",
        ("Xem xét, ký duyệt kết quả", "Trường hợp có ý kiến khác, ghi rõ và chuyển lại {unit}"),
        "0,5 ngày",
        "{code}-BM11",
        "hồ sơ thuộc thẩm quyền của Ủy ban nhân dân tỉnh được trình tiếp trong 01 ngày làm việc.",
    ),
    (
        "Phát hành",
        "Văn thư",
        ("Vào sổ, lấy số, đóng dấu hoặc ký số văn bản", "Chuyển kết quả về {desk}"),
        "0,25 ngày",
        "{code}-BM12",
        "",
    ),
    (
        "Trả kết quả",
        _DESK,
        (
            "Thông báo cho tổ chức, cá nhân bằng tin nhắn hoặc điện thoại",
            "Thu phí, lệ phí còn lại; trả kết quả, ký nhận vào sổ theo dõi",
            "Mời đánh giá mức độ hài lòng",
        ),
        "Giờ hành chính",
        "{code}-BM13",
        "",
    ),
    (
        "Thống kê, lưu hồ sơ",
        "{officer}, công chức thụ lý; Văn thư",
        ("Cập nhật sổ thống kê kết quả thực hiện", "Sắp xếp, lập mục lục và giao nộp hồ sơ vào lưu trữ cơ quan"),
        "0,5 ngày",
        "{code}-BM14",
        "hồ sơ hết thời hạn lưu được tiêu hủy theo quy trình kiểm soát hồ sơ.",
    ),
)
_RISKS = (
    (
        "Hồ sơ tiếp nhận thiếu giấy tờ",
        "trung bình",
        (("Dùng bảng kiểm tại quầy cho từng thủ tục", _DESK), ("Soát lại trước khi chuyển phòng", "{officer}")),
    ),
    (
        "Giải quyết quá thời hạn {days} ngày làm việc",
        "cao",
        (
            ("Cảnh báo trên phần mềm khi thời gian còn lại < 01 ngày", "Văn phòng Sở"),
            ("Gửi thư xin lỗi và hẹn lại ngày trả kết quả", "{unit}"),
        ),
    ),
    (
        "Thẩm định không đúng quy định mới",
        "cao",
        (
            ("Rà soát văn bản pháp luật hằng tháng", "{officer}"),
            ("Cập nhật danh mục tài liệu bên ngoài & phổ biến đến công chức", "{unit}"),
        ),
    ),
    (
        "Thất lạc hồ sơ khi luân chuyển",
        "thấp",
        (("Ký giao nhận ở từng bước bằng phiếu kiểm soát", "các đơn vị"), ("Số hóa hồ sơ khi tiếp nhận", _DESK)),
    ),
)
_RECORDS = (
    "Đơn đề nghị {action}",
    "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    "Phiếu bàn giao hồ sơ",
    "Phiếu kiểm soát quá trình giải quyết hồ sơ",
    "Phiếu thẩm tra hồ sơ",
    "Văn bản yêu cầu bổ sung, giải trình",
    "Văn bản lấy ý kiến & văn bản trả lời",
    "Biên bản kiểm tra thực tế",
    "Báo cáo kết quả thẩm định",
    "Dự thảo văn bản kết quả",
    "Tờ trình lãnh đạo Sở",
    "Sổ đăng ký văn bản đi",
    "Sổ theo dõi trả kết quả",
    "Sổ thống kê kết quả thực hiện",
    "Phiếu từ chối tiếp nhận hồ sơ",
    "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
    "Phiếu đánh giá mức độ hài lòng",
    "Quyết định thành lập tổ kiểm tra",
    "Biên bản họp hội đồng thẩm định",
    "Biên lai thu phí, lệ phí",
    "Bảng kiểm thành phần hồ sơ",
    "Phiếu khắc phục sự không phù hợp",
    "Báo cáo tháng về tình hình giải quyết TTHC",
    "Mục lục hồ sơ nộp lưu",
    "Biên bản tiêu hủy hồ sơ hết giá trị",
)
_DUTIES = (
    ("Giám đốc {agency}", "phê duyệt quy trình, bảo đảm nguồn lực và chỉ đạo việc thực hiện."),
    ("Đại diện lãnh đạo về chất lượng", "xem xét quy trình, tổ chức đánh giá nội bộ ít nhất 01 lần/năm."),
    ("{unit}", "chủ trì thực hiện, đề xuất sửa đổi khi quy định của pháp luật thay đổi."),
    (_DESK, "tiếp nhận, trả kết quả, theo dõi thời hạn & công khai tình trạng hồ sơ."),
    ("Văn phòng Sở", "kiểm soát tài liệu, phân phối bản có hiệu lực và thu hồi bản lỗi thời."),
)
_REVISIONS = (
    ("Toàn bộ", "Ban hành lần đầu theo mô hình khung hệ thống quản lý chất lượng"),
    ("Mục 3, mục 5.2", "Cập nhật văn bản viện dẫn; bỏ giấy tờ đã có trong cơ sở dữ liệu"),
    ("Mục 5.3", "Rút ngắn thời hạn giải quyết còn {days} ngày; bổ sung bước lấy ý kiến & kiểm tra thực tế"),
)
_COPIES = (
    "Giám đốc và các Phó Giám đốc",
    "Đại diện lãnh đạo về chất lượng",
    "{unit}",
    _DESK,
    "Văn phòng Sở (bản gốc)",
)


def context(number: int) -> Data:
    """What document `number` prints: plain texts, numbers and flags."""
    agency, abbreviation, unit, short_unit = _AGENCIES[number % len(_AGENCIES)]
    title, action, applicants, result = _PROCEDURES[number % len(_PROCEDURES)]
    code = f"QT-{abbreviation}-{number % 97 + 1:02d}"
    issued = date(2023, 1, 3) + timedelta(days=number * 11 % 900)
    days = 5 + number % 16
    people = [_PEOPLE[(number + place) % len(_PEOPLE)] for place in range(4)]
    words = {
        "agency": agency,
        "unit": unit,
        "action": action,
        "code": code,
        "days": days,
        "desk": _DESK,
        "officer": people[0],
        "leader": people[2],
        "review": 1 + number % 4,
        "amount": 500 + number % 9 * 50,
    }

    def worded(text: str) -> str:
        return text.format_map(words)

    return {
        "agency": {
            "name": agency,
            "upper": agency.upper(),
            "parent": "ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC",
            "portal": f"dichvucong.binhphuoc.gov.vn/{abbreviation.lower()}?nam={issued.year}&thang={issued.month}",
            "address": f"số {number % 300 + 1}, {_STREETS[number % len(_STREETS)]}, thành phố Đồng Xoài",
            "phone": f"0271.3{number * 7919 % 1000000:06d}",
            "hours": "07 giờ 00 - 11 giờ 30 & 13 giờ 30 - 17 giờ 00, từ thứ Hai đến thứ Sáu",
        },
        "procedure": {
            "title": title,
            "upper": title.upper(),
            "action": action,
            "applicants": applicants,
            "result": result,
            "code": code,
            "unit": unit,
            "short_unit": short_unit,
            "issue": f"{number % 3 + 1:02d}",
            "revision": f"{number % 4:02d}",
            "issued": _day(issued),
            "effective": _day(issued + timedelta(days=7)),
            "decision": f"số {number + 101}/QĐ-{abbreviation}",
            "days": days,
            "online": number % 3 != 0,
            "online_days": days - 2,
            "charged": number % 2 == 0,
            "fee": f"{(number % 20 + 1) * 50}.000",
            "sets": number % 2 + 1,
            "internal": number % 4 == 0,
            "replaces": number % 5 != 1,
            "old_code": f"{code}/{issued.year - 3}",
            "old_date": _day(issued - timedelta(days=1095)),
        },
        "prepared": _signature(people[0], "Chuyên viên", issued - timedelta(days=9)),
        "reviewed": _signature(people[1], f"Trưởng phòng {short_unit}", issued - timedelta(days=4)),
        "approved": _signature(people[2], "Giám đốc", issued) | {"title": "GIÁM ĐỐC"},
        "revisions": [
            {
                "number": place,
                "date": _day(issued - timedelta(days=300 * (len(_REVISIONS) - 1 - place))),
                "place": where,
                "content": worded(content),
            }
            for place, (where, content) in enumerate(_REVISIONS)
        ],
        "copies": [
            {
                "number": place,
                "unit": worded(name),
                "quantity": f"{(number + place) % 3 + 1:02d}",
                "electronic": place % 2 == 0,
            }
            for place, name in enumerate(_COPIES, 1)
        ],
        "acts": [{"name": worded(name), "amended": amended} for name, amended in _ACTS],
        "terms": [
            {"name": name, "meaning": worded(meaning), "quoted": bool(source), "source": source}
            for name, meaning, source in _TERMS
        ],
        "papers": [
            {
                "number": place,
                "name": worded(name),
                "originals": f"{main:02d}",
                "copies": f"{copies:02d}",
                "conditional": maybe,
            }
            for place, (name, main, copies, maybe) in enumerate(_PAPERS, 1)
        ],
        "steps": [
            {
                "number": place,
                "who": worded(who),
                "title": title,
                "tasks": [{"text": worded(task)} for task in tasks],
                "urgent": bool(note),
                "note": worded(note),
                "time": worded(time),
                "form": worded(form),
            }
            for place, (title, who, tasks, time, form, note) in enumerate(_STEPS, 1)
        ],
        "risks": [
            {"number": place, "name": worded(name), "level": level, "measures": _measures(measures, words)}
            for place, (name, level, measures) in enumerate(_RISKS, 1)
        ],
        "records": [
            {
                "number": place,
                "code": f"{code}-BM{place:02d}",
                "name": worded(name),
                "electronic": (number + place) % 4 == 0,
                "keeper": unit if place % 3 else "Văn phòng Sở",
                "retention": f"{(place + number) % 4 * 5 or 2} năm",
            }
            for place, name in enumerate(_RECORDS, 1)
        ],
        "duties": [{"unit": worded(who), "text": text} for who, text in _DUTIES],
    }


def renewed(context: Data, number: int) -> Data:
    """The context with a mark of the document in every text, so that none was ever seen before."""
    return {name: _renewed(value, f" {number}") for name, value in context.items()}


def _renewed(value: Any, mark: str) -> Any:
    if isinstance(value, dict):
        return {name: _renewed(one, mark) for name, one in value.items()}
    if isinstance(value, list):
        return [_renewed(one, mark) for one in value]
    return value + mark if isinstance(value, str) else value


def _signature(name: str, position: str, day: date) -> Data:
    return {"name": name, "position": position, "date": _day(day)}


def _measures(measures: Sequence[tuple[str, str]], words: Data) -> list[Data]:
    return [{"text": text.format_map(words), "who": who.format_map(words)} for text, who in measures]


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")
