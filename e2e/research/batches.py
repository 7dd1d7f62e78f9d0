"""Clips, their scales, and training batches as the product makes them (src/core/dataset)."""
import json

import numpy as np
import torch
import torch.nn.functional as F

FRAMES = 300
PITCH_COLUMNS = 2


class Corpus:
    """What features.ts wrote."""

    def __init__(self, folder):
        about = json.load(open(f'{folder}/clips.json'))
        columns, self.n_mfcc = about['coefficients'], about['nMfcc']
        self.rows = torch.from_numpy(np.fromfile(f'{folder}/features.bin', np.float32).reshape(-1, columns))
        self.lengths = np.array([clip['frames'] for clip in about['clips']])
        self.first = np.cumsum(self.lengths) - self.lengths
        self.clips = list(torch.split(self.rows, self.lengths.tolist()))
        self.labels = torch.tensor([about['emotions'].index(clip['emotion']) for clip in about['clips']])
        self.speakers = [clip['speaker'] for clip in about['clips']]
        self.folds = [fold['test'] for fold in about['folds']]
        self.warps = torch.from_numpy(np.fromfile(f'{folder}/warps.bin', np.float32).reshape(-1, self.n_mfcc, self.n_mfcc))


def scale_of(clips):
    frames = torch.cat(clips)
    return frames.mean(0), frames.std(0, unbiased=False) + 1e-6


class Batches:
    """Windows of one fold's clips, scaled by its training clips or by each speaker's own."""

    def __init__(self, corpus, train, options, random):
        self.corpus, self.options, self.random = corpus, options, random
        of = lambda speaker: [c for c, s in zip(corpus.clips, corpus.speakers) if s == speaker]
        if options.scale == 'speaker':
            self.scales = {speaker: scale_of(of(speaker)) for speaker in set(corpus.speakers)}
        else:
            scale = scale_of([corpus.clips[i] for i in train])
            self.scales = {speaker: scale for speaker in set(corpus.speakers)}

    @property
    def channels(self):
        return 1 + self.options.deltas + self.options.relative

    def windows(self, ids, starts=None):
        """[clips, channels, FRAMES, rows]; augmented where no starts are given."""
        o, n, count = self.options, self.corpus.n_mfcc, len(ids)
        ids, training = np.asarray(ids), starts is None
        length = self.corpus.lengths[ids]
        spoken = length
        if training:
            spoken = np.maximum(1, np.rint(length / self.random.uniform(1 - o.speed, 1 + o.speed, count))).astype(int)
            spare = spoken - FRAMES
            starts = np.where(spare > 0, np.floor(self.random.random(count) * (np.maximum(spare, 0) + 1)), spare // 2).astype(int)
        at = np.arange(FRAMES) + np.asarray(starts)[:, None]
        shown = torch.from_numpy(((at >= 0) & (at < spoken[:, None])).astype(np.float32))[:, :, None]
        at = np.clip(at, 0, spoken[:, None] - 1) * ((length - 1) / np.maximum(1, spoken - 1))[:, None]
        low = np.minimum(np.floor(at).astype(int), length[:, None] - 1)
        share = torch.from_numpy((at - low).astype(np.float32))[:, :, None]
        first = self.corpus.first[ids][:, None]
        rows = self.corpus.rows
        x = torch.lerp(rows[first + low], rows[first + np.minimum(low + 1, length[:, None] - 1)], share)
        mean = torch.stack([self.scales[self.corpus.speakers[i]][0] for i in ids])[:, None]
        std = torch.stack([self.scales[self.corpus.speakers[i]][1] for i in ids])[:, None]
        mfcc, middle = x[..., :n], mean[..., :n]
        if training and o.vtlp:
            warp = self.corpus.warps[self.random.integers(len(self.corpus.warps), size=count)].transpose(1, 2)
            mfcc = mfcc @ warp
            # A voice that is scaled by itself would be so through another tract, too.
            if o.scale == 'speaker':
                middle = middle @ warp
        mfcc = (mfcc - middle) / std[..., :n] * shown
        layers = [mfcc]
        for _ in range(o.deltas):
            layers.append(derivative(layers[-1]) * 5)
        if o.relative:
            layers.append((mfcc - mfcc.sum(1, keepdim=True) / shown.sum(1, keepdim=True)) * shown)
        picture = torch.stack(layers, 1)
        if o.pitch != 'none':
            pitch = torch.zeros(count, len(layers), FRAMES, PITCH_COLUMNS)
            pitch[:, 0] = (x[..., n:] - mean[..., n:]) / std[..., n:] * shown
            picture = torch.cat([picture, pitch], 3)
        if training and o.masks:
            for clip in picture:
                for _ in range(2):
                    self.mask(clip, 1, FRAMES, 0.12)
                self.mask(clip, 2, n, 0.15)
        return picture

    def mask(self, picture, axis, size, widest):
        width = self.random.integers(0, int(size * widest) + 1)
        first = self.random.integers(0, size - width + 1)
        picture.narrow(axis, first, width).zero_()


def derivative(x):
    """Savitzky–Golay of width 9, as librosa.feature.delta, with the edges held. x: [clips, frames, rows]"""
    weights = torch.arange(-4, 5).float() / 60
    padded = F.pad(x.transpose(1, 2).flatten(0, 1)[:, None], (4, 4), mode='replicate')
    return F.conv1d(padded, weights[None, None])[:, 0].unflatten(0, (len(x), -1)).transpose(1, 2)


def crop_starts(length):
    if length <= FRAMES:
        return [(length - FRAMES) // 2]
    count = min(3, -(-length // FRAMES))
    return [round(k * (length - FRAMES) / (count - 1)) for k in range(count)]
