"""The trained encoder as a file for ONNX Runtime: 8-bit whole numbers for all large tables, with its description."""

from __future__ import annotations

import argparse
import tempfile
from hashlib import sha256
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from sourcebook.claims.trained.questions import QUESTIONS
from training.encoder import Encoder, start_folder

DESCRIPTION = """# Written by make train; names the files beside it by SHA-256. docs/model-card.md says what they are.
name = "{name}"
version = "{version}"
weights = "{weights}"
vocabulary = "{vocabulary}"
questions = {questions}
"""


def written(checkpoint: Path, out: Path, name: str, version: str) -> None:
    """Write weights, vocabulary and description into a folder."""
    model = Encoder(len(QUESTIONS))
    model.load_state_dict(torch.load(checkpoint, weights_only=True))
    model.eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            model,
            (torch.tensor([[101, 2023, 102], [101, 102, 0]]),),
            str(whole),
            input_names=["pieces"],
            output_names=["scores"],
            dynamic_axes={"pieces": {0: "texts", 1: "length"}, "scores": {0: "texts", 1: "length"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            out / "weights.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=False,
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
        )
    (out / "vocabulary.txt").write_bytes((start_folder() / "vocab.txt").read_bytes())
    described = DESCRIPTION.format(
        name=name,
        version=version,
        weights=sha256((out / "weights.onnx").read_bytes()).hexdigest(),
        vocabulary=sha256((out / "vocabulary.txt").read_bytes()).hexdigest(),
        questions=list(QUESTIONS),
    ).replace("'", '"')
    (out / "model.toml").write_text(described, encoding="utf-8")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="trained")
    parser.add_argument("--version", required=True)
    given = parser.parse_args()
    written(given.checkpoint, given.out, given.name, given.version)


if __name__ == "__main__":
    main()
