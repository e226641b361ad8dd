"""The trained reader: rules read, the encoder revises. Without its model it reads by rules alone, and says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from importlib.resources.abc import Traversable

from sourcebook.claims.reader import with_claims
from sourcebook.claims.sentence import Sentence
from sourcebook.claims.trained.network import Network
from sourcebook.claims.trained.proposals import Read
from sourcebook.claims.trained.revision import revised
from sourcebook.errors import ModelError
from sourcebook.records.claims import Claim
from sourcebook.records.reading import Reading
from sourcebook.records.vocabulary import ClaimKind


class TrainedExtractor:
    """Claims by rules and encoder together."""

    def __init__(self, folder: Traversable | None = None) -> None:
        """``folder`` holds the model; without it, the shipped one. A model that cannot be used is no reason to stop."""
        self._network: Network | ModelError
        try:
            self._network = Network(folder)
        except ModelError as error:
            self._network = error

    def read(self, reading: Reading) -> Reading:
        """The reading with its claims."""
        if isinstance(self._network, ModelError):
            problem = f"read by the rules alone: {self._network}"
            return replace(with_claims(reading), problems=(*reading.problems, problem))
        return with_claims(reading, partial(revised_by, self._network))


def revised_by(network: Network, reading: Reading, sentences: Sequence[Sentence], claims: list[Claim]) -> list[Claim]:
    """The claims of a reading after the encoder has had its say."""
    if not any(claim.kind is ClaimKind.EVENT for claim in claims):
        return claims
    seats = {segment.segment_id: seat for seat, segment in enumerate(reading.segments)}
    places = [seats[sentence.segment.segment_id] for sentence in sentences]
    read = Read(sentences=sentences, places=places, answers=network.answers(reading))
    return revised(claims, read, by=network.generated_by)
