import { beforeEach, expect, it, vi } from 'vitest';
import { useDataset } from './dataset.ts';
import { useRecipe } from './recipe.ts';
import { trainers } from './testing/trainers.ts';
import { beginVisit, CLIPS, finish, rows, train } from './testing/visit.ts';

vi.mock('./services.ts', () => import('./testing/services.ts'));
vi.mock('./backend.ts', () => import('./testing/backend.ts'));
vi.mock('./extracting.ts', () => import('./testing/extracting.ts'));
vi.mock('./keeping.ts', () => import('./testing/keeping.ts'));

beforeEach(beginVisit);

it('a run from corpus to corpus has its score from corpora that it never heard', async () => {
  const elsewhere = CLIPS.map((clip) => ({
    ...clip,
    id: `other ${clip.id}`,
    speaker: `other ${clip.speaker}`,
    corpus: 'Other',
  }));
  useDataset.setState({ clips: [...CLIPS, ...elsewhere] });
  const { recipe } = useRecipe.getState();
  useRecipe.setState({ recipe: { ...recipe, split: { ...recipe.split, by: 'corpus', trainCorpora: [] } } });
  await train();
  const { test, unscored } = trainers[0].requests[0];
  // Speakers held out of its own corpus are tested too, for the matrix.
  expect(unscored.length).toBeGreaterThan(0);
  expect(test).toHaveLength(18 + unscored.length);
  await finish(trainers[0]);
  expect(rows()[0].test?.clips).toBe(18);
});
