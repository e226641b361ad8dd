"""The trained reader: pieces and windows as they were taught, a model that is damaged, and what it may change."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from sourcebook.claims.reader import RuleExtractor
from sourcebook.claims.trained.extractor import TrainedExtractor
from sourcebook.claims.trained.network import Network
from sourcebook.claims.trained.questions import QUESTIONS
from sourcebook.claims.trained.windows import ROOM, windows_of, worth_reading
from sourcebook.claims.trained.wordpiece import WordPieces
from sourcebook.errors import ModelError
from sourcebook.records.reading import Reading
from sourcebook.records.vocabulary import ClaimKind, Realis, Role
from sourcebook.testing.extractors import bare, readings

SHIPPED = files("sourcebook.claims.trained") / "model"


@pytest.fixture(scope="module")
def trained() -> TrainedExtractor:
    return TrainedExtractor()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for name in ("model.toml", "vocabulary.txt", "weights.onnx"):
        shutil.copyfile(str(SHIPPED / name), tmp_path / name)
    return tmp_path


def read_up_to_mentions(text: str) -> Reading:
    from sourcebook import mentions, resolve, segment

    reading = bare(text)
    for room in (segment.segmenter(segment.Options()), mentions.mention_finder(), resolve.resolver()):
        reading = room(reading)
    return reading


def test_a_word_is_cut_into_the_longest_known_pieces() -> None:
    pieces = WordPieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "gun", "##men", "##man", "-", "g", "jose"])
    assert pieces.of("Gunmen") == (4, 5)
    assert pieces.of("GUN-MEN") == (4, 7, 1)
    assert pieces.of("José") == (9,)
    assert pieces.of("x" * 61) == (1,)


def test_only_sentences_near_violence_are_shown_to_the_encoder() -> None:
    text = "The council met. It was sunny. Rebels killed two farmers. They fled. Prices rose. The fair opened."
    reading = read_up_to_mentions(text)
    assert [reading.segments[at].segment_id for at in worth_reading(reading)] == [
        segment.segment_id for segment in reading.segments[1:4]
    ]


def test_windows_hold_every_word_once_and_are_never_too_long() -> None:
    reading = read_up_to_mentions(
        " ".join(f"Rebels killed {n} farmers near the village of Old Mill." for n in range(99))
    )
    pieces = WordPieces((SHIPPED / "vocabulary.txt").read_text(encoding="utf-8").splitlines())
    windows = list(windows_of(reading.segments, worth_reading(reading), pieces))
    assert max(len(window.pieces) for window in windows) <= ROOM + 2
    words = [word for window in windows for word in dict.fromkeys(window.words) if word[0] >= 0]
    assert len(words) == len(set(words)) == sum(len(segment.tokens) for segment in reading.segments)


@pytest.mark.parametrize("name", ["model.toml", "vocabulary.txt", "weights.onnx"])
def test_a_missing_file_leaves_the_rules_and_a_sentence(copied: Path, name: str) -> None:
    (copied / name).unlink()
    for reading in readings():
        found = TrainedExtractor(copied).read(reading)
        assert found.claims == RuleExtractor().read(reading).claims
        assert "--reader rules" in found.problems[-1]


@pytest.mark.parametrize("name", ["vocabulary.txt", "weights.onnx"])
def test_a_damaged_file_is_told_by_its_hash(copied: Path, name: str) -> None:
    data = (copied / name).read_bytes()
    (copied / name).write_bytes(data[:-100])
    with pytest.raises(ModelError, match="its hash differs"):
        Network(copied)


def test_a_model_with_other_questions_is_refused(copied: Path) -> None:
    text = (copied / "model.toml").read_text(encoding="utf-8")
    (copied / "model.toml").write_text(text.replace(QUESTIONS[0], "other"), encoding="utf-8")
    with pytest.raises(ModelError, match="other questions"):
        Network(copied)


def test_claims_name_the_weights_that_read_them(trained: TrainedExtractor) -> None:
    events = [c for r in readings() for c in trained.read(r).claims if c.kind is ClaimKind.EVENT]
    assert events
    assert all(claim.generated_by.startswith("trained@") and "+rules@" in claim.generated_by for claim in events)


def test_capitals_and_small_letters_are_read_alike() -> None:
    network = Network()
    text = (
        "Masked gunmen of the Northern Front killed Judge Anna Weber with rifles outside the court in Lund on Monday."
    )
    said = [network.answers(read_up_to_mentions(given)) for given in (text, text.upper())]
    assert len(said[0].words) == len(said[1].words)
    assert (
        max(
            abs(a - b)
            for one, other in zip(said[0].words.values(), said[1].words.values(), strict=True)
            for a, b in zip(one, other, strict=True)
        )
        < 0.02
    )


def test_a_named_doer_that_the_rules_found_stays(trained: TrainedExtractor) -> None:
    text = "The Taliban claimed responsibility for the bombing that killed nine people in Kabul on 3 May 2021."
    reading = read_up_to_mentions(text)
    assert any(p.role is Role.PERPETRATOR for c in trained.read(reading).claims for p in c.parties)


def test_a_clash_with_a_toll_and_a_day_is_no_background(trained: TrainedExtractor) -> None:
    text = "Eleven soldiers and six rebels were killed in a clash near Goma on 3 May 2021, the army said."
    claims = [c for c in trained.read(read_up_to_mentions(text)).claims if c.kind is ClaimKind.EVENT]
    assert claims
    assert all(claim.realis is Realis.HAPPENED for claim in claims)
