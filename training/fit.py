"""Fine-tuning: windows of the labelled texts in random order, a checkpoint after each epoch."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from sourcebook.claims.trained.questions import QUESTIONS, ROLES
from sourcebook.claims.trained.windows import Window, windows_of, worth_reading
from sourcebook.claims.trained.wordpiece import WordPieces
from sourcebook.records.reading import Reading
from training.encoder import Encoder, start_folder, started
from training.labels import Labels, muc_labels
from training.readings import readings_of, rows_of
from training.wikievents import text_of, wikievents_labels

HELD_BACK = 10  # every tenth text is kept for choosing thresholds
EMPTY = 0.6  # of the windows without a filler, the share that is read in an epoch
WHOLE = 4.0  # how much more the whole text counts than one of its sentences
FOUND = 2.0  # how much more a word that fills a role counts than one that does not


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One window with what should be answered: by piece and role, and by segment and question."""

    window: Window
    labels: Labels
    weight: float = 1.0

    @property
    def fills(self) -> bool:
        """Whether a word of it fills a role."""
        return any(a for w in self.window.words if w in self.labels.words for a, _ in self.labels.words[w].values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Windows side by side. ``seats`` maps each piece to a row of the sentence answers; 0 is none."""

    pieces: Tensor
    roles: Tensor
    role_weights: Tensor
    seats: Tensor
    told: Tensor
    told_weights: Tensor


def examples_of(reading: Reading, labels: Labels, pieces: WordPieces, weight: float = 1.0) -> Iterator[Example]:
    """The windows of a text with its labels."""
    for window in windows_of(reading.segments, worth_reading(reading), pieces):
        yield Example(window=window, labels=labels, weight=weight)


def batch_of(examples: Sequence[Example]) -> Batch:
    """Examples padded to one length."""
    longest = max(len(e.window.pieces) for e in examples)
    size, others = len(examples), len(QUESTIONS) - len(ROLES)
    pieces = torch.zeros(size, longest, dtype=torch.long)
    roles, role_weights = torch.zeros(size, longest, len(ROLES)), torch.zeros(size, longest, len(ROLES))
    seats = torch.zeros(size, longest, dtype=torch.long)
    told, told_weights = [[0.0] * others], [[0.0] * others]
    for row, example in enumerate(examples):
        window, labels = example.window, example.labels
        pieces[row, : len(window.pieces)] = torch.tensor(window.pieces)
        known: dict[int, int] = {}
        for at, word in enumerate(window.words):
            if at and word[0] == -1:
                continue
            if word[0] not in known:
                known[word[0]] = len(told)
                answers = segment_answers(labels, word[0], window)
                told.append([a for a, _ in answers])
                told_weights.append([w * example.weight for _, w in answers])
            seats[row, at] = known[word[0]]
            if word[0] >= 0:
                role_weights[row, at] = labels.negatives * example.weight
            for question, (answer, weight) in labels.words.get(word, {}).items():
                roles[row, at, question] = answer
                role_weights[row, at, question] = weight * example.weight * (FOUND if answer else 1.0)
    return Batch(
        pieces=pieces,
        roles=roles,
        role_weights=role_weights,
        seats=seats,
        told=torch.tensor(told),
        told_weights=torch.tensor(told_weights),
    )


def segment_answers(labels: Labels, position: int, window: Window) -> list[tuple[float, float]]:
    """What a segment should be answered, by question; the whole text's answer holds for a window that bears it out."""
    own = labels.segments.get(position, {})
    first = len(ROLES)
    answers = [own.get(question, (0.0, 0.0)) for question in range(first, len(QUESTIONS))]
    if position == -1:
        answers = [(answer, weight * WHOLE) for answer, weight in answers]
    if position != -1 or not own or not answers[0][0]:
        return answers
    here = {word[0] for word in window.words}
    bears = any(labels.segments.get(seat, {}).get(first, (0.0, 0.0))[0] for seat in here if seat >= 0)
    return answers if bears else [(0.0, 0.0)] * len(answers)


def loss_of(scores: Tensor, batch: Batch) -> Tensor:
    """How far the answers are off: words by role, sentences and texts by the mean over their words."""
    by_word = functional.binary_cross_entropy_with_logits(
        scores[..., : len(ROLES)], batch.roles, weight=batch.role_weights, reduction="sum"
    ) / (batch.role_weights.sum() / len(ROLES))
    rest = scores[..., len(ROLES) :].reshape(-1, len(QUESTIONS) - len(ROLES))
    seats = batch.seats.reshape(-1)
    sums = torch.zeros(batch.told.shape).index_add(0, seats, rest)
    sizes = torch.zeros(len(batch.told)).index_add(0, seats, torch.ones(len(seats)))
    means = sums / sizes.clamp(min=1)[:, None]
    by_segment = functional.binary_cross_entropy_with_logits(
        means, batch.told, weight=batch.told_weights, reduction="sum"
    ) / batch.told_weights.sum().clamp(min=1)
    return by_word + 0.4 * by_segment


def fit(model: Encoder, examples: Sequence[Example], options: argparse.Namespace) -> None:
    """Train, writing a checkpoint after each epoch."""
    for part in (model.words, model.places, model.norm, *model.layers[: options.frozen]):
        for parameter in part.parameters():
            parameter.requires_grad = False
    answers = [p for n, p in model.named_parameters() if n.startswith("answers")]
    others = [p for n, p in model.named_parameters() if not n.startswith("answers") and p.requires_grad]
    groups = [{"params": others, "lr": options.rate}, {"params": answers, "lr": options.rate * 5}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    read = sum(1.0 if e.fills else EMPTY for e in examples)
    steps = options.epochs * (int(read) // options.batch + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / (0.06 * steps)) * max(0.02, 1 - step / steps)
    )
    for epoch in range(min(options.epochs, options.stop)):
        began, total, count = time.time(), 0.0, 0
        model.train()
        for chosen in shuffled(examples, options.batch, epoch):
            batch = batch_of(chosen)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.half):
                scores = model(batch.pieces)
            loss = loss_of(scores.float(), batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
            if count % 20 == 0:
                print(f"  {count} steps, loss {total / count:.4f}, {time.time() - began:.0f} s", flush=True)
        print(f"epoch {epoch + 1}: loss {total / count:.4f}, {time.time() - began:.0f} s", flush=True)
        torch.save(model.state_dict(), options.out / f"epoch-{epoch + 1}.pt")


def shuffled(examples: Sequence[Example], size: int, epoch: int) -> Iterator[Sequence[Example]]:
    """Batches of windows of like length, in an order that only the epoch decides."""
    chance = random.Random(epoch)
    chosen = [e for e in examples if e.fills or chance.random() < EMPTY]
    order = sorted(chosen, key=lambda e: len(e.window.pieces) + chance.random() * 60)
    batches = [order[start : start + size] for start in range(0, len(order), size)]
    chance.shuffle(batches)
    yield from batches


def muc_examples(options: argparse.Namespace, pieces: WordPieces) -> Iterator[Example]:
    """The labelled windows of MUC-4's own training texts, those held back left out."""
    rows = rows_of(options.shared / "data" / "muc4" / "dev.jsonl")
    given = [{"id": row["docid"], "title": row["docid"], "text": row["text"]} for row in rows]
    readings = readings_of(given, options.work / "muc4-dev.pickle")
    for index, row in enumerate(rows):
        if options.everything or index % HELD_BACK:
            reading = readings[row["docid"]]
            yield from examples_of(reading, muc_labels(row, reading), pieces)


def wikievents_examples(options: argparse.Namespace, pieces: WordPieces) -> Iterator[Example]:
    """The labelled windows of WikiEvents' training texts that have a filler."""
    rows = rows_of(options.shared / "data" / "wikievents" / "train.jsonl")
    given = [{"id": row["docid"], "title": "", "text": text_of(row["tokens"])[0]} for row in rows]
    readings = readings_of(given, options.work / "wikievents-train.pickle")
    for row, told in zip(rows, given, strict=True):
        reading = readings[row["docid"]]
        if reading.document.text == told["text"]:  # else offsets would be off: a character was mended on the way in
            examples = examples_of(reading, wikievents_labels(row, reading), pieces)
            yield from (example for example in examples if example.fills)


CORPORA = {"muc4": muc_examples, "wikievents": wikievents_examples}


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="folder for readings, kept between runs")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--corpora", nargs="+", choices=CORPORA, default=list(CORPORA))
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--stop", type=int, default=99, help="stop after this many epochs of those that are planned")
    parser.add_argument("--frozen", type=int, default=0, help="lower layers that stay as they are")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--half", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--everything", action="store_true", help="train on the texts held back too")
    return parser.parse_args()


def main() -> None:
    """Train from the weights of all-MiniLM-L6-v2."""
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    torch.set_num_threads(options.threads)
    pieces = WordPieces((start_folder() / "vocab.txt").read_text("utf-8").splitlines())
    examples = [example for corpus in options.corpora for example in CORPORA[corpus](options, pieces)]
    print(f"{len(examples)} windows, {sum(len(e.window.pieces) for e in examples)} pieces", flush=True)
    model = started(len(QUESTIONS))
    if options.start:
        model.load_state_dict(torch.load(options.start, weights_only=True))
    fit(model, examples, options)


if __name__ == "__main__":
    main()
