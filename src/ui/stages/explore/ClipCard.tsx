import { useMemo } from 'react';
import type { Clip } from '../../../core/dataset/clip.ts';
import { clipPicture, playFrom, stopPlaying, useExplore } from '../../../store/explore.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmotionTag } from '../../components/EmotionTag.tsx';
import { PlayIcon, StopIcon } from '../../components/icons.tsx';
import { ClipPictures } from './ClipPictures.tsx';

/** One clip: its facts, its sound and its pictures. */
export function ClipCard({ clip }: { clip: Clip }) {
  const { pictureId, loading, playingId } = useExplore();
  // biome-ignore lint/correctness/useExhaustiveDependencies: its number says when there is another picture
  const picture = useMemo(clipPicture, [pictureId]);
  const playing = playingId === clip.id;
  return (
    <Card
      title={clip.path.split('/').at(-1)}
      hint={<Facts clip={clip} />}
      actions={
        <Button
          variant="primary"
          busy={loading}
          icon={playing ? <StopIcon /> : <PlayIcon />}
          onClick={() => (playing ? stopPlaying() : playFrom())}
        >
          {playing ? 'Stop' : 'Play'}
        </Button>
      }
    >
      {picture && <ClipPictures picture={picture} stale={loading} />}
    </Card>
  );
}

function Facts({ clip }: { clip: Clip }) {
  const facts = [
    clip.speaker ?? 'speaker unknown',
    clip.gender,
    clip.text && `“${clip.text}”`,
    clip.intensity && `${clip.intensity} intensity`,
    `${clip.durationS.toFixed(2)} s`,
    `${clip.encoding}, ${(clip.sampleRateHz / 1000).toLocaleString('en')} kHz, ${channelWord(clip.channels)}`,
  ];
  return (
    <span className="facts">
      <EmotionTag emotion={clip.emotion} /> {facts.filter(Boolean).join(' · ')}
    </span>
  );
}

function channelWord(channels: number): string {
  if (channels === 1) return 'mono';
  return channels === 2 ? 'stereo' : `${channels} channels`;
}
