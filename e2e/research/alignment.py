"""
Distribution alignment by speaker, as src/core/metrics/alignment.ts; and what it gives by how it is done and by how many clips
of a speaker are known, from answers that search.py saved.

    python search.py FOLDER save=NAME …
    python alignment.py FOLDER NAME

Where some clips of a speaker are known, only the others are judged, as src/learn/voiceCurve.ts does; where all are, all are
judged, as in the product's test. So each column judges clips of its own, and “not aligned” is what those same clips score without.
With scale=speaker the features were scaled by all clips of a speaker, however few are known here: the table is of alignment alone.
"""
import sys

import numpy as np
import torch

from batches import Corpus

CLASSES = 8
LEVEL_CLIPS, ROUNDS = 10, 3
DRAWS = 5


def uar(truth, answers):
    right = answers.argmax(1) == truth
    return 100 * np.mean([right[truth == k].float().mean().item() for k in range(CLASSES) if (truth == k).any()])


def lean_of(rows, level, rounds):
    """What the answers lean to: dividing by it leaves them, level ones among them, nearly level on average."""
    rows = torch.cat([rows, torch.full((level, CLASSES), 1 / CLASSES)])
    lean = torch.ones(CLASSES)
    for _ in range(rounds):
        even = rows / lean
        lean = lean * (even / even.sum(1, keepdim=True)).sum(0)
        lean = lean / lean.sum()
    return lean


def aligned(answers, speakers, level=LEVEL_CLIPS, rounds=ROUNDS, known=None):
    """Each speaker's lean taken out. known: whether it is taken from a clip; from all of them, unless said."""
    known = np.full(len(speakers), True) if known is None else known
    out = answers.clone()
    for speaker in sorted(set(speakers)):
        own = speakers == speaker
        out[own] /= lean_of(answers[own & known], level, rounds)
    return out


def main():
    folder, name = sys.argv[1:]
    corpus = Corpus(folder)
    folds = [(corpus.labels[test], np.array([corpus.speakers[i] for i in test]), answers) for test, answers in torch.load(f'{folder}/{name}.pt')]
    some = {'all': None, **{f'{k}': k for k in (1, 3, 5, 10, 20)}, '10 calm or neutral': 10}
    print('Mean UAR of the clips that are not known; under “all”, of all clips.')
    print('Alignment alone: with scale=speaker the features are scaled by all clips of a speaker, however few are known.')
    print('level clips, rounds | known: ' + ' | '.join(some))
    for settings in [None, (10, 1), (10, 2), (10, 3), (10, 50), (5, 3), (20, 3)]:
        scores = [np.mean([score(folds, settings, count, 'calm' in words, draw) for draw in range(DRAWS if count else 1)]) for words, count in some.items()]
        way = 'not aligned' if settings is None else '{}, {}'.format(*settings)
        print(f'{way} | ' + ' | '.join(f'{score:.1f}' for score in scores))


def score(folds, settings, count, of_one_mood, seed):
    """
    Mean UAR over the folds: a draw of so many clips of each speaker is known and all others are judged; count None: all are both.
    settings: level clips and rounds, None for no alignment. One seed draws the same clips whatever the settings.
    """
    random = np.random.default_rng(seed)
    uars = []
    for truth, speakers, answers in folds:
        known = np.full(len(speakers), True) if count is None else drawn(truth.numpy(), speakers, count, of_one_mood, random)
        judged = known if count is None else ~known
        rows = answers if settings is None else aligned(answers, speakers, *settings, known)
        uars.append(uar(truth[judged], rows[judged]))
    return np.mean(uars)


def drawn(truth, speakers, count, of_one_mood, random):
    """Whether each clip is one of so many of its speaker's, drawn at random."""
    known = np.full(len(speakers), False)
    for speaker in sorted(set(speakers)):
        # The vocabulary begins with neutral and calm.
        fit = np.flatnonzero((speakers == speaker) & ((truth < 2) | (not of_one_mood)))
        known[random.permutation(fit)[:count]] = True
    return known


if __name__ == '__main__':
    main()
