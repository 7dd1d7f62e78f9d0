/** Control frames a second: 5 ms each, as Klatt 1980. */
export const FRAME_RATE_HZ = 200;

/** The synthesiser's controls, one value per 5 ms frame; amplitudes are linear. */
export interface Tracks {
  frames: number;
  f0Hz: Float32Array;
  voicing: Float32Array;
  aspiration: Float32Array;
  frication: Float32Array;
  fricationHz: Float32Array;
  nasality: Float32Array;
  /** F1, F2, F3. */
  formantsHz: [Float32Array, Float32Array, Float32Array];
}

/** Zeroed tracks of a number of 5 ms frames. */
export function emptyTracks(frames: number): Tracks {
  const track = () => new Float32Array(frames);
  return {
    frames,
    f0Hz: track(),
    voicing: track(),
    aspiration: track(),
    frication: track(),
    fricationHz: track(),
    nasality: track(),
    formantsHz: [track(), track(), track()],
  };
}
