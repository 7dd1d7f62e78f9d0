"""The nets of src/learn/architectures in PyTorch, and their training step."""

import torch
from torch import nn
from torch.nn import functional

from train_nets import CLASSIC_FILTERS, CLASSIC_UNITS, COMPACT_BLOCKS, LABEL_SMOOTHING


class AverageAndMaximum(nn.Module):
    """The average and the maximum of each channel over all of the picture, [batch, 2 × channels]."""

    def forward(self, x):
        return torch.cat([x.mean((2, 3)), x.amax((2, 3))], 1)


def compact(options):
    layers, channels = [], 1
    for filters, kernel, stride, pool in COMPACT_BLOCKS:
        # Same sizes and work as TensorFlow's "same"; where the stride is 2 the padding is even here and uneven there.
        layers.append(nn.Conv2d(channels, filters, kernel, stride, padding=kernel // 2, bias=False))
        # PyTorch's momentum is the new value's share, Keras's the old one's.
        layers += [nn.BatchNorm2d(filters, eps=1e-3, momentum=0.1), nn.ReLU()]
        if pool:
            layers.append(nn.MaxPool2d(pool))
        channels = filters
    return nn.Sequential(*layers, AverageAndMaximum(), nn.Dropout(0.4), nn.Linear(2 * channels, options.classes))


def classic(options):
    layers, channels, frames, coefficients = [], 1, options.frames, options.coefficients
    for filters in CLASSIC_FILTERS:
        layers += [nn.Conv2d(channels, filters, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
        channels, frames, coefficients = filters, frames // 2, coefficients // 2
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(frames * coefficients * channels, CLASSIC_UNITS),
        nn.ReLU(),
        nn.Dropout(0.3),
        nn.Linear(CLASSIC_UNITS, options.classes),
    )


NETS = {
    "compact": (compact, dict(lr=2e-3, weight_decay=0.02)),
    "classic": (classic, dict(lr=1e-3, weight_decay=0)),
}


def set_threads(threads):
    torch.set_num_threads(threads)
    torch.set_num_interop_threads(1)


def ways(options, batches):
    """Yields (way, step): a way is a memory format."""
    for name, memory_format in (
        ("channels_last", torch.channels_last),
        ("channels_first", torch.contiguous_format),
    ):
        yield name, make_step(options, batches, memory_format)


def make_step(options, batches, memory_format):
    torch.manual_seed(1)
    build, settings = NETS[options.model]
    net = build(options).to(memory_format=memory_format).train()
    # The fused update is the fastest of torch's three on the CPU.
    optimiser = torch.optim.AdamW(net.parameters(), fused=True, **settings)
    weights = torch.ones(options.classes)
    ready = [
        (torch.from_numpy(x).permute(0, 3, 1, 2).contiguous(memory_format=memory_format), torch.from_numpy(labels))
        for x, labels in batches
    ]

    def step(i):
        x, labels = ready[i]
        optimiser.zero_grad(set_to_none=True)
        loss = functional.cross_entropy(net(x), labels, weight=weights, label_smoothing=LABEL_SMOOTHING)
        loss.backward()
        optimiser.step()
        return loss.item()

    return step


def versions():
    return dict(torch=torch.__version__)
