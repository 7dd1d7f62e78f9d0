import type { FrontEndConfig } from '../../../core/frontend/config.ts';
import { type KnownVoice, knownVoice, useVoice } from '../../../store/voice.ts';

const UNKNOWN: KnownVoice = { clips: 0, read: 0, from: null };

/** From which clips the user's voice is known to models of this front end. */
export function useKnownVoice(frontEnd: FrontEndConfig | undefined): KnownVoice {
  const state = useVoice();
  return frontEnd ? knownVoice(state, frontEnd) : UNKNOWN;
}
