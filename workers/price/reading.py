"""One report in, its moves out."""

from typing import Any, NamedTuple

from schemas.evidence import Evidence
from schemas.raw import Report
from workers.price.assemble import Assembler
from workers.price.brief_form import read_brief_form
from workers.price.context import Context
from workers.price.cuts import Cut, find_cut
from workers.price.grammar import PartReading, read_part
from workers.price.pinyin import restore, squeeze
from workers.price.told import Mention
from workers.price.unite import united

__all__ = ["MovesReading", "read_by_grammar", "read_moves"]


class MovesReading(NamedTuple):
    """The moves of one report, where their values stand, what is cut off, and what makes them the same elsewhere."""

    moves: list[dict[str, Any]]
    evidence: Evidence
    truncated: list[str]
    keys: list[str]


def read_moves(report: Report) -> MovesReading:
    """All instruments that a report tells a direction, a percentage or a limit of, in the order of its text."""
    form = read_brief_form(report)
    if form:
        move, evidence, truncated, key = form
        return MovesReading([move], evidence, truncated, [key])
    title, text = squeeze(report["title"]), squeeze(report["text"])
    if title is None and text is None:
        return read_by_grammar(report)
    squeezed: Report = report | {
        "title": title.text if title else report["title"],
        "text": text.text if text else report["text"],
    }
    reading = read_by_grammar(squeezed)
    evidence = reading.evidence
    for part, whole in (("title", title), ("text", text)):
        evidence = restore(evidence, part, whole.places) if whole else evidence
    return reading._replace(evidence=evidence)


def read_by_grammar(report: Report) -> MovesReading:
    """The same for any report, the commonest form included."""
    readers = _read_parts(report)
    groups = united([mention for reader in reversed(readers) for mention in reader.mentions])  # the text's, the title's
    cuts = {reader.part: find_cut(reader.plain) for reader in readers}
    bases = {reader.part: reader.base for reader in readers if reader.tokens or reader.part == "title"}
    assembler = Assembler(report, Context(report, readers), bases)
    for mentions in groups:
        assembler.add(mentions, may_be_cut=len(groups) == 1 and cuts["text"] is not None)
    truncated = _truncated(readers, groups, cuts, assembler.moves)
    return MovesReading(assembler.moves, assembler.evidence, truncated, sorted(assembler.keys))


def _read_parts(report: Report) -> list[PartReading]:
    """Title, then text; a phase that the title sets holds in the text until another is told."""
    title = read_part("title", report["title"], (None, None))
    return [title, read_part("text", report["text"], title.base)]


def _truncated(
    readers: list[PartReading], groups: list[list[Mention]], cuts: dict[str, Cut | None], moves: list[dict[str, Any]]
) -> list[str]:
    """Paths of the fields that a cut takes and nothing else tells: of the instrument told of last in its part."""
    paths: list[str] = []
    for reader in readers:
        cut = cuts[reader.part]
        if cut is None or cut.field is None or not reader.subjects:
            continue
        last = reader.subjects[-1]
        for index, group in enumerate(groups):
            if moves[index][cut.field] is None and any(mention is last for mention in group):
                path = f"moves[{index}].{cut.field}"
                if path not in paths:
                    paths.append(path)
    return sorted(paths)
