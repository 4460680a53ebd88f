"""The words by which the furniture of a portal page is known; the table is ours, written from what portals print.

| role | a line or a part of one that |
|---|---|
| heading | opens a list of briefs, whole line |
| more | may follow a heading ("更多>>") |
| nav | is navigation, whole line or one word of a menu |
| channel | is one word of a menu |
| nav_start | begins a short line of navigation or of editors; its colon may be wide |
| rights_start | begins a longer line of rights |
| nav_part | stands anywhere in a line of rights |
| author | is an author or a portal's placeholder for one, whole line |
| media_end | ends the name of a source |
| author_label, source_label, editor_label, time_label | names what follows its colon |
| count | names a counter |
| surname | begins a person's name |
"""

from functools import lru_cache

from reference.tables import read_rows


@lru_cache(maxsize=1)
def _by_role() -> dict[str, list[str]]:
    roles: dict[str, list[str]] = {}
    for role, word in read_rows("split_words.csv"):
        roles.setdefault(role, []).append(word)
    return roles


def split_words(role: str) -> list[str]:
    """The words of one role, longest first, so that an alternation made of them takes the longest."""
    return sorted(_by_role()[role], key=len, reverse=True)
