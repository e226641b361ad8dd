"""The reader behind ``--reader endpoint``: rules read, a model proposes, and what its quotes prove is added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Protocol

from sourcebook.claims.endpoint.answers import Answer, KeptAnswers, Note, Origin
from sourcebook.claims.endpoint.completions import Completions
from sourcebook.claims.endpoint.evidence import Evidence, Refused
from sourcebook.claims.endpoint.incidents import VERSION, Ledger
from sourcebook.claims.endpoint.options import Endpoint, Question, unnamed
from sourcebook.claims.endpoint.passages import Stretch, stretches_of
from sourcebook.claims.endpoint.question import key_of, request_of
from sourcebook.claims.endpoint.statements import Statement, statements_in
from sourcebook.claims.reader import with_claims
from sourcebook.claims.sentence import Sentence
from sourcebook.errors import EndpointError, SettingsError
from sourcebook.records.claims import Claim
from sourcebook.records.reading import Reading
from sourcebook.records.wording import counted


class Answering(Protocol):
    """Whoever answers a request: a server, or a stand-in of tests."""

    def answer(self, request: dict[str, object]) -> Answer:
        """What the model says; an EndpointError where it says nothing of use."""


@dataclass(slots=True)
class Tally:
    """What became of a document's passages: faults by their sentence, and what was refused, by reason."""

    passages: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    refused: Counter[Refused] = field(default_factory=Counter)
    cut_off: int = 0
    unsaved: str = ""
    left_out: bool = False

    def problems(self, question: Question) -> list[str]:
        """The tally as sentences about the document."""
        found = [
            f"the endpoint gave no claims for {counted(number, 'passage')} of {self.passages}: {fault}; "
            "the rules' claims stand, and a rebuild asks again"
            for fault, number in sorted(self.faults.items())
        ]
        if self.refused:
            reasons = ", ".join(f"{number} {reason}" for reason, number in sorted(self.refused.items()))
            total = counted(self.refused.total(), "statement")
            found.append(f"{total} of the endpoint refused: {reasons}")
        if self.cut_off:
            found.append(
                f"the answers of the endpoint to {counted(self.cut_off, 'passage')} of {self.passages} were cut off at "
                "their longest; what stood whole was read; raise answer_tokens or lower passage_characters"
            )
        if self.left_out:
            found.append(f"the endpoint was asked for the first {question.most_passages} passages only (most_passages)")
        if self.unsaved:
            found.append(f"answers of the endpoint could not be kept: {self.unsaved}")
        return found


class EndpointExtractor:
    """Claims by rules, to which a model behind an address adds what it can prove."""

    def __init__(self, endpoint: Endpoint, question: Question, server: Answering | None = None) -> None:
        self.question = question
        self.server: Answering = server or Completions(endpoint.options)
        self.address = endpoint.options.url
        self.kept = KeptAnswers(endpoint.answers)
        self.by = f"{VERSION}({question.model})"

    @classmethod
    def asking(cls, endpoint: Endpoint | None, question: Question | None) -> EndpointExtractor:
        """The reader, built for a process; a sentence where nobody said which endpoint."""
        if endpoint is None or question is None:
            raise SettingsError(unnamed("url", "model"))
        return cls(endpoint, question)

    def read(self, reading: Reading) -> Reading:
        """The reading with its claims, and a sentence for all that was refused or failed."""
        tally = Tally()

        def revise(given: Reading, sentences: Sequence[Sentence], claims: list[Claim]) -> list[Claim]:
            return self.revised(given, sentences, claims, tally)

        found = with_claims(reading, revise)
        return replace(found, problems=(*found.problems, *tally.problems(self.question)))

    def revised(
        self, reading: Reading, sentences: Sequence[Sentence], claims: list[Claim], tally: Tally
    ) -> list[Claim]:
        """The claims with what the answers to each passage prove."""
        ledger = Ledger(list(claims), self.by)
        stretches = stretches_of(sentences, self.question.passage_characters)
        for stretch in islice(stretches, self.question.most_passages):
            tally.passages += 1
            self.read_passage(reading, stretch, ledger, tally)
        tally.left_out = next(stretches, None) is not None
        return ledger.claims

    def read_passage(self, reading: Reading, stretch: Stretch, ledger: Ledger, tally: Tally) -> None:
        """Add what the answer to one passage proves; a fault is counted, and nothing is taken away."""
        request = request_of(self.question, stretch.text, reading.document.published_on)
        key = key_of(request)
        answer, origin = self.kept.find(key), Origin.KEPT
        try:
            if answer is None:
                origin, answer = Origin.ASKED, self.asked(key, request)
            statements, misshapen = read_answer(answer)
        except EndpointError as fault:
            tally.faults[str(fault)] += 1
            self.kept.keep_fault(key, str(fault))
            self.note(Origin.FAILED, answer if origin is Origin.ASKED else None)
            return
        if origin is Origin.ASKED:
            self.keep(key, answer, tally)
        tally.cut_off += answer.cut_off
        evidence = Evidence(stretch)
        evidence.refused[Refused.NOT_AS_ASKED] += misshapen
        for statement in statements:
            ledger.take(statement, evidence)
        tally.refused += evidence.refused
        counts = (len(statements) + misshapen, evidence.refused.total())
        self.note(origin, answer if origin is Origin.ASKED else None, counts)

    def asked(self, key: str, request: dict[str, object]) -> Answer:
        """What the server says now; where no address is named, the fault that it had when it was last asked."""
        if not self.address and (fault := self.kept.fault(key)):
            raise EndpointError(fault)
        return self.server.answer(request)

    def keep(self, key: str, answer: Answer, tally: Tally) -> None:
        """Keep an answer for the next time; a disk that refuses is told, and the answer is used all the same."""
        try:
            self.kept.keep(key, answer)
        except OSError as error:
            tally.unsaved = error.strerror or type(error).__name__

    def note(self, origin: Origin, paid: Answer | None, counts: tuple[int, int] = (0, 0)) -> None:
        """Note a passage for the run's account."""
        tokens_in, tokens_out = (paid.tokens_in, paid.tokens_out) if paid else (0, 0)
        statements, refused = counts
        self.kept.note(
            Note(origin=origin, tokens_in=tokens_in, tokens_out=tokens_out, statements=statements, refused=refused)
        )


def read_answer(answer: Answer) -> tuple[list[Statement], int]:
    """The statements of an answer, and how many are not in the form asked for; a cut answer must hold one whole."""
    statements, misshapen = statements_in(answer.content, answer.cut_off)
    if answer.cut_off and not statements:
        raise EndpointError("the answer was cut off at its longest; raise answer_tokens or lower passage_characters")
    return statements, misshapen
