"""
Distribution alignment by speaker, as src/core/metrics/alignment.ts; and what it gives by how it is done and by how many clips
of a speaker are known, from answers that search.py saved.

    python search.py FOLDER save=NAME …
    python alignment.py FOLDER NAME
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


def aligned(answers, speakers, level=LEVEL_CLIPS, rounds=ROUNDS, known=lambda own: own):
    """Each speaker's lean taken out. known: which of a speaker's clips it is taken from; all of them, unless said."""
    out = answers.clone()
    for speaker in sorted(set(speakers)):
        own = np.flatnonzero(speakers == speaker)
        out[own] /= lean_of(answers[known(own)], level, rounds)
    return out


def main():
    folder, name = sys.argv[1:]
    corpus = Corpus(folder)
    folds = [(corpus.labels[test], np.array([corpus.speakers[i] for i in test]), answers) for test, answers in torch.load(f'{folder}/{name}.pt')]
    print(f'not aligned: {np.mean([uar(truth, answers) for truth, _, answers in folds]):.1f}')
    some = {'all': None, **{f'{k}': k for k in (1, 3, 5, 10, 20)}, '10 calm or neutral': 10}
    print('level clips, rounds | known: ' + ' | '.join(some))
    for level, rounds in [(10, 1), (10, 2), (10, 3), (10, 50), (5, 3), (20, 3)]:
        scores = [np.mean([score(folds, level, rounds, count, 'calm' in words, draw) for draw in range(DRAWS if count else 1)]) for words, count in some.items()]
        print(f'{level}, {rounds} | ' + ' | '.join(f'{score:.1f}' for score in scores))


def score(folds, level, rounds, count, of_one_mood, seed):
    """Mean UAR over the folds with a draw of so many known clips of each speaker; None: all."""
    random = np.random.default_rng(seed)
    uars = []
    for truth, speakers, answers in folds:

        def known(own):
            # The vocabulary begins with neutral and calm.
            fit = own[truth[own].numpy() < 2] if of_one_mood else own
            return fit if count is None else random.permutation(fit)[:count]

        uars.append(uar(truth, aligned(answers, speakers, level, rounds, known)))
    return np.mean(uars)


if __name__ == '__main__':
    main()
