"""A team's accounts, sessions and audit log: a file of their own beside the book, so that a book can be handed on.

Passwords are kept as argon2id hashes, sessions as SHA-256 of their token. The audit log is only ever added to.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from secrets import token_urlsafe

from sourcebook.errors import NotFoundError, StorageError, UsageError
from sourcebook.store.roles import Role, team_file

FEWEST_LETTERS = 10
MOST_LETTERS = 200
MOST_NAME = 60
IDLE = timedelta(hours=12)
LONGEST = timedelta(days=14)
WITHIN = timedelta(minutes=15)
MOST_REFUSED = 8
"""So many wrong passwords for one name within a quarter of an hour; then the name has to wait."""

_TABLES = """
CREATE TABLE IF NOT EXISTS accounts (name TEXT PRIMARY KEY, role TEXT NOT NULL, secret TEXT NOT NULL,
    made_at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sessions (digest TEXT PRIMARY KEY, name TEXT NOT NULL, made_at TEXT NOT NULL,
    seen_at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS audit (number INTEGER PRIMARY KEY, at TEXT NOT NULL, name TEXT NOT NULL, what TEXT NOT NULL,
    told TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS audit_is_never_changed BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit log is only ever added to'); END;
CREATE TRIGGER IF NOT EXISTS audit_is_never_deleted BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit log is only ever added to'); END;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person of the team."""

    name: str
    role: Role
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the audit log: who did what, when; ``told`` says to what, or why it was refused."""

    at: str
    name: str
    what: str
    told: str


class Team:
    """The accounts of one book."""

    def __init__(self, book: Path) -> None:
        self.path = team_file(book)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = sqlite3.connect(self.path, timeout=10, isolation_level=None)
            self.path.chmod(0o600)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_TABLES)
        except (sqlite3.OperationalError, OSError) as error:
            raise StorageError(
                f"the accounts in {self.path} cannot be opened ({error}); make the folder writable"
            ) from error
        with closing(connection):
            yield connection

    def add(self, name: str, role: Role, password: str) -> Account:
        """Make an account; a name is given once."""
        name = _name(name)
        if any(each.name == name for each in self.accounts()):
            raise UsageError(f"{name!r} has an account already; set its role or password instead")
        made = Account(name=name, role=role, made_at=_now().isoformat(timespec="seconds"))
        with self._open() as team:
            row = (made.name, made.role, hashed(password), made.made_at)
            team.execute("INSERT INTO accounts VALUES (?, ?, ?, ?)", row)
        self.note(name, "account made", role)
        return made

    def accounts(self) -> list[Account]:
        """All accounts by name."""
        with self._open() as team:
            rows = team.execute("SELECT name, role, made_at FROM accounts ORDER BY name").fetchall()
        return [Account(name=name, role=Role(role), made_at=made_at) for name, role, made_at in rows]

    def account(self, name: str) -> Account:
        """The account of this name."""
        found = next((each for each in self.accounts() if each.name == name), None)
        if found is None:
            raise NotFoundError(f"nobody of the team goes by {name!r}; sourcebook team list names all")
        return found

    def set_role(self, name: str, role: Role) -> None:
        """Let an account do more or less from now on."""
        before = self.account(name)
        with self._open() as team:
            team.execute("UPDATE accounts SET role = ? WHERE name = ?", (role, name))
        self.note(name, "role set", f"{before.role} to {role}")

    def set_password(self, name: str, password: str) -> None:
        """Exchange a password; whoever is signed in with the former one is signed out."""
        self.account(name)
        with self._open() as team:
            team.execute("UPDATE accounts SET secret = ? WHERE name = ?", (hashed(password), name))
            team.execute("DELETE FROM sessions WHERE name = ?", (name,))
        self.note(name, "password set", "")

    def remove(self, name: str) -> None:
        """Close an account and its sessions; what the person decided stays in the book, and the log stays."""
        self.account(name)
        with self._open() as team:
            team.execute("DELETE FROM accounts WHERE name = ?", (name,))
            team.execute("DELETE FROM sessions WHERE name = ?", (name,))
        self.note(name, "account closed", "")

    def sign_in(self, name: str, password: str) -> str | None:
        """The token of a new session, nothing where name or password is wrong."""
        name = " ".join(name.split())[:MOST_NAME]
        if self._refused(name) >= MOST_REFUSED:
            self.note(name, "sign-in held back", "too many wrong passwords")
            raise UsageError("too many wrong passwords for this name; wait a quarter of an hour and try again")
        with self._open() as team:
            found = team.execute("SELECT secret FROM accounts WHERE name = ?", (name,)).fetchone()
        fits = verified(found[0] if found else nobodys_hash(), password[:MOST_LETTERS]) and found is not None
        if not fits:
            self.note(name, "sign-in refused", "")
            return None
        token, now = token_urlsafe(32), _now().isoformat(timespec="seconds")
        with self._open() as team:
            team.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (_digest(token), name, now, now))
        self.note(name, "signed in", "")
        return token

    def _refused(self, name: str) -> int:
        since = (_now() - WITHIN).isoformat(timespec="seconds")
        query = (
            "SELECT count(*) FROM audit WHERE name = ?1 AND what = 'sign-in refused' AND at > ?2 AND number > "
            "coalesce((SELECT max(number) FROM audit WHERE name = ?1 AND what IN ('signed in', 'password set')), 0)"
        )
        with self._open() as team:
            return int(team.execute(query, (name, since)).fetchone()[0])

    def signed_in(self, token: str) -> Account | None:
        """Who a session belongs to; nothing where it ended, was idle for too long, or never was."""
        now = _now()
        with self._open() as team:
            found = team.execute(
                "SELECT name, role, accounts.made_at, sessions.made_at, seen_at FROM sessions "
                "JOIN accounts USING (name) WHERE digest = ?",
                (_digest(token),),
            ).fetchone()
            if found is None:
                return None
            name, role, made_at, began, seen = found
            if now - datetime.fromisoformat(seen) > IDLE or now - datetime.fromisoformat(began) > LONGEST:
                team.execute("DELETE FROM sessions WHERE digest = ?", (_digest(token),))
                return None
            if now - datetime.fromisoformat(seen) > timedelta(minutes=1):
                row = (now.isoformat(timespec="seconds"), _digest(token))
                team.execute("UPDATE sessions SET seen_at = ? WHERE digest = ?", row)
        return Account(name=name, role=Role(role), made_at=made_at)

    def sign_out(self, token: str) -> None:
        """End a session."""
        account = self.signed_in(token)
        with self._open() as team:
            team.execute("DELETE FROM sessions WHERE digest = ?", (_digest(token),))
        if account:
            self.note(account.name, "signed out", "")

    def note(self, name: str, what: str, told: str) -> None:
        """Add a line to the audit log."""
        row = (_now().isoformat(timespec="seconds"), name, what, told[:200])
        with self._open() as team:
            team.execute("INSERT INTO audit (at, name, what, told) VALUES (?, ?, ?, ?)", row)

    def log(self, size: int = 200) -> list[Entry]:
        """The last lines of the audit log, the latest first."""
        with self._open() as team:
            rows = team.execute(
                "SELECT at, name, what, told FROM audit ORDER BY number DESC LIMIT ?", (size,)
            ).fetchall()
        return [Entry(at=at, name=name, what=what, told=told) for at, name, what, told in rows]


def hashed(password: str) -> str:
    """A password as argon2id keeps it; one that is too short is refused."""
    from argon2 import PasswordHasher

    if not FEWEST_LETTERS <= len(password) <= MOST_LETTERS:
        raise UsageError(f"a password has {FEWEST_LETTERS} to {MOST_LETTERS} characters; choose a longer one")
    return PasswordHasher().hash(password)


@cache
def nobodys_hash() -> str:
    """What a name without an account is tried against, so that it takes as long as one with."""
    return hashed(token_urlsafe(16))


def verified(secret: str, password: str) -> bool:
    """Whether this is the password that was hashed."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(secret, password)
    except (VerificationError, InvalidHashError):
        return False


def _name(given: str) -> str:
    name = " ".join(given.split())
    if not name or len(name) > MOST_NAME or not name.isprintable():
        raise UsageError(f"a name has 1 to {MOST_NAME} printable characters, not {given!r}")
    return name


def _now() -> datetime:
    return datetime.now(UTC)


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
