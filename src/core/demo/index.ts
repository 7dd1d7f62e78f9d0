/** The synthetic demo corpus: what to render, and rendering it. */
export { DEMO_EMOTIONS, type DemoClip, type DemoOptions, demoClips } from './clips.ts';
export { encodeWav16 } from './encode-wav.ts';
export { renderDemoClip } from './render.ts';
export { DEMO_SAMPLE_RATE_HZ } from './synthesiser.ts';
