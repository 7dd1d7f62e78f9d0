import { useEffect, useMemo } from 'react';
import { useDataset } from '../../../store/dataset.ts';
import { lookAt, stopPlaying, useExplore } from '../../../store/explore.ts';
import { useRecipe } from '../../../store/recipe.ts';
import { StagePage } from '../../components/StagePage.tsx';
import { EmptyStage } from '../EmptyStage.tsx';
import { ClipCard } from './ClipCard.tsx';
import { ClipPicker } from './ClipPicker.tsx';

/** Choose a clip, hear it, see what the network will see. */
export default function ExploreStage() {
  const clips = useDataset((state) => state.clips);
  const frontEnd = useRecipe((state) => state.recipe.frontEnd);
  const clipId = useExplore((state) => state.clipId);
  const clip = useMemo(() => clips.find(({ id }) => id === clipId) ?? null, [clips, clipId]);

  // Again after the front end was changed in Train, since the picture is of its settings.
  // biome-ignore lint/correctness/useExhaustiveDependencies: lookAt reads the front end itself
  useEffect(() => {
    const wanted = clip ?? clips[0];
    if (wanted) void lookAt(wanted);
  }, [clip, clips, frontEnd]);
  useEffect(() => stopPlaying, []);

  return (
    <StagePage
      title="Explore"
      lead="Hear a recording and see it as the network will: waveform, log-mel spectrogram, MFCCs."
    >
      {clips.length === 0 ? (
        <EmptyStage title="No recordings yet" from="data" action="Go to Data" demo>
          Explore shows the clips of the dataset. Add some first.
        </EmptyStage>
      ) : (
        <>
          {clip && <ClipCard clip={clip} />}
          <ClipPicker clips={clips} selected={clipId} onSelect={(chosen) => void lookAt(chosen)} />
        </>
      )}
    </StagePage>
  );
}
