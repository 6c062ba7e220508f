"""How the page of a report looks, on a screen, a telephone and on paper, and how its tables are sorted."""

from __future__ import annotations

from qmsdocs.rollup import Standing

# Dark enough to carry white figures, and told apart by lightness too.
COLOURS: dict[Standing, str] = {
    "finished": "#14532d",
    "on-track": "#1d4ed8",
    "at-risk": "#a16207",
    "overdue": "#991b1b",
    "not-started": "#6b7280",
}

STYLE = """
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:1rem;max-width:75rem;color:#111;background:#fff;
font:1rem/1.5 system-ui,"Segoe UI",Arial,sans-serif}
h1{font-size:1.5rem;line-height:1.25;margin:.2rem 0 .6rem}
h2{font-size:1.2rem;margin:2rem 0 .5rem;border-bottom:2px solid #111}
h3{font-size:1rem;margin:1.2rem 0 .4rem}
p{margin:.4rem 0}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.6rem;margin:1rem 0;padding:0;
list-style:none}
.cards li{border:1px solid #767676;border-radius:.3rem;padding:.5rem .7rem}
.cards b{display:block;font-size:1.15rem;line-height:1.2;overflow-wrap:anywhere}
.scroll{overflow-x:auto;max-width:100%}
.scroll:focus-visible{outline:3px solid #1d4ed8}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{border:1px solid #767676;padding:.3rem .45rem;text-align:left;vertical-align:top}
thead th{background:#e5e9f2}
th.n,td.n{text-align:right}
td.n{white-space:nowrap;font-variant-numeric:tabular-nums}
tbody th{min-width:8.5rem;font-weight:500}
.sorts td:last-child:not(.n){min-width:7.5rem}
tfoot td,tfoot th{font-weight:700;background:#f2f2f2}
[role=button]{cursor:pointer}
[role=button]:focus-visible{outline:3px solid #1d4ed8}
th[aria-sort=ascending] span::after{content:" \\25B2"}
th[aria-sort=descending] span::after{content:" \\25BC"}
svg{display:block;width:100%;max-width:32rem;height:auto}
svg text{font:12px system-ui,"Segoe UI",Arial,sans-serif;fill:#111}
svg text.in{fill:#fff;text-anchor:middle}
.key{display:flex;flex-wrap:wrap;gap:.2rem 1rem;margin:.3rem 0;padding:0;list-style:none;font-size:.9rem}
.key svg{display:inline-block;width:.9em;height:.9em;margin-right:.35em;vertical-align:-.1em}
@media (max-width:30rem){
body{padding:.7rem}
table{font-size:.82rem}
th,td{padding:.25rem .3rem}
tbody th{min-width:6.5rem}
#bang-tinh-trang :is(th,td):nth-child(2){display:none}
}
@media print{
@page{size:A4 landscape;margin:12mm}
body{max-width:none;padding:0;font-size:9pt;line-height:1.3}
th,td{padding:.1rem .3rem}
tbody th{min-width:12rem}
table:not(.sorts){break-inside:avoid}
.scroll{overflow:visible}
thead{display:table-header-group}
tfoot{display:table-row-group}
svg{max-width:26rem}
tr,svg,.cards{break-inside:avoid}
tbody tr:first-child{break-before:avoid}
h2,h3,caption{break-after:avoid}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
"""

SCRIPT = """
for (const table of document.querySelectorAll("table.sorts")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const name = document.createElement("span");
    name.setAttribute("role", "button");
    name.tabIndex = 0;
    name.append(...head.childNodes);
    head.append(name);
    name.addEventListener("keydown", event => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        name.click();
      }
    });
    name.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = row => row.cells[column].dataset.key ?? row.cells[column].textContent;
      const rows = [...table.tBodies[0].rows];
      rows.sort((a, b) => key(a).localeCompare(key(b), "vi", {numeric: true}) * (down ? -1 : 1));
      table.tBodies[0].append(...rows);
    });
  });
}
"""
