import { useEffect, useState } from 'react';
import { useDataset } from '../store/dataset.ts';
import { useEvaluation } from '../store/evaluation.ts';
import { useLabels } from '../store/labels.ts';
import { useLive } from '../store/live.ts';
import { useModel } from '../store/model.ts';
import { useNavigation } from '../store/navigation.ts';
import { useRun } from '../store/run.ts';
import { useThreshold } from '../store/threshold.ts';
import { useVoice } from '../store/voice.ts';
import { formatCounted } from './components/format.ts';
import { answerWords, clipsAndSpeakers, doneWords } from './components/words.ts';

/**
 * Says to screen readers how what the user set going came out, on whatever stage they are by then. Stays in the page
 * throughout: a live region that comes with its words is often not read. Failures speak for themselves, as notices.
 */
export function Announcer() {
  const [said, setSaid] = useState({ words: '', count: 0 });

  useEffect(() => {
    const say = (words: string) => setSaid(({ count }) => ({ words, count: count + 1 }));
    return announceOutcomes(say);
  }, []);

  return (
    <div className="visually-hidden" role="status">
      {/* A new element each time: the same words twice are two outcomes. */}
      <span key={said.count}>{said.words}</span>
    </div>
  );
}

/** Listens to the store past React, which needs no drawing for steps in between. Returns what ends it. */
function announceOutcomes(say: (words: string) => void): () => void {
  let announced = useDataset.getState().clips;
  const ends = [
    useDataset.subscribe(({ clips, reading }) => {
      if (reading || clips === announced) return;
      announced = clips;
      if (clips.length > 0) say(`${clipsAndSpeakers(clips)} are ready`);
    }),
    useLabels.subscribe(({ question }, before) => {
      if (question && question !== before.question && !before.question)
        say(`Say what the labels of “${question.sourceName}” stand for`);
    }),
    useRun.subscribe(({ phase, bestEpoch }, before) => {
      if (phase === 'done' && before.phase !== 'done') say(doneWords(bestEpoch));
    }),
    useEvaluation.subscribe(({ evaluation }, before) => {
      // Elsewhere it is the run's end that was waited for, and its report comes with it.
      const open = useNavigation.getState().stage === 'evaluate';
      if (open && evaluation && evaluation !== before.evaluation)
        say(`Report on ${evaluation.title} is ready`);
    }),
    useLive.subscribe(({ results }, before) => {
      if (results.length > 0 && results[0].id !== before.results[0]?.id)
        say(answerWords(results[0], useThreshold.getState().threshold));
    }),
    useVoice.subscribe(({ heard }, before) => {
      const more = Object.keys(heard).find((frontEnd) => heard[frontEnd] > (before.heard[frontEnd] ?? 0));
      if (more) say(`Your voice is known from ${formatCounted(heard[more], 'clip')}`);
    }),
    useModel.subscribe(({ model }, before) => {
      if (model?.starter && !before.model) say('The starter model is ready');
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
