"""The encoder at work: windows in, for each word and each sentence the likelihood of each answer out.

ONNX Runtime runs it on the processor with one thread, for a build has a process for each core. A window is read alone:
the 8-bit arithmetic scales by what stands beside a word, so that padding would leak into the answers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from sourcebook.claims.trained.questions import QUESTIONS, ROLES
from sourcebook.claims.trained.windows import Window, windows_of, worth_reading
from sourcebook.claims.trained.wordpiece import WordPieces
from sourcebook.errors import ModelError
from sourcebook.records.reading import Reading

if TYPE_CHECKING:
    import numpy
    from onnxruntime import InferenceSession

MEND = "install sourcebook anew, or read with the rules alone: --reader rules"
WINDOWS_KEPT = 1_000
"""Windows whose scores are kept for the next copy of a report: some 20 MB at most."""
WHOLE = -1  # the place of the whole text among the segments


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the encoder says of one text: likelihoods from 0 to 1.

    ``words`` by segment and token, in the order of ``ROLES``; ``told`` by segment (-1: the whole text), in the order
    of the other questions. What was not read is not in them.
    """

    words: Mapping[tuple[int, int], tuple[float, ...]]
    told: Mapping[int, tuple[float, ...]]


class Network:
    """The encoder, loaded once in each process."""

    def __init__(self, folder: Traversable | None = None) -> None:
        """``folder`` holds ``model.toml`` and the files that it names; without it, the model that is shipped."""
        folder = folder or files("sourcebook.claims.trained") / "model"
        described = description(folder)
        self.generated_by = f"{described['name']}@{described['version']}-{described['weights'][:8]}"
        words = checked(folder, "vocabulary.txt", described["vocabulary"])
        self.pieces = WordPieces(words.decode("utf-8").splitlines())
        self._session = session(checked(folder, "weights.onnx", described["weights"]))
        self._known = lru_cache(maxsize=WINDOWS_KEPT)(self._scores)

    def answers(self, reading: Reading) -> Answers:
        """What the encoder says of a reading's segments that may tell of violence."""
        windows = windows_of(reading.segments, worth_reading(reading), self.pieces)
        return gathered((window, self.scores(window)) for window in windows)

    def scores(self, window: Window) -> numpy.ndarray:
        """The score of each piece of a window for each question, before the logistic function."""
        return self._known(window.pieces)

    def _scores(self, pieces: tuple[int, ...]) -> numpy.ndarray:
        import numpy

        scores: numpy.ndarray = self._session.run(None, {"pieces": numpy.array([pieces], dtype=numpy.int64)})[0][0]
        return scores


def network_check() -> tuple[str, float]:
    """The shipped model's name, version and hash, and its size in megabytes; a ModelError where it cannot be used."""
    folder = files("sourcebook.claims.trained") / "model"
    network = Network(folder)
    network.scores(Window(pieces=(network.pieces.first, network.pieces.last), words=((-1, -1), (-1, -1))))
    return network.generated_by, len((folder / "weights.onnx").read_bytes()) / 1e6


def gathered(scored: Iterable[tuple[Window, numpy.ndarray]]) -> Answers:
    """Scores of pieces brought together: a word's by the mean of its pieces, a sentence's by that of its words."""
    import numpy

    words: dict[tuple[int, int], tuple[float, ...]] = {}
    told: dict[int, tuple[float, ...]] = {}
    first = len(ROLES)
    for window, scores in scored:
        by_word: dict[tuple[int, int], list[int]] = {}
        by_segment: dict[int, list[int]] = {}
        for at, word in enumerate(window.words[:-1]):
            by_segment.setdefault(word[0], []).append(at)
            if at:
                by_word.setdefault(word, []).append(at)
        for word, seats in by_word.items():
            words[word] = likely(scores[seats, :first].mean(axis=0))
        for segment, seats in by_segment.items():
            own = likely(scores[seats, first:].mean(axis=0))
            told[segment] = tuple(numpy.maximum(own, told.get(segment, own)).tolist())
    return Answers(words=words, told=told)


def likely(scores: numpy.ndarray) -> tuple[float, ...]:
    """Scores as likelihoods, cut to four digits: further ones differ between processors."""
    import numpy

    return tuple(numpy.round(1 / (1 + numpy.exp(-scores.astype(float))), 4).tolist())


def description(folder: Traversable) -> dict[str, str]:
    """What ``model.toml`` says; a ModelError where it is missing, broken, or of another kind of model."""
    try:
        described = tomllib.loads((folder / "model.toml").read_text(encoding="utf-8"))
        known = all(described[field] for field in ("name", "version", "weights", "vocabulary"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ModelError(f"the description of the trained model cannot be read ({error}); {MEND}") from error
    if not known or described.get("questions") != list(QUESTIONS):
        raise ModelError(f"the trained model answers other questions than this version asks; {MEND}")
    return described


def checked(folder: Traversable, name: str, wanted: str) -> bytes:
    """A file's bytes; a ModelError where it is missing or is not the file that the description names."""
    try:
        found = (folder / name).read_bytes()
    except OSError as error:
        raise ModelError(f"the trained model's {name} cannot be read ({error}); {MEND}") from error
    if sha256(found).hexdigest() != wanted:
        raise ModelError(f"the trained model's {name} is not the file that was shipped: its hash differs; {MEND}")
    return found


def session(weights: bytes) -> InferenceSession:
    """The network ready to run; a ModelError where ONNX Runtime is missing or refuses the file."""
    try:
        import onnxruntime
        from onnxruntime.capi import onnxruntime_pybind11_state as refusals
    except ImportError as error:
        raise ModelError(f"the trained reader needs onnxruntime ({error}); {MEND}") from error
    refused = (refusals.Fail, refusals.InvalidProtobuf, refusals.InvalidGraph, refusals.NotImplemented, RuntimeError)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
    except refused as error:
        raise ModelError(f"the trained model cannot be run ({type(error).__name__}); {MEND}") from error
