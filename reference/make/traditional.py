"""Writes traditional.csv: each traditional character with its simplified one, one for one.

Source: opencc (Apache-2.0), its t2s table asked character by character, so that a text keeps its length and every
place in it stays where it was. A few forms of Hong Kong's print that opencc leaves alone are added here.

    python -m reference.make.traditional
"""

import csv
from pathlib import Path

from opencc import OpenCC

HONG_KONG = {
    "衞": "卫",
    "啓": "启",
    "着": "着",
    "峯": "峰",
    "羣": "群",
    "裏": "里",
    "綫": "线",
    "説": "说",
    "産": "产",
    "邨": "村",
}
KEPT = "乾昇"  # simplified print has them too, in names: 乾县, 昇兴股份


def main() -> None:
    """Ask opencc for every character of the basic plane's Han blocks and write the pairs that differ."""
    convert = OpenCC("t2s").convert
    pairs = {chr(point): convert(chr(point)) for point in range(0x3400, 0xA000)}
    pairs |= HONG_KONG
    rows = sorted((old, new) for old, new in pairs.items() if old != new and len(new) == 1 and old not in KEPT)
    with (Path(__file__).parent.parent / "traditional.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("traditional", "simplified"))
        writer.writerows(rows)
    print(f"{len(rows)} characters")


if __name__ == "__main__":
    main()
