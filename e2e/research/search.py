"""
What a change of the recipe gives, by PyTorch on the CPU: trains every published fold once and appends a line to FOLDER's
results.txt. With save=NAME, alignment.py says more of the answers. The product's own figure is measured in the page
(npm run bench -- accuracy); this is for finding what to measure there.

    npm run research -- ZIP FOLDER
    python search.py FOLDER [name=value …]        for instance: pool=time vtlp=1 epochs=80 members=3

A line has the UAR of the answers as they are, and of the same answers aligned by speaker. With scale=dataset the product never
aligns: there the second figure is for comparison only.

streams: 'shared' has a fold's members learn from the same batches, as the product has it; they differ in their first weights and
in dropout. 'own' draws other batches for each.
"""
import math
import sys
import time
from types import SimpleNamespace

import numpy as np
import torch
import torch.nn.functional as F

from alignment import aligned, CLASSES, uar
from batches import Batches, Corpus, crop_starts, FRAMES, PITCH_COLUMNS
from nets import Net

OPTIONS = dict(
    pool='all', width=1.0, pitch='none', deltas=0, relative=0, scale='dataset', vtlp=0, speed=0.15, masks=1, mixup=0.2,
    epochs=30, batch=32, rate=2e-3, decay=0.02, dropout=0.4, smoothing=0.1, members=1, seed=1, half=0, balanced=0,
    streams='shared', save='',
)


def main():
    folder, *changes = sys.argv[1:]
    options = SimpleNamespace(**OPTIONS)
    for change in changes:
        name, value = change.split('=')
        setattr(options, name, type(OPTIONS[name])(value))
    if options.streams not in ('own', 'shared'):
        sys.exit(f'streams is own or shared, not {options.streams}.')
    torch.set_num_threads(1)
    corpus = Corpus(folder)
    started, scores, saved = time.time(), [], []
    for number, test in enumerate(corpus.folds):
        answers = answers_to(corpus, number, test, options)
        truth, speakers = corpus.labels[test], np.array([corpus.speakers[i] for i in test])
        scores.append([uar(truth, answers), uar(truth, aligned(answers, speakers))])
        saved.append((test, answers))
        print(f'fold {number + 1}: {scores[-1][0]:.1f}, aligned {scores[-1][1]:.1f}', flush=True)
    plain, by_speaker = np.transpose(scores)
    line = f'{summary(plain)}  aligned {summary(by_speaker)}  {time.time() - started:.0f} s  {" ".join(changes)}'
    print(line)
    with open(f'{folder}/results.txt', 'a') as results:
        results.write(line + '\n')
    if options.save:
        torch.save(saved, f'{folder}/{options.save}.pt')


def summary(scores):
    return f'{np.mean(scores):.1f} ± {np.std(scores, ddof=1):.1f}'


def answers_to(corpus, number, test, options):
    """Probabilities of one fold's test clips, averaged over the members."""
    held_out = set(test)
    train = [i for i in range(len(corpus.clips)) if i not in held_out]
    seeds = [1000 * options.seed + 10 * number + member for member in range(options.members)]
    batch_seeds = seeds if options.streams == 'own' else [seeds[0]] * options.members
    members = (trained(corpus, train, options, *both) for both in zip(seeds, batch_seeds))
    return sum(predict(net, batches, corpus, test) for net, batches in members) / options.members


def trained(corpus, train, options, seed, batch_seed):
    """seed: of first weights and dropout, which are torch's. batch_seed: of all that batches draw, mixup among it."""
    torch.manual_seed(seed)
    random = np.random.default_rng(batch_seed)
    batches = Batches(corpus, train, options, random)
    rows = corpus.n_mfcc + (PITCH_COLUMNS if options.pitch == 'rows' else 0)
    net = Net(options, rows, FRAMES, batches.channels).to(memory_format=torch.channels_last)
    weights = [p for p in net.parameters() if p.ndim > 1]
    others = [p for p in net.parameters() if p.ndim <= 1]
    optimiser = torch.optim.AdamW([{'params': weights, 'weight_decay': options.decay}, {'params': others, 'weight_decay': 0.0}])
    counts = torch.bincount(corpus.labels[train], minlength=CLASSES).clamp_min(1)
    class_weights = torch.ones(CLASSES) if options.balanced else len(train) / (CLASSES * counts)
    chances = (1 / counts[corpus.labels[train]]).double().numpy()
    steps = options.epochs * math.ceil(len(train) / options.batch)
    step = 0
    for _ in range(options.epochs):
        order = random.choice(train, len(train), p=chances / chances.sum()) if options.balanced else random.permutation(train)
        for first in range(0, len(order), options.batch):
            ids = order[first : first + options.batch]
            for group in optimiser.param_groups:
                group['lr'] = one_cycle(step, steps, options.rate)
            step += 1
            if len(ids) < 2:
                continue
            x, y = mixed(batches.windows(ids), smoothed(corpus.labels[ids], options.smoothing), options.mixup, random)
            with precision(options):
                logits = net(x)
            per_clip = -(y * F.log_softmax(logits.float(), 1)).sum(1)
            optimiser.zero_grad()
            (per_clip * (y * class_weights).sum(1)).mean().backward()
            optimiser.step()
    return net, batches


@torch.no_grad()
def predict(net, batches, corpus, ids):
    net.eval()
    answers = torch.zeros(len(ids), CLASSES)
    crops = [(k, start, len(starts)) for k, i in enumerate(ids) for starts in [crop_starts(len(corpus.clips[i]))] for start in starts]
    for first in range(0, len(crops), 64):
        part = crops[first : first + 64]
        with precision(batches.options):
            logits = net(batches.windows([ids[k] for k, _, _ in part], [start for _, start, _ in part]))
        rows = F.softmax(logits.float(), 1)
        for (k, _, count), row in zip(part, rows):
            answers[k] += row / count
    return answers


def precision(options):
    """bfloat16, where asked for, takes two thirds of the time and scores the same within noise."""
    return torch.autocast('cpu', dtype=torch.bfloat16, enabled=bool(options.half))


def one_cycle(step, steps, peak, warm_up=0.2):
    """PyTorch's OneCycleLR, as the product has it."""
    top = warm_up * steps
    low, end = peak / 25, peak / 25e4
    if step < top:
        return low + (peak - low) * (1 - math.cos(math.pi * step / top)) / 2
    return end + (peak - end) * (1 + math.cos(math.pi * (step - top) / (steps - top))) / 2


def smoothed(labels, amount):
    return F.one_hot(labels, CLASSES) * (1 - amount) + amount / CLASSES


def mixed(x, y, alpha, random):
    """Mixup, each clip keeping its own label's majority."""
    if alpha == 0:
        return x, y
    share = random.beta(alpha, alpha, len(x)).astype(np.float32)
    share = torch.from_numpy(np.maximum(share, 1 - share))
    other = torch.from_numpy(random.permutation(len(x)))
    blend = lambda t: t * (s := share.view(-1, *[1] * (t.ndim - 1))) + t[other] * (1 - s)
    return blend(x), blend(y)


if __name__ == '__main__':
    main()
