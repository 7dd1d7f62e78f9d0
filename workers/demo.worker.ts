/** Renders the synthetic demo corpus and packs it as an ordinary zip. A thin shell over core/demo. */
import JSZip from 'jszip';
import { DEMO_FOLDER } from '../src/core/corpora/demo.ts';
import { DEMO_SAMPLE_RATE_HZ, demoClips, encodeWav16, renderDemoClip } from '../src/core/demo/index.ts';
import type { DemoCalls } from './protocol.ts';
import { serve, Transferred } from './serve.ts';

/** Between progress reports, and at least between looks at the cancel signal. */
const CLIPS_PER_REPORT = 10;

serve<DemoCalls>({
  make: async ({ seed }, { progress, signal }) => {
    const clips = [...demoClips({ seed })];
    const zip = new JSZip();
    for (const [index, clip] of clips.entries()) {
      if (index % CLIPS_PER_REPORT === 0) {
        progress({ done: index, total: clips.length });
        await new Promise((resume) => setTimeout(resume));
        if (signal.aborted) break;
      }
      zip.file(`${DEMO_FOLDER}/${clip.path}`, encodeWav16(renderDemoClip(clip), DEMO_SAMPLE_RATE_HZ));
    }
    // Stored, not deflated: it is opened again at once.
    const bytes = await zip.generateAsync({ type: 'arraybuffer', compression: 'STORE' });
    return new Transferred({ zip: bytes, name: 'Intone synthetic demo corpus.zip' }, [bytes]);
  },
});
