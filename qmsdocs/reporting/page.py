"""The page of a report for browsers: one file without any outside resource, readable on a telephone, printable on A4.

Charts are drawn here as SVG with a title and a description; what they show also stands in the tables.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape

from qmsdocs import text
from qmsdocs.reporting import figures
from qmsdocs.reporting.figures import Figures, Indicator, Line
from qmsdocs.reporting.look import COLOURS, SCRIPT, STYLE
from qmsdocs.rollup import STANDINGS, AgencyState


def page(known: Figures) -> bytes:
    """The page's bytes, the same for the same figures."""
    title = f"Kết quả thực hiện Chương trình {known.span.words}" + (
        f" (đợt năm {known.cohort})" if known.cohort else ""
    )
    policy = (
        f"default-src 'none'; style-src '{_digest(STYLE)}'; script-src '{_digest(SCRIPT)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = (
        _opening(known, title),
        _standings(known),
        _cohorts(known),
        _work(known),
        _goals(known),
        _money(known),
        _delayed(known),
        _agencies(known),
    )
    whole = (
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="qmsdocs">\n<link rel="icon" href="data:,">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"{''.join(parts)}<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )
    return whole.encode()


def _digest(inline: str) -> str:
    """What a content security policy calls an inline style or script by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()}"


def _opening(known: Figures, title: str) -> str:
    now = known.now
    cards = (
        (str(len(now.agencies)), "cơ quan trong danh sách"),
        (f"{now.with_outcome} ({figures.percent(now.goal_percent)})", "đã có kết quả cuối cùng"),
        (str(now.count("overdue")), "chậm tiến độ"),
        (str(now.count("at-risk")), "có nguy cơ chậm"),
        (f"{text.number(now.total('issued'))}/{text.number(now.total('documents'))}", "tài liệu đã ban hành"),
        (text.money(known.all_money.spent), "đồng đã chi"),
    )
    listed = "".join(f"<li><b>{escape(figure)}</b>{escape(words)}</li>" for figure, words in cards)
    compared = f", so với ngày {text.short_date(known.before.as_of)}" if known.before else ""
    return (
        f"<header>\n<h1>{escape(title)}</h1>\n<p>{escape(known.title)}</p>\n"
        f"<p>Số liệu tính đến ngày {text.short_date(known.span.until)}{compared}.</p>\n"
        f'<ul class="cards">{listed}</ul>\n</header>\n<main>\n'
    )


def _section(identifier: str, title: str, *content: str) -> str:
    return (
        f'<section aria-labelledby="{identifier}">\n<h2 id="{identifier}">{escape(title)}</h2>\n{"".join(content)}'
        "</section>\n"
    )


def _table(
    identifier: str,
    caption: str,
    heads: Sequence[tuple[str, bool]],
    rows: Iterable[Sequence[tuple[str, str]]],
    *,
    total: Sequence[str] = (),
    named: int = 0,
    sorts: bool = False,
) -> str:
    """A table. `heads` are (words, whether numbers); cells are (words, sort key); column `named` heads each row."""
    number = ' class="n"'
    head = "".join(f'<th scope="col"{number if is_number else ""}>{escape(words)}</th>' for words, is_number in heads)
    body = ""
    for row in rows:
        body += "<tr>"
        for place, ((words, key), (_, is_number)) in enumerate(zip(row, heads, strict=True)):
            marks = (number if is_number else "") + (f' data-key="{escape(key)}"' if key else "")
            tag, scope = ("th", ' scope="row"') if place == named else ("td", "")
            body += f"<{tag}{scope}{marks}>{escape(words)}</{tag}>"
        body += "</tr>\n"
    foot = ""
    if total:
        cells = "".join(
            f'<th scope="row">{escape(words)}</th>' if place == named else f'<td class="n">{escape(words)}</td>'
            for place, words in enumerate(total)
        )
        foot = f"<tfoot><tr>{cells}</tr></tfoot>\n"
    kind = ' class="sorts"' if sorts else ""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">\n'
        f'<table id="{identifier}"{kind}>\n<caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}</tbody>\n{foot}</table>\n</div>\n"
    )


def _plain(*cells: str) -> list[tuple[str, str]]:
    return [(words, "") for words in cells]


def _chart(identifier: str, title: str, description: str, height: int, drawn: str) -> str:
    return (
        f'<svg viewBox="0 0 340 {height}" role="img" aria-labelledby="{identifier}-t {identifier}-d">\n'
        f'<title id="{identifier}-t">{escape(title)}</title>\n<desc id="{identifier}-d">{escape(description)}</desc>\n'
        f"{drawn}</svg>\n"
    )


def _bar(x: float, y: int, width: float, colour: str, words: str = "") -> str:
    """A rectangle with its figure inside, where there is room for it."""
    drawn = f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="20" fill="{colour}"/>\n'
    if words and width >= 7 * len(words) + 4:
        drawn += f'<text class="in" x="{x + width / 2:.1f}" y="{y + 14}">{words}</text>\n'
    return drawn


def _standings(known: Figures) -> str:
    every = [*known.lines, known.total] if len(known.lines) > 1 else [known.total]
    drawn, told = "", []
    for place, line in enumerate(every):
        y, x = 44 * place, 0.0
        drawn += f'<text x="0" y="{y + 14}">{escape(line.label)} ({len(line.rollup.agencies)} cơ quan)</text>\n'
        counts = [(standing, line.rollup.count(standing)) for standing in STANDINGS]
        for standing, count in counts:
            width = 340 * count / max(len(line.rollup.agencies), 1)
            if count:
                drawn += _bar(x, y + 19, width, COLOURS[standing], str(count))
            x += width
        words = ", ".join(f"{STANDINGS[standing].lower()} {count}" for standing, count in counts if count)
        told.append(f"{line.label}: {words}")
    key = "".join(
        f'<li><svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><rect width="14" height="14" fill="'
        f'{COLOURS[standing]}"/></svg>{escape(label)}</li>'
        for standing, label in STANDINGS.items()
    )
    return _section(
        "tinh-trang",
        "Tình trạng thực hiện",
        _chart("bieu-do-tinh-trang", "Số cơ quan theo tình trạng", "; ".join(told) + ".", 44 * len(every), drawn),
        f'<ul class="key">{key}</ul>\n',
        _compared("bang-tinh-trang", "Số cơ quan theo tình trạng", "Tình trạng", known.standings, known),
    )


def _compared(identifier: str, caption: str, head: str, every: list[Indicator], known: Figures) -> str:
    """Indicators before and now, or only now when there is nothing to compare with."""
    heads = [(head, False), ("Đơn vị", False), (f"Đến {text.short_date(known.span.until)}", True)]
    if known.before:
        heads[2:2] = [(f"Đến {text.short_date(known.before.as_of)}", True)]
        heads.append(("Tăng, giảm", True))
    rows = []
    for one in every:
        cells = [one.label, one.unit, figures.amount(one.now)]
        if known.before:
            cells[2:2] = [figures.amount(one.before)]
            cells.append(figures.amount(one.change, sign=True))
        rows.append(_plain(*cells))
    return _table(identifier, caption, heads, rows)


def _cohorts(known: Figures) -> str:
    marks = [f"GĐ {text.roman(number)}" for number in range(1, len(known.stages) + 1)]
    heads = [("Đợt", False), ("Số cơ quan", True)]
    heads += [(f"{mark}: cơ quan đã xong", True) for mark in marks]
    heads += [(f"{mark}: công việc đã xong", True) for mark in marks]
    heads += [("Có kết quả", True), ("Tỷ lệ", True)]
    named = "; ".join(f"{mark}: {title}" for mark, title in zip(marks, known.stages, strict=True))
    return _section(
        "giai-doan",
        "Đợt và giai đoạn",
        f"<p>{escape(named)}.</p>\n",
        _table(
            "bang-giai-doan",
            "Từng đợt qua các giai đoạn",
            heads,
            [_plain(*_line(line)) for line in known.lines],
            total=_line(known.total),
        ),
    )


def _line(line: Line) -> list[str]:
    return [
        line.label,
        str(len(line.rollup.agencies)),
        *(str(cell.agencies) for cell in line.stages),
        *(
            f"{cell.finished}/{cell.tasks} ({figures.percent(figures.share(cell.finished, cell.tasks))})"
            for cell in line.stages
        ),
        str(line.rollup.with_outcome),
        figures.percent(line.rollup.goal_percent),
    ]


def _work(known: Figures) -> str:
    return _section(
        "chi-tieu",
        "Tài liệu, đào tạo, đánh giá",
        _compared("bang-chi-tieu", "Các chỉ tiêu lũy kế", "Chỉ tiêu", known.indicators, known),
    )


def _goals(known: Figures) -> str:
    drawn, told = "", []
    for place, line in enumerate((*known.lines, known.total)):
        y = 44 * place
        share = line.rollup.goal_percent
        words = f"{line.label}: {line.rollup.with_outcome}/{len(line.rollup.agencies)} ({figures.percent(share)})"
        drawn += f'<text x="0" y="{y + 14}">{escape(words)}</text>\n'
        drawn += f'<rect x="0.5" y="{y + 19.5}" width="339" height="19" fill="#fff" stroke="#767676"/>\n'
        drawn += _bar(0, y + 19, float(340 * share / 100), COLOURS["finished"]) if share else ""
        told.append(words)
    rows = [
        _plain(
            goal.text,
            text.short_date(goal.until) if goal.until else "–",
            figures.percent(goal.share),
            figures.percent(goal.reached),
            goal.verdict,
        )
        for goal in known.goals
    ]
    heads = [("Mục tiêu", False), ("Thời hạn", False), ("Phải đạt", True), ("Đã đạt", True), ("Đánh giá", False)]
    height = 44 * (len(known.lines) + 1)
    return _section(
        "muc-tieu",
        "Kết quả so với mục tiêu",
        _chart("bieu-do-muc-tieu", "Số cơ quan có kết quả cuối cùng", "; ".join(told) + ".", height, drawn),
        _table("bang-muc-tieu", "Mục tiêu và kết quả", heads, rows),
    )


def _money(known: Figures) -> str:
    funds = [(text.capitalize(figures.short_fund(fund)), known.now.money(fund)) for fund in known.funds]
    most = max((max(money.planned, money.spent) for _, money in funds), default=None) or 1
    drawn, told = "", []
    for place, (name, money) in enumerate(funds):
        y = 88 * place
        for shift, words, value, colour in (
            (0, "dự toán", money.planned, COLOURS["not-started"]),
            (42, "đã chi", money.spent, COLOURS["on-track"]),
        ):
            drawn += f'<text x="0" y="{y + shift + 14}">{escape(name)}, {words}: {text.money(value)}</text>\n'
            drawn += _bar(0, y + shift + 19, float(340 * value / most), colour) if value else ""
        told.append(f"{name}: dự toán {text.money(money.planned)} đồng, đã chi {text.money(money.spent)} đồng")
    heads = [("Cơ quan", False), ("Đợt", True)]
    for name, _ in funds:
        heads += [(f"{name}: dự toán", True), (f"{name}: đã chi", True)]
    heads += [("Còn lại", True), ("Tỷ lệ", True)]
    rows = [_spent(one, known) for one in known.now.agencies if any(m.planned or m.spent for m in one.money.values())]
    total = known.all_money
    sums = [text.money(value) for _, money in funds for value in (money.planned, money.spent)]
    last = ["Cộng", "", *sums, text.money(total.planned - total.spent), figures.percent(total.percent)]
    without = len(known.now.agencies) - len(rows)
    return _section(
        "kinh-phi",
        "Kinh phí",
        _chart("bieu-do-kinh-phi", "Dự toán và đã chi (đồng)", "; ".join(told) + ".", 88 * len(funds), drawn),
        _table("bang-kinh-phi", "Kinh phí của từng cơ quan (đồng)", heads, rows, total=last, sorts=True),
        f"<p>{without} cơ quan chưa có số liệu kinh phí.</p>\n" if without else "",
    )


def _spent(one: AgencyState, known: Figures) -> list[tuple[str, str]]:
    every = [one.money[fund] for fund in known.funds if fund in one.money]
    planned, spent = sum(money.planned for money in every), sum(money.spent for money in every)
    amounts = [value for money in every for value in (money.planned, money.spent)]
    return [
        (one.name, ""),
        (str(one.cohort or ""), ""),
        *((text.money(value), str(value)) for value in (*amounts, planned - spent)),
        (figures.percent(figures.share(spent, planned)), ""),
    ]


def _delayed(known: Figures) -> str:
    if not known.delayed:
        return _section("cham", "Chậm tiến độ", "<p>Không có cơ quan nào chậm hoặc có nguy cơ chậm tiến độ.</p>\n")
    heads = [("Cơ quan", False), ("Đợt", True), ("Kết thúc theo kế hoạch", False), ("Tình trạng", False)]
    rows = [
        [
            (one.name, ""),
            (str(one.cohort or ""), ""),
            (text.short_date(one.end), one.end.isoformat() if one.end else ""),
            (STANDINGS[one.standing], ""),
            (figures.reason(one), ""),
        ]
        for one in known.delayed
    ]
    heads.append(("Việc chậm hoặc sắp đến hạn", False))
    caption = "Cơ quan chậm, có nguy cơ chậm tiến độ"
    return _section("cham", "Chậm tiến độ", _table("bang-cham", caption, heads, rows, sorts=True))


def _agencies(known: Figures) -> str:
    heads = [
        ("Cơ quan", False), ("Đợt", True), ("Công việc", True), ("Tỷ lệ", True), ("Tài liệu", True),
        ("Khóa đào tạo", True), ("Lượt người", True), ("Đợt đánh giá", True), ("Không phù hợp", True), ("Còn mở", True),
        ("Kết quả", False), ("Đánh giá so với kế hoạch", False),
    ]  # fmt: skip
    rows = [
        [
            (one.name, ""),
            (str(one.cohort or ""), ""),
            (f"{one.finished}/{one.tasks}", str(one.finished)),
            (figures.percent(one.percent), str(one.percent)),
            (f"{one.issued}/{one.documents}", str(one.issued)),
            *_plain(*(str(n) for n in (one.courses, one.trained, one.audits, one.major + one.minor, one.open))),
            (_outcome(one), one.outcome_date.isoformat() if one.outcome_date else ""),
            (figures.verdict(one), ""),
        ]
        for one in known.now.agencies
    ]
    now = known.now
    total = [
        "Cộng", "", f"{text.number(now.total('finished'))}/{text.number(now.total('tasks'))}",
        figures.percent(figures.share(now.total("finished"), now.total("tasks"))),
        f"{text.number(now.total('issued'))}/{text.number(now.total('documents'))}",
        *(str(now.total(name)) for name in ("courses", "trained", "audits")),
        str(now.total("major") + now.total("minor")), str(now.total("open")), str(now.with_outcome), "",
    ]  # fmt: skip
    listed = _table("bang-co-quan", "Kết quả từng cơ quan", heads, rows, total=total, sorts=True)
    return _section("co-quan", "Từng cơ quan", listed) + "</main>\n"


def _outcome(one: AgencyState) -> str:
    return f"{one.outcome} ngày {text.short_date(one.outcome_date)}" if one.outcome_date else "–"
