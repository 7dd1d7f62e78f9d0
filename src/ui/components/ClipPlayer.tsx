import { useEffect, useRef, useState } from 'react';
import { Button } from './Button.tsx';
import { formatClock } from './format.ts';
import { PauseIcon, PlayIcon } from './icons.tsx';
import './ClipPlayer.css';

export interface ClipPlayerProps {
  /** The recording's bytes; null while they are being fetched. */
  source: Blob | null;
  /** What plays: the clip's name. */
  label: string;
  /** Where playback stands, in seconds, every frame while it runs; null when it ends. For a chart's setCursor. */
  onTime?: ((timeS: number | null) => void) | undefined;
}

/** Plays one recording. */
export function ClipPlayer({ source, label, onTime }: ClipPlayerProps) {
  const audio = useRef<HTMLAudioElement>(null);
  const clock = useRef<HTMLSpanElement>(null);
  const notify = useRef(onTime);
  const [playing, setPlaying] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    notify.current = onTime;
  }, [onTime]);

  useEffect(() => {
    const element = audio.current;
    if (!element || !source) return;
    const url = URL.createObjectURL(source);
    element.src = url;
    setProblem(null);
    return () => {
      element.pause();
      element.removeAttribute('src');
      URL.revokeObjectURL(url);
      notify.current?.(null);
    };
  }, [source]);

  useEffect(() => {
    if (!playing) return;
    let frame = 0;
    const tick = () => {
      const timeS = audio.current?.currentTime ?? 0;
      if (clock.current) clock.current.textContent = formatClock(timeS);
      notify.current?.(timeS);
      frame = requestAnimationFrame(tick);
    };
    frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [playing]);

  const toggle = async () => {
    const element = audio.current;
    if (!element) return;
    if (playing) return element.pause();
    try {
      await element.play();
    } catch {
      setProblem('This browser cannot play the recording.');
    }
  };

  return (
    <div className="player">
      <Button
        aria-label={playing ? `Pause ${label}` : `Play ${label}`}
        icon={playing ? <PauseIcon /> : <PlayIcon />}
        disabled={source === null}
        onClick={toggle}
      >
        {playing ? 'Pause' : 'Play'}
      </Button>
      <span ref={clock} className="player__clock" aria-hidden="true">
        {formatClock(0)}
      </span>
      {problem && (
        <span className="player__problem" role="alert">
          {problem}
        </span>
      )}
      {/* biome-ignore lint/a11y/useMediaCaption: emotion corpora come without captions */}
      <audio
        ref={audio}
        preload="auto"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => notify.current?.(null)}
      />
    </div>
  );
}
