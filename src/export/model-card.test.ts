import { describe, expect, it } from 'vitest';
import { KNOWN_CORPORA } from '../core/corpora/index.ts';
import { licenceOf } from '../core/corpora/licences.ts';
import { EMOTIONS } from '../core/dataset/emotions.ts';
import { MEASURES, type Measure } from '../core/frontend/measures.ts';
import { PROTOCOL_IDS, type ProtocolId } from '../core/recipe/recipe.ts';
import type { ModelBundle } from './bundle.ts';
import { modelCard } from './model-card.ts';
import { BUNDLE, CURVED_BUNDLE, VOICED_BUNDLE } from './testing/bundle.ts';

const splitBy = (by: ProtocolId, { model, card }: ModelBundle = BUNDLE): ModelBundle => ({
  card,
  model: { ...model, recipe: { ...model.recipe, split: { ...model.recipe.split, by } } },
});

describe('a model card', () => {
  it('tells the score, the speakers, and what was not tested', () => {
    const card = modelCard(BUNDLE);
    expect(card).toContain(
      'UAR 62.5 % (95 % interval 50.0 % to 75.0 %, drawn by speaker, rough: from 1 speaker), accuracy 60.0 %',
    );
    expect(card).toContain('Speakers it never heard: RAVDESS 02');
    expect(card).toContain('Nothing of the test speakers was known beforehand');
    expect(card).toContain('| sad | – |');
    expect(card).toContain('one-cycle learning rate of 0.002 (warm-up 20.0 %), weight decay 0.02');
    expect(card).toContain('epoch 2 of 3, the best on validation clips');
    expect(card).toContain('One scale for all speakers');
    expect(card).toContain('acted speech is not real life');
    // What is off goes unsaid.
    expect(card).not.toContain('clipped');
    expect(card).not.toContain('voice.mean');
    expect(card).not.toContain('q[k]');
    expect(card).not.toContain('float16');
  });

  it('of a model that heard everybody gives the score of its recipe, and says so', () => {
    const card = modelCard(VOICED_BUNDLE);
    expect(card).toContain(
      'Published folds, 6 folds × 3 seeds: UAR 60.0 ± 4.1 % over runs (95 % interval 55.0 % to 65.0 %',
    );
    expect(card).toContain(
      'Its training heard everybody, so this is the score of the same recipe on speakers it had not heard.',
    );
    expect(card).toContain('own clips, without labels, were used');
    expect(card).toContain('voice.mean');
    expect(card).toContain('p[k] ← (p[k] / q[k])');
    expect(card).toContain('the last of 3 epochs');
    expect(card).toContain('| sad | 70.0 % |');
  });

  it('says that the last epoch was kept where no validation clips could choose another', () => {
    const { model, card: facts } = BUNDLE;
    const training = { ...model.recipe.training, keep: 'best', patience: 5 } as const;
    const recipe = { ...model.recipe, training };
    const blind = modelCard({ model: { ...model, recipe }, card: { ...facts, validationClips: 0 } });
    expect(blind).toContain('the last of 3 epochs; validation had no say.');
    expect(blind).not.toContain('best on validation clips');
    expect(blind).not.toContain('stop early');
    const kept = { ...recipe, training: { ...training, keep: 'last' } as const };
    expect(modelCard({ model: { ...model, recipe: kept }, card: facts })).toContain(
      'the last of 3 epochs; no other was chosen. Training was to stop early, after 5 epochs',
    );
  });

  it('gives the formulas of speaker normalisation, and what an unknown voice gets', () => {
    const card = modelCard(VOICED_BUNDLE);
    expect(card).toContain('A voice of which nothing is known gets the average of the training voices.');
    expect(card).toContain('w = n / (n + 2)');
    expect(card).toContain('mean w · m[c] + (1 − w) · voice.mean[c]');
    expect(card).toContain('deviation w · s[c] + (1 − w) · voice.std[c]');
    expect(card).toContain('x[c] ← (x[c] − scaler.mean[c]) / scaler.std[c]');
    expect(card.indexOf('the voice’s mean[c]')).toBeLessThan(card.indexOf('scaler.mean[c]'));
  });

  it('tells the shape of the input and the temperature', () => {
    const card = modelCard(BUNDLE);
    expect(card).toContain('[windows, 300, 40, 1]');
    expect(card).toContain('T = 1.5 (temperature in intone.json)');
    const { model, card: facts } = BUNDLE;
    const frontEnd = { ...model.recipe.frontEnd, deltas: 2 as const, measures: ['f0' as const] };
    const other = { ...model, temperature: 1, recipe: { ...model.recipe, frontEnd } };
    const text = modelCard({ model: other, card: facts });
    expect(text).toContain('[windows, 300, 42, 3]');
    expect(text).toContain('the channels are MFCC, delta, delta-delta');
    expect(text).not.toContain('T = ');
  });

  it('defines each measure in use, with its columns, and no other', () => {
    const { model, card: facts } = BUNDLE;
    const cardOf = (measures: Measure[], deltas: 0 | 1 = 0) => {
      const frontEnd = { ...model.recipe.frontEnd, measures, deltas };
      return modelCard({ model: { ...model, recipe: { ...model.recipe, frontEnd } }, card: facts });
    };
    // In the order of the columns, whatever the config's.
    const some = cardOf(['f0', 'chroma', 'rms']);
    expect(some).toContain('These are columns 0 to 39 of each frame; after them');
    expect(some).toContain(
      '- rms, column 40: root mean square of the samples (librosa.feature.rms, frame_length = n_fft).\n- chroma, columns 41 to 52: strength',
    );
    expect(some).toContain('- f0, columns 53 to 54: fundamental frequency f in semitones above 55 Hz');
    expect(some).toContain('(librosa.pyin, fmin 65, fmax 500, frame_length 1024).');
    expect(some).not.toContain('- pitch');
    expect(cardOf(['pitch'], 1)).toContain('- pitch, columns 80 to 81: ');
    const all = cardOf([...MEASURES]);
    for (const measure of MEASURES) expect(all).toMatch(new RegExp(`^- ${measure}, columns? \\d`, 'm'));
    expect(modelCard(BUNDLE)).not.toContain('of each frame; after them');
  });

  it('says what knowing the voice gives', () => {
    const card = modelCard(CURVED_BUNDLE);
    expect(card).toContain('| none (the average voice) | 50.0 % |');
    expect(card).toContain('| all | 62.5 % |');
  });

  it('names half precision where its weights have it', () => {
    expect(modelCard(BUNDLE, { float16: true })).toContain('half precision (float16)');
  });

  it.each(PROTOCOL_IDS)('never praises a leak, whatever the protocol: %s', (by) => {
    const leaks = by === 'random' || by === 'text';
    const card = modelCard(splitBy(by));
    expect(card.includes('Speakers it never heard')).toBe(!leaks);
    if (by === 'random') expect(card).toContain('too good to be true');
    expect(card).not.toMatch(/undefined|NaN|\[object|false/);
  });

  it('says that nothing was tested where nothing was', () => {
    const card = { ...BUNDLE.card, test: null };
    expect(modelCard({ ...BUNDLE, card })).toContain('Not tested: no clips were held out.');
  });

  it('tells what each corpus’s licence asks, and where it does not know', () => {
    const corpora = ['RAVDESS', 'TESS', 'CREMA-D', 'SAVEE', 'My | <b>voices</b>'].map((name) => ({
      name,
      clips: 1,
      speakers: 1,
    }));
    const card = modelCard({ ...BUNDLE, card: { ...BUNDLE.card, corpora } });
    expect(card).toContain('- RAVDESS: CC BY-NC-SA 4.0.');
    expect(card).toContain('- TESS: CC BY-NC-ND 4.0.');
    expect(card).toContain('- CREMA-D: ODbL 1.0');
    expect(card).toContain('- SAVEE: on request. Free of charge, for research only.');
    expect(card).toContain('- My \\| \\<b\\>voices\\</b\\>: Intone does not know its licence');
  });
});

describe('licences', () => {
  it('are known of every corpus that is recognised, or known not to have been found', () => {
    const parts = KNOWN_CORPORA.map(({ name }) => name).filter((name) => name !== 'ESD');
    const names = [...parts, 'RAVDESS song', 'ESD English', 'ESD Mandarin'];
    expect(names.filter((name) => licenceOf(name) === null)).toEqual([]);
  });

  it('are not made up for a folder, whatever its name', () => {
    for (const name of ['Folders', 'constructor', '__proto__', ...EMOTIONS])
      expect(licenceOf(name)).toBeNull();
  });
});
