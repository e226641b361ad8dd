"""Forms as they arrive: small, from our own pages, one value a name."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request

from sourcebook.errors import UsageError
from sourcebook.review.desk import desk_of

MOST_BYTES = 400_000
MOST_FIELDS = 2_000

Form = dict[str, list[str]]


async def form_of(request: Request, *, unsigned: bool = False) -> Form:
    """The values of a form that one of our pages sent; anything else is refused, but for the form to sign in."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise UsageError("the form is too large; decide on fewer things at once")
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise UsageError(f"the form cannot be read ({error}); open the page again") from error
    form: Form = {}
    for name, value in pairs:
        form.setdefault(name, []).append(value)
    session = request.scope.get("session", "")
    if not unsigned and not desk_of(request).access.form_is_ours(one(form, "form_token") or None, session):
        raise UsageError("the form did not come from this book's pages; open the page again and decide there")
    return form


def one(form: Form, name: str) -> str:
    """The value of a field, nothing where it was not filled in."""
    return form.get(name, [""])[0].strip()
