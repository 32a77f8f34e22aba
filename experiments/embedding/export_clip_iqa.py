"""Saves CLIP-IQA as a TorchScript scorer: pictures (B,3,H,W) in [0,1] -> (B,K) in [0,1].

Usage: python3 export_clip_iqa.py scorer.pt [--metrics quality,happy] [--side 512]

Needs torch, piq and transformers with their weights (downloaded where they are not there). Written
from those libraries' documentation; it has not been run by the authors of moai, who had no such
weights at hand. Check its values before a long run.

J. Wang, K. Chan, C. Loy, "Exploring CLIP for assessing the look and feel of images", AAAI 2023: a
score is the probability that the picture is nearer to the first of two opposite sentences than to
the second, softmax(100 cos) over the pair. ResNet-50 without its positional embedding, so that
pictures of any size can be scored as they are.
"""
import argparse

import torch

ANCHORS = {
    "quality": ("Good photo.", "Bad photo."),
    "brightness": ("Bright photo.", "Dark photo."),
    "colourfulness": ("Colorful photo.", "Dull photo."),
    "complexity": ("Complex photo.", "Simple photo."),
    "natural": ("Natural photo.", "Synthetic photo."),
    "happy": ("Happy photo.", "Sad photo."),
    "new": ("New photo.", "Old photo."),
    "real": ("Real photo.", "Abstract photo."),
    "beautiful": ("Beautiful photo.", "Ugly photo."),
}
MEAN, DEVIATION = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)


class Scorer(torch.nn.Module):
    def __init__(self, model, anchors):
        super().__init__()
        self.model = model
        self.register_buffer("anchors", anchors)  # (2K,D), unit length
        self.register_buffer("mean", torch.tensor(MEAN).view(1, 3, 1, 1))
        self.register_buffer("deviation", torch.tensor(DEVIATION).view(1, 3, 1, 1))

    def forward(self, images):
        seen = self.model.encode_image((images - self.mean) / self.deviation, pos_embedding=False)
        seen = seen / seen.norm(dim=-1, keepdim=True)
        pairs = (100 * seen @ self.anchors.t()).reshape(images.size(0), -1, 2)
        return pairs.softmax(-1)[:, :, 0]


def anchor_vectors(model, metrics):
    from transformers import CLIPTokenizer

    tokenizer = CLIPTokenizer.from_pretrained("openai/clip-vit-base-patch16")
    sentences = [sentence for metric in metrics for sentence in ANCHORS[metric]]
    tokens = torch.zeros(len(sentences), tokenizer.model_max_length, dtype=torch.long)
    for row, sentence in zip(tokens, sentences):
        ids = tokenizer(sentence)["input_ids"]
        row[:len(ids)] = torch.tensor(ids)
    anchors = model.encode_text(tokens).float()
    return anchors / anchors.norm(dim=-1, keepdim=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file")
    parser.add_argument("--metrics", default=",".join(ANCHORS), help="with commas between them")
    parser.add_argument("--side", type=int, default=512, help="of the pictures it is traced with")
    parser.add_argument("--batch", type=int, default=2, help="of the pictures it is traced with")
    arguments = parser.parse_args()
    metrics = arguments.metrics.split(",")
    unknown = [metric for metric in metrics if metric not in ANCHORS]
    if unknown:
        parser.error(f"unknown metrics {unknown}; known: {', '.join(ANCHORS)}")
    import piq

    with torch.no_grad():
        model = piq.clip_iqa.clip.load().eval().float().cpu()
        scorer = Scorer(model, anchor_vectors(model, metrics)).eval()
        example = torch.rand(arguments.batch, 3, arguments.side, arguments.side)
        torch.jit.trace(scorer, example).save(arguments.file)
    print(f"{arguments.file}: outputs: [{', '.join(metrics)}]")


if __name__ == "__main__":
    main()
