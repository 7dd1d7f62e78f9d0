"""Writes golden.json: what PyTorch makes of the numbers that noise.ts draws again from the same generator.

    pip install -r requirements.txt && python make_golden.py && npx biome check --write golden.json

Everything is float32 on one CPU thread, as PyTorch trains. Gradients and weights are drawn, not computed: a step of the
optimiser does not care where its gradient came from.
"""

import json
import math
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

HERE = Path(__file__).parent

# A convolution's kernel, a dense kernel, a bias, batch norm's gamma: the first two decay.
SHAPES = [[3, 3, 2, 4], [5, 3], [3], [4]]

# Sizes of the gradients, over and over: common, faint, huge, none; and all fainter than AdamW's epsilon.
UNEVEN = [1.0, 0.01, 300.0, 0.0, 0.1]
FAINT = [1e-9, 3e-9, 0.0]

ADAMW_STEPS = 120
ADAMW_SHOWN = [1, 2, 30, 120]
ADAMW_CASES = [
    {"name": "no decay", "weightDecay": 0.0, "clipNorm": 0.0, "magnitudes": UNEVEN},
    {"name": "decay", "weightDecay": 0.1, "clipNorm": 0.0, "magnitudes": UNEVEN},
    {"name": "decay, clipped", "weightDecay": 0.02, "clipNorm": 1.0, "magnitudes": UNEVEN},
    {"name": "faint gradients", "weightDecay": 0.1, "clipNorm": 0.0, "magnitudes": FAINT},
]

EMA_STEPS = 60
EMA_SHOWN = [1, 2, 20, 60]


class Noise:
    """Numerical Recipes' LCG, in -1 ... 1, as float32."""

    def __init__(self, seed):
        self.state = seed

    def draw(self, shape):
        out = np.empty(math.prod(shape))
        for i in range(len(out)):
            self.state = (1664525 * self.state + 1013904223) % 2**32
            out[i] = self.state / 2**31 - 1
        return torch.tensor(out.astype(np.float32).reshape(shape))


def values(tensor):
    """Each in the fewest digits that are the same float32 again."""
    return [float(str(value)) for value in tensor.detach().flatten().numpy()]


def learning_rate(step):
    return 0.02 * (1 + math.cos(math.pi * step / ADAMW_STEPS)) / 2


def adamw():
    cases = []
    for case in ADAMW_CASES:
        noise = Noise(1)
        parameters = [nn.Parameter(noise.draw(shape)) for shape in SHAPES]
        groups = [
            {"params": [p for p in parameters if p.dim() > 1], "weight_decay": case["weightDecay"]},
            {"params": [p for p in parameters if p.dim() == 1], "weight_decay": 0.0},
        ]
        optimiser = torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.999), eps=1e-8)
        shown = []
        for step in range(1, ADAMW_STEPS + 1):
            magnitude = case["magnitudes"][step % len(case["magnitudes"])]
            for p in parameters:
                p.grad = magnitude * noise.draw(p.shape)
            if case["clipNorm"] > 0:
                nn.utils.clip_grad_norm_(parameters, case["clipNorm"])
            for group in optimiser.param_groups:
                group["lr"] = learning_rate(step)
            optimiser.step()
            if step in ADAMW_SHOWN:
                state = [optimiser.state[p] for p in parameters]
                shown.append(
                    {
                        "step": step,
                        "parameters": [values(p) for p in parameters],
                        "first": [values(s["exp_avg"]) for s in state],
                        "second": [values(s["exp_avg_sq"]) for s in state],
                    }
                )
        cases.append({**case, "shown": shown})
    rates = [learning_rate(step) for step in range(1, ADAMW_STEPS + 1)]
    return {"shapes": SHAPES, "learningRates": rates, "cases": cases}


def clipping():
    cases = []
    for magnitude, max_norm in [(0.01, 1.0), (1.0, 1.0), (300.0, 0.5), (1e-3, 1e-4), (0.0, 1.0)]:
        noise = Noise(2)
        parameters = [nn.Parameter(torch.zeros(shape)) for shape in SHAPES]
        for p in parameters:
            p.grad = magnitude * noise.draw(p.shape)
        nn.utils.clip_grad_norm_(parameters, max_norm)
        clipped = [values(p.grad) for p in parameters]
        cases.append({"magnitude": magnitude, "maxNorm": max_norm, "clipped": clipped})
    return {"shapes": SHAPES, "cases": cases}


class Net(nn.Module):
    """Weights and batch norm's moving statistics, as a model of Intone's has them."""

    def __init__(self, noise):
        super().__init__()
        self.kernel = nn.Parameter(noise.draw([4, 3]))
        self.gamma = nn.Parameter(noise.draw([3]))
        self.register_buffer("moving_mean", noise.draw([3]))
        self.register_buffer("moving_variance", noise.draw([3]))

    def all(self):
        return [self.kernel, self.gamma, self.moving_mean, self.moving_variance]


def averaging():
    cases = []
    for decay in (0.5, 0.9, 0.999):
        noise = Noise(3)
        net = Net(noise)

        def average(averages, present, count, decay=decay):
            # AveragedModel's first call copies the net, so that its count is one ahead of Intone's.
            t = int(count) - 1
            get_ema_multi_avg_fn(min(decay, (1 + t) / (10 + t)))(averages, present, count)

        averaged = AveragedModel(net, multi_avg_fn=average, use_buffers=True)
        averaged.update_parameters(net)
        shown = []
        for step in range(1, EMA_STEPS + 1):
            with torch.no_grad():
                for tensor in net.all():
                    tensor.add_(0.1 * noise.draw(tensor.shape))
            averaged.update_parameters(net)
            if step in EMA_SHOWN:
                shown.append({"update": step, "averages": [values(t) for t in averaged.module.all()]})
        cases.append({"decay": decay, "shown": shown})
    return {"shapes": [list(t.shape) for t in Net(Noise(0)).all()], "updates": EMA_STEPS, "cases": cases}


def loss():
    clips, classes = 6, 4
    noise = Noise(4)
    logits = (5 * noise.draw([clips, classes])).requires_grad_()
    labels = torch.tensor([0, 1, 2, 3, 1, 1])
    weights = torch.tensor([2.0, 0.5, 1.25, 0.0])
    hard = nn.functional.one_hot(labels, classes).float()
    smooth = 0.9 * hard + 0.1 / classes
    mixed = 0.7 * smooth + 0.3 * smooth.flip(0)
    cases = []
    for name, targets, w in [
        ("hard", hard, torch.ones(classes)),
        ("hard, weighted", hard, weights),
        ("smooth, weighted", smooth, weights),
        ("smooth and mixed, weighted", mixed, weights),
    ]:
        per_clip = -(targets * torch.log_softmax(logits, 1)).sum(1)
        value = ((targets * w).sum(1) * per_clip).mean()
        (gradient,) = torch.autograd.grad(value, logits)
        cases.append(
            {
                "name": name,
                "targets": values(targets),
                "weights": values(w),
                "loss": value.item(),
                "gradient": values(gradient),
            }
        )
    return {
        "shape": [clips, classes],
        "logits": values(logits),
        "cases": cases,
        # CrossEntropyLoss for comparison: see loss.ts.
        "plainCrossEntropy": nn.CrossEntropyLoss()(logits, labels).item(),
        "weightedCrossEntropy": nn.CrossEntropyLoss(weight=weights)(logits, labels).item(),
        "weightsOfBatch": weights[labels].sum().item(),
    }


def rates_of(steps, peak, make):
    parameter = nn.Parameter(torch.zeros(1))
    optimiser = torch.optim.SGD([parameter], lr=peak)
    scheduler = make(optimiser)
    rates = [optimiser.param_groups[0]["lr"]]
    for _ in range(steps - 1):
        optimiser.step()
        scheduler.step()
        rates.append(optimiser.param_groups[0]["lr"])
    return rates


def schedules():
    scheduler = torch.optim.lr_scheduler
    cases = []
    for steps, warm_up, peak in [(101, 0.2, 0.01), (250, 0.05, 2e-3), (40, 0.5, 1e-3), (7, 0.3, 0.1)]:
        climb = math.floor(steps * warm_up + 0.5)

        def linear(step):
            return min(1.0, step / climb)

        def one_cycle(optimiser):
            options = dict(div_factor=25, final_div_factor=40, anneal_strategy="cos")
            pct_start = (climb + 1) / steps
            return scheduler.OneCycleLR(optimiser, peak, total_steps=steps, pct_start=pct_start, **options)

        def cosine(optimiser):
            # Two of PyTorch's own: transformers' formula, from other hands.
            up = scheduler.LambdaLR(optimiser, linear)
            down = scheduler.CosineAnnealingLR(optimiser, T_max=steps - climb, eta_min=0.0)
            return scheduler.SequentialLR(optimiser, [up, down], milestones=[climb])

        def constant(optimiser):
            return scheduler.LambdaLR(optimiser, linear)

        for name, make in [("one-cycle", one_cycle), ("cosine", cosine), ("constant", constant)]:
            rates = rates_of(steps, peak, make)
            cases.append(
                {"schedule": name, "steps": steps, "warmUp": warm_up, "learningRate": peak, "rates": rates}
            )
    return cases


def main():
    torch.set_num_threads(1)
    golden = {
        "torch": torch.__version__.split("+")[0],
        "adamw": adamw(),
        "clipping": clipping(),
        "averaging": averaging(),
        "loss": loss(),
        "schedules": schedules(),
    }
    (HERE / "golden.json").write_text(json.dumps(golden, indent=1) + "\n")


if __name__ == "__main__":
    main()
