"""E-mail: headers as header lines, the body in plain text where there is one, attachments as documents of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr
from pathlib import PurePosixPath

from sourcebook.errors import LimitError, UnreadableError
from sourcebook.ingest.canonical import clean, one_line
from sourcebook.ingest.encoding import decoded
from sourcebook.ingest.extract import Attachment, Extract, Rank, Stated, boilerplate
from sourcebook.ingest.extract import heading as heading_piece
from sourcebook.ingest.html import html_extract
from sourcebook.ingest.limits import Limits
from sourcebook.ingest.text import text_extract
from sourcebook.records.vocabulary import BlockKind

HEADERS = ("From", "To", "Cc", "Date")
STATES = {"Subject": "title", "From": "source", "Date": "published_on", "Content-Language": "language"}
FORWARDED = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
QUOTED = re.compile(r"(?m)^(?:>[ ]?)+")
SIGNATURE = re.compile(r"(?m)^-- ?\n")
UNNAMED = re.compile(r"[\x00-\x1f/\\]+")
PICTURES = ("image", "audio", "video")


class MailReader:
    """Reads e-mail messages as saved by mail programs."""

    def extract(self, data: bytes, limits: Limits) -> Extract:
        """The body of a message, its headers, and its attachments one level deep."""
        try:
            message = BytesParser(policy=policy.default).parsebytes(data)
            return mail_extract(message, limits)
        except RecursionError:
            raise LimitError(
                f"is an e-mail nested deeper than {limits.nesting} levels; save the inner ones apart"
            ) from None
        except (MessageError, UnicodeError) as error:
            raise UnreadableError(f"is an e-mail that cannot be taken apart ({error}); save it again") from None


def mail_extract(message: EmailMessage, limits: Limits) -> Extract:
    """What a message holds."""
    subject = header(message, "Subject")
    problems: list[str] = []
    body = body_of(message, problems)
    pieces = [boilerplate(f"{name}: {value}", "e-mail header") for name in HEADERS if (value := header(message, name))]
    if subject:
        pieces.append(heading_piece(subject, 1))
    pieces.extend(piece for piece in body.pieces if not (piece.kind is BlockKind.HEADING and piece.text == subject))
    attached = tuple(attachments(message, limits, problems))
    stated = (*statements(message), *(one for one in body.stated if one.rank >= Rank.HEADER_LINE))
    return Extract(pieces=tuple(pieces), stated=stated, problems=(*problems, *body.problems), attachments=attached)


def header(message: Message, name: str) -> str:
    """One header as shown, or nothing where it is missing or broken."""
    try:
        value = message.get(name)
    except (ValueError, IndexError, TypeError, AttributeError):
        return ""
    return one_line(clean(str(value))) if value else ""


def statements(message: Message) -> Iterator[Stated]:
    """What the headers state: subject, sender, date."""
    for name, field in STATES.items():
        value = header(message, name)
        if field == "source":
            shown, address = parseaddr(value)
            value = shown or address
        if field == "title":
            value = FORWARDED.sub("", value)
        if value:
            yield Stated(field=field, value=value, rank=Rank.FILE)


def body_of(message: EmailMessage, problems: list[str]) -> Extract:
    """The pieces of a message's body, plain text before HTML."""
    try:
        found = message.get_body(preferencelist=("plain", "html"))
    except (KeyError, AttributeError, TypeError, ValueError):
        found = None
    if found is None:
        return Extract()
    text = text_of_part(found, problems)
    if found.get_content_subtype() == "html":
        return html_extract(text)
    told, _, signature = partitioned(QUOTED.sub("", clean(text)))
    extract = text_extract(told)
    ending = (boilerplate(signature.strip(), "signature"),) if signature.strip() else ()
    return Extract(pieces=(*extract.pieces, *ending), stated=extract.stated, problems=extract.problems)


def partitioned(text: str) -> tuple[str, str, str]:
    """A body before and after the line that begins its signature."""
    match = SIGNATURE.search(text)
    if not match or len(text) - match.end() > 600:
        return text, "", ""
    return text[: match.start()], match[0], text[match.end() :]


def text_of_part(part: Message, problems: list[str]) -> str:
    """The text of a part, by its stated character set or the likeliest one."""
    data = bytes_of(part)
    read = decoded(data, part.get_content_charset())
    if part.get_content_charset() not in (None, "us-ascii", "utf-8"):
        try:
            return data.decode(str(part.get_content_charset()))
        except (LookupError, UnicodeDecodeError):
            problems.append(f"the body is not in the character set it states ({part.get_content_charset()})")
    problems.extend(read.problems)
    return read.text


def bytes_of(part: Message) -> bytes:
    """The decoded bytes of a part; a message inside a message as it stands."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def attachments(message: EmailMessage, limits: Limits, problems: list[str]) -> Iterator[Attachment]:
    """The files and messages attached; pictures and what is too large are named in a problem."""
    left = limits.file_bytes
    met: dict[str, int] = {}
    for part in attached_parts(message):
        name = unique(attachment_name(part), met)
        if part.get_content_maintype() in PICTURES:
            problems.append(f"the attachment {name} is a {part.get_content_maintype()} and was not read")
            continue
        data = nested_message(part) if part.get_content_type() == "message/rfc822" else bytes_of(part)
        left -= len(data)
        if left < 0:
            problems.append(f"the attachment {name} was not read: attachments exceed {limits.file_megabytes} MB")
            continue
        yield Attachment(name=name, data=data)


def attached_parts(message: EmailMessage) -> Iterator[Message]:
    """The parts of a message that are attachments, not looking into messages attached."""
    try:
        body = message.get_body(preferencelist=("plain", "html"))
    except (KeyError, AttributeError, TypeError, ValueError):
        body = None
    stack: list[Message] = [message]
    while stack:
        part = stack.pop()
        if part.get_content_type() == "message/rfc822" and part is not message:
            yield part
        elif part.is_multipart():
            inner = part.get_payload()
            stack.extend(one for one in reversed(inner) if isinstance(one, Message))  # type: ignore[arg-type]  # a list here
        elif part is not body and part is not message and is_attached(part):
            yield part


def is_attached(part: Message) -> bool:
    """Whether a part is a file of its own, not another form of the body."""
    return part.get_filename() is not None or part.get_content_maintype() != "text"


def attachment_name(part: Message) -> str:
    """The name of an attachment, made safe to stand in a path."""
    name = part.get_filename() or ""
    if not name and part.get_content_type() == "message/rfc822":
        name = "message.eml"
    return UNNAMED.sub("_", clean(name)).strip(" .")[:120] or "attachment"


def unique(name: str, met: dict[str, int]) -> str:
    """A name that no attachment before it had."""
    met[name] = met.get(name, 0) + 1
    if met[name] == 1:
        return name
    path = PurePosixPath(name)
    return f"{path.stem}-{met[name]}{path.suffix}"


def nested_message(part: Message) -> bytes:
    """The bytes of a message inside a message."""
    inner = part.get_payload()
    first = inner[0] if isinstance(inner, list) and inner else None
    return first.as_bytes() if isinstance(first, Message) else b""
