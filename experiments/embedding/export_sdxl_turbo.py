"""Saves SDXL-Turbo as a TorchScript generator, and the ranges of the embeddings of given prompts.

Usage: python3 export_sdxl_turbo.py FOLDER --prompts prompts.txt [--batch 4] [--device cuda]

Needs torch, diffusers, transformers and the weights of stabilityai/sdxl-turbo (13 GB, downloaded by
diffusers where they are not there). Written from those libraries' documentation; it has not been run
by the authors of moai, who had no such weights at hand. Check its pictures before a long run.

FOLDER/generator.pt takes prompt embeddings (B,77,2048) and pooled ones (B,1280) and returns pictures
(B,3,512,512) in [0,1], B being --batch: give the same number as generator.batch. The noise that
diffusion starts from, and that every step adds, is the same for all pictures and fixed by --seed, so
that a picture depends on its embedding alone. FOLDER/{prompt,pooled}_{minimum,maximum}.npy hold the
least and the largest value of each coordinate over the prompts, one a line in --prompts.
"""
import argparse
import pathlib

import numpy as np
import torch


class Generator(torch.nn.Module):
    """Euler's ancestral sampler without guidance, its steps written out one after the other."""

    def __init__(self, pipe, steps, batch, seed):
        super().__init__()
        self.unet, self.vae = pipe.unet, pipe.vae
        pipe.scheduler.set_timesteps(steps, device=pipe.device)
        self.times = [float(t) for t in pipe.scheduler.timesteps]
        self.sigmas = [float(s) for s in pipe.scheduler.sigmas]
        start = float(pipe.scheduler.init_noise_sigma)
        random = torch.Generator().manual_seed(seed)
        shape = (1, pipe.unet.config.in_channels, 64, 64)
        for k in range(steps + 1):
            noise = torch.randn(shape, generator=random) * (start if k == 0 else 1.0)
            self.register_buffer(f"noise{k}", noise.repeat(batch, 1, 1, 1))
        self.register_buffer("sizes", torch.tensor([[512.0, 512, 0, 0, 512, 512]]).repeat(batch, 1))

    def forward(self, prompt, pooled):
        latents = self.noise0.to(prompt.dtype)
        condition = {"text_embeds": pooled, "time_ids": self.sizes.to(prompt.dtype)}
        for k, time in enumerate(self.times):
            now, then = self.sigmas[k], self.sigmas[k + 1]
            shown = latents / (now**2 + 1) ** 0.5
            noise = self.unet(shown, time, encoder_hidden_states=prompt,
                              added_cond_kwargs=condition, return_dict=False)[0]
            up = (then**2 * (now**2 - then**2) / now**2) ** 0.5
            down = (then**2 - up**2) ** 0.5
            latents = latents + noise * (down - now)
            latents = latents + getattr(self, f"noise{k + 1}").to(prompt.dtype) * up
        images = self.vae.decode(latents / self.vae.config.scaling_factor, return_dict=False)[0]
        return (images / 2 + 0.5).clamp(0, 1)


def save_ranges(pipe, prompts, folder):
    least, most = [None, None], [None, None]
    for prompt in prompts:
        words, _, pooled, _ = pipe.encode_prompt(prompt=prompt, do_classifier_free_guidance=False)
        for k, tensor in enumerate((words[0].float().cpu(), pooled[0].float().cpu())):
            least[k] = tensor if least[k] is None else torch.minimum(least[k], tensor)
            most[k] = tensor if most[k] is None else torch.maximum(most[k], tensor)
    for k, name in enumerate(("prompt", "pooled")):
        np.save(folder / f"{name}_minimum.npy", least[k].numpy())
        np.save(folder / f"{name}_maximum.npy", most[k].numpy())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--prompts", type=pathlib.Path, required=True, help="a text, one prompt a line")
    parser.add_argument("--model", default="stabilityai/sdxl-turbo")
    parser.add_argument("--steps", type=int, default=3, help="of diffusion")
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0, help="of the noise")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    arguments = parser.parse_args()
    from diffusers import StableDiffusionXLPipeline

    arguments.folder.mkdir(parents=True, exist_ok=True)
    pipe = StableDiffusionXLPipeline.from_pretrained(arguments.model).to(arguments.device)
    prompts = [line for line in arguments.prompts.read_text().splitlines() if line.strip()]
    with torch.no_grad():
        save_ranges(pipe, prompts, arguments.folder)
        generator = Generator(pipe, arguments.steps, arguments.batch, arguments.seed)
        generator.eval().to(arguments.device)
        example = (torch.zeros(arguments.batch, 77, 2048, device=arguments.device),
                   torch.zeros(arguments.batch, 1280, device=arguments.device))
        traced = torch.jit.trace(generator, example, check_trace=False)
        traced.save(str(arguments.folder / "generator.pt"))
    print(f"{arguments.folder}: generator.pt for batches of {arguments.batch}, ranges of "
          f"{len(prompts)} prompts")


if __name__ == "__main__":
    main()
