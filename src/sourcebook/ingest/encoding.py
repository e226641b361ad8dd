"""From bytes to characters: what encoding was stated, found or assumed, and what was assumed is said."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.errors import UnreadableError

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MISREAD = re.compile("â€[\u2122\u0153\u009d\u02dc\u201c\u201d\u0099]|Ã[\u00a0-\u00bf]|Ø§Ù|Ù„|ï»¿")
SAMPLE = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text with sentences about what was assumed to read it."""

    text: str
    problems: tuple[str, ...] = ()


def decoded(data: bytes, stated: str | None = None) -> Decoded:
    """The text of these bytes: by byte-order mark, then UTF-8, then the stated encoding, then the likeliest one.

    >>> decoded("Niñas".encode("cp1252")).text
    'Niñas'
    >>> decoded("Vier Tote".encode("utf-16-le")).problems
    ('no byte-order mark: read as UTF-16 little-endian, since every second byte is zero',)
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return lossy(data[len(mark) :], name)
    if guess := wide(data[:SAMPLE]):
        order = "little" if guess.endswith("le") else "big"
        found = lossy(data, guess)
        sentence = f"no byte-order mark: read as UTF-16 {order}-endian, since every second byte is zero"
        return Decoded(text=found.text, problems=(sentence, *found.problems))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return other_than_utf8(data, stated)
    return Decoded(text=text, problems=tuple(misread(text)))


def misread(text: str) -> Iterator[str]:
    """A sentence where characters were lost or read with a wrong encoding before the text came to us."""
    if lost := text.count("\ufffd"):
        yield f"{lost} characters were already lost when this text was saved (they stand as U+FFFD)"
    found = MISREAD.search(text)
    if found and found.group():
        many = sum(1 for _ in MISREAD.finditer(text))
        yield f"this text was saved with a wrong encoding before: '{found.group()}' and the like stand in {many} places"


def lossy(data: bytes, name: str) -> Decoded:
    """The text in a known encoding; what does not fit it becomes U+FFFD and is counted."""
    text = data.decode(name, "replace")
    if lost := text.count("\ufffd"):
        return Decoded(text=text, problems=(f"{lost} characters could not be read as {name.upper()}",))
    return Decoded(text=text)


def wide(sample: bytes) -> str | None:
    """The byte order of UTF-16 text without a mark: Western text has a zero in every second byte."""
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def binary(sample: bytes) -> bool:
    """Whether bytes are no text in any encoding: control characters beyond a stray one.

    >>> binary(bytes(range(32)) * 4), binary(b"A page\\x0cand another"), binary("Zwölf".encode("utf-16"))
    (True, False, False)
    """
    if any(sample.startswith(mark) for mark, _ in MARKS) or wide(sample):
        return False
    return len(CONTROL.findall(sample)) > max(2, len(sample) // 100)


def other_than_utf8(data: bytes, stated: str | None) -> Decoded:
    """The text of bytes that are not UTF-8: mixed, in the stated encoding, or in the one that fits best."""
    if binary(data[:SAMPLE]):
        raise UnreadableError("these bytes are no text in any encoding known; save the document as UTF-8 text")
    if (broken := invalid(data)) < (letters := multibyte(data)):
        text = mixed(data)
        sentence = (
            f"mixed encoding: UTF-8, with {broken} bytes among {letters} letters beyond ASCII read as Windows-1252"
        )
        return Decoded(text=text, problems=(sentence,))
    if stated and (found := in_encoding(data, stated)):
        return Decoded(text=found)
    name = likeliest(data)
    return Decoded(
        text=data.decode(name, "replace"), problems=(f"not UTF-8 and no encoding stated: read as {name}, a guess",)
    )


def in_encoding(data: bytes, name: str) -> str | None:
    """The text in an encoding that a page states, or nothing where the name or the text is wrong."""
    try:
        return data.decode(codecs.lookup(name).name)
    except (LookupError, UnicodeDecodeError):
        return None


def likeliest(data: bytes) -> str:
    """The name of the 8-bit encoding that fits best: Windows-1252 for text that is mostly ASCII."""
    beyond = sum(map(data[:SAMPLE].count, (bytes([n]) for n in range(128, 256))))
    if beyond < 0.3 * min(len(data), SAMPLE):
        return "cp1252"
    from charset_normalizer import from_bytes  # loaded late: rarely needed, 25 ms

    best = from_bytes(data[:SAMPLE]).best()
    return best.encoding if best else "cp1252"


def multibyte(data: bytes) -> int:
    """How many well-formed UTF-8 sequences beyond ASCII there are."""
    return sum(1 for character in data.decode("utf-8", "ignore") if character > "\x7f")


def invalid(data: bytes) -> int:
    """How many bytes stand outside well-formed UTF-8."""
    return len(data) - len(data.decode("utf-8", "ignore").encode())


def as_windows_1252(error: UnicodeError) -> tuple[str | bytes, int]:
    """A decoding error's bytes read as Windows-1252: what an editor pastes into UTF-8 text."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("sourcebook-windows-1252", as_windows_1252)


def mixed(data: bytes) -> str:
    """UTF-8 text with stray Windows-1252 bytes.

    >>> mixed("Niñas ".encode() + "Señor".encode("cp1252"))
    'Niñas Señor'
    """
    return data.decode("utf-8", "sourcebook-windows-1252")
