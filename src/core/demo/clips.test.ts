import { expect, test } from 'vitest';
import { DEMO_EMOTIONS, demoClips } from './clips.ts';

test('the default corpus has ten clips of each of six emotions by each of ten actors, under 600 names', () => {
  const clips = demoClips();
  expect(clips).toHaveLength(600);
  expect(new Set(clips.map((clip) => clip.path)).size).toBe(600);
  for (let speaker = 1; speaker <= 10; speaker++) {
    for (const emotion of DEMO_EMOTIONS) {
      const cell = clips.filter((clip) => clip.speaker === speaker && clip.emotion === emotion);
      expect(cell).toHaveLength(10);
    }
  }
});

test('paths are RAVDESS names that say what the plan says', () => {
  const codes = { neutral: '01', happy: '03', sad: '04', angry: '05', fearful: '06', disgust: '07' };
  for (const clip of demoClips()) {
    const parts = /^Actor_(\d\d)\/03-01-(\d\d)-(0[12])-(0[12])-(0[1-5])-(\d\d)\.wav$/.exec(clip.path);
    expect(parts, clip.path).not.toBeNull();
    const [, folder, emotion, intensity, statement, repetition, actor] = parts!;
    expect(folder).toBe(actor);
    expect(Number(actor)).toBe(clip.speaker);
    expect(clip.gender).toBe(clip.speaker % 2 === 1 ? 'male' : 'female');
    expect(emotion).toBe(codes[clip.emotion as keyof typeof codes]);
    expect(intensity).toBe(clip.intensity === 'strong' ? '02' : '01');
    expect(Number(statement)).toBe(clip.statement);
    expect(Number(repetition)).toBe(clip.repetition);
    if (clip.emotion === 'neutral') expect(intensity).toBe('01');
  }
});

test('options choose actors, emotions and takes', () => {
  const clips = demoClips({ speakers: 2, emotions: ['calm', 'surprised'], takes: 3, seed: 9 });
  expect(clips.map((clip) => clip.path).slice(0, 4)).toEqual([
    'Actor_01/03-01-02-01-01-01-01.wav',
    'Actor_01/03-01-02-01-02-01-01.wav',
    'Actor_01/03-01-02-02-01-02-01.wav',
    'Actor_01/03-01-08-01-01-01-01.wav',
  ]);
  expect(clips).toHaveLength(12);
  expect(clips.every((clip) => clip.seed === 9)).toBe(true);
});
