"""Makes the small generator and the small scorer of experiments/embedding/small.yaml as TorchScript.

    python3 make_small.py [FOLDER]      # needs PyTorch

The generator stands in for a diffusion model: it takes a prompt embedding of 8 tokens and a pooled
vector, and paints a picture of 64 x 64 pixels: each token is a soft ellipse with waves on it, the
pooled vector the ground behind them. Its weights are random and fixed. The scorer stands in for a
network that rates pictures; it measures nine plain properties of a picture, each in [0,1].
"""
import argparse
import math
import pathlib

import numpy as np
import torch
from torch import Tensor

TOKENS, WIDTH, POOLED, SIDE = 8, 16, 16, 64
SCORES = ["sharpness", "brightness", "colourfulness", "complexity", "naturalness", "warmth",
          "contrast", "symmetry", "focus"]


class Generator(torch.nn.Module):
    """(B,8,16), (B,16) -> (B,3,64,64)."""

    def __init__(self, seed: int):
        super().__init__()
        random = torch.Generator().manual_seed(seed)
        self.register_buffer("token", torch.randn(WIDTH, 12, generator=random) / 16)
        self.register_buffer("ground", torch.randn(POOLED, 10, generator=random) / 6)
        line = torch.linspace(-1.0, 1.0, SIDE)
        self.register_buffer("x", line.view(1, 1, SIDE).repeat(1, SIDE, 1))
        self.register_buffer("y", line.view(1, SIDE, 1).repeat(1, 1, SIDE))

    def column(self, values: Tensor, k: int) -> Tensor:
        return values[:, k].view(-1, 1, 1)

    def forward(self, prompt: Tensor, pooled: Tensor) -> Tensor:
        x, y = self.x.to(prompt.dtype), self.y.to(prompt.dtype)
        g = torch.tanh((pooled.unsqueeze(2) * self.ground.to(prompt.dtype)).sum(1))  # (B,10)
        slope = 0.5 + 0.5 * torch.tanh(self.column(g, 6) * 2 * x + self.column(g, 7) * 2 * y
                                       + self.column(g, 8))
        channels = [0.5 + 0.5 * (slope * self.column(g, c) + (1 - slope) * self.column(g, 3 + c))
                    for c in range(3)]
        image = torch.stack(channels, 1)  # (B,3,64,64)
        for k in range(8):
            t = torch.tanh((prompt[:, k].unsqueeze(2) * self.token.to(prompt.dtype)).sum(1))  # (B,12)
            dx, dy = x - self.column(t, 0), y - self.column(t, 1)
            angle = self.column(t, 2) * math.pi
            u = torch.cos(angle) * dx + torch.sin(angle) * dy
            v = torch.cos(angle) * dy - torch.sin(angle) * dx
            far = torch.square(u / torch.exp(self.column(t, 3) - 0.8)) + torch.square(
                v / torch.exp(self.column(t, 4) - 0.8))
            mask = torch.sigmoid((4 + 3 * self.column(t, 5)) * (1 - far))
            wave = torch.sin(u * torch.exp(2 + 1.2 * self.column(t, 6)) + self.column(t, 7) * 3)
            shade = (1 - 0.5 * torch.relu(self.column(t, 8)) * (1 + wave)).unsqueeze(1)
            color = (0.5 + 0.5 * t[:, 9:12]).view(-1, 3, 1, 1) * shade
            cover = mask.unsqueeze(1)
            image = image * (1 - cover) + color * cover
        return image.clamp(0.0, 1.0)


class Scorer(torch.nn.Module):
    """(B,3,H,W) in [0,1] -> (B,9) in [0,1], in the order of SCORES."""

    def forward(self, images: Tensor) -> Tensor:
        red, green, blue = images[:, 0], images[:, 1], images[:, 2]
        light = 0.299 * red + 0.587 * green + 0.114 * blue  # (B,H,W)
        across = light[:, :, 1:] - light[:, :, :-1]
        down = light[:, 1:, :] - light[:, :-1, :]
        edges = across.abs().mean([1, 2]) + down.abs().mean([1, 2])
        mean = light.mean([1, 2])
        contrast = torch.square(light - mean.view(-1, 1, 1)).mean([1, 2]).sqrt()
        # D. Hasler, S. Suesstrunk, "Measuring colourfulness in natural images", 2003, equation 1.
        rg, yb = red - green, 0.5 * (red + green) - blue
        spread = (torch.var(rg, [1, 2], unbiased=False) + torch.var(yb, [1, 2], unbiased=False)).sqrt()
        colour = spread + 0.3 * (rg.mean([1, 2]).square() + yb.mean([1, 2]).square()).sqrt()
        # Entropy of the brightness over 16 soft bins.
        bins = torch.linspace(0.0, 1.0, 16, dtype=light.dtype, device=light.device).view(1, 16, 1)
        near = torch.exp(-torch.square((light.flatten(1).unsqueeze(1) - bins) * 16.0))
        share = near.sum(2) / near.sum([1, 2]).view(-1, 1)
        entropy = -(share * torch.log(share + 1e-6)).sum(1) / math.log(16.0)
        # Natural pictures have about as much variation in every octave.
        octaves: list[Tensor] = []
        level = light.unsqueeze(1)
        for _ in range(4):
            coarse = torch.nn.functional.avg_pool2d(level, 2)
            detail = level - torch.nn.functional.interpolate(coarse, size=level.shape[2:], mode="nearest")
            octaves.append(detail.square().mean([1, 2, 3]).sqrt() + 1e-3)
            level = coarse
        size = torch.stack(octaves, 1).log()
        natural = torch.exp(-torch.square(size - size.mean(1, keepdim=True)).mean(1))
        warmth = (0.5 + (red - blue).mean([1, 2])).clamp(0.0, 1.0)
        symmetry = (1 - 3 * (images - images.flip([3])).abs().mean([1, 2, 3])).clamp(0.0, 1.0)
        side = light.size(1) // 4
        middle = light[:, side:-side, side:-side].mean([1, 2])
        border = (mean * 4 - middle) / 3
        focus = torch.sigmoid(6 * (middle - border))
        return torch.stack([1 - torch.exp(-edges * 12), mean, 1 - torch.exp(-colour * 4), entropy,
                            natural, warmth, 1 - torch.exp(-contrast * 5), symmetry, focus], 1)


def ranges(seed: int):
    """Ranges of the embeddings, a value for each variable, as those of real prompts differ."""
    random = np.random.default_rng(seed)
    for name, shape, width in (("prompt", (TOKENS, WIDTH), 20.0), ("pooled", (POOLED,), 4.0)):
        yield f"{name}_minimum", -width * random.uniform(0.5, 1.0, shape)
        yield f"{name}_maximum", width * random.uniform(0.5, 1.0, shape)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=pathlib.Path, metavar="FOLDER",
                        default=pathlib.Path(__file__).parent / "small",
                        help="where the files go (small/ beside this file)")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    torch.jit.script(Generator(7).eval()).save(str(folder / "generator.pt"))
    torch.jit.script(Scorer().eval()).save(str(folder / "scorer.pt"))
    for name, values in ranges(7):
        np.save(folder / f"{name}.npy", values.astype(np.float32))
    print(f"{folder}: generator.pt, scorer.pt ({', '.join(SCORES)}), ranges of prompt and pooled")


if __name__ == "__main__":
    main()
