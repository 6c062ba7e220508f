"""Write every built-in template into templates/."""

from __future__ import annotations

from pathlib import Path

from authoring.documents import TEMPLATES


def main() -> None:
    """templates/<name> for every entry of the table."""
    folder = Path(__file__).parent.parent / "templates"
    for name, make in TEMPLATES.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(make())
        print(file.relative_to(folder.parent))


main()
