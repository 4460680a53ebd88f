"""The users of deploy/*.acl, for servers of tests."""

import hashlib
import re
from pathlib import Path
from typing import Final

_DEPLOY: Final = Path(__file__).parents[1] / "deploy"
USERS: Final = ("producer", "worker", "reader")


def password_of(user: str) -> str:
    """What each user says."""
    return f"{user} secret"


def acl_rules(user: str) -> list[str]:
    """What ACL SETUSER takes after the name."""
    text = (_DEPLOY / f"{user}.acl").read_text(encoding="utf-8")
    words = " ".join(line for line in text.splitlines() if not line.startswith("#"))
    words = words.replace(f"#@{user}@", "#" + hashlib.sha256(password_of(user).encode()).hexdigest())
    return re.findall(r"\([^)]*\)|\S+", words)[2:]  # behind "user NAME"
