import { ravdessFiles, zipOf } from '../support/corpus.ts';
import { expect, test } from '../support/fixtures.ts';

test('a format that only the browser can decode is read beside WAVs', async ({ intone }) => {
  const { page } = intone;
  await intone.open();
  // WebM with Opus, as browsers record it themselves.
  const base64 = await page.evaluate(async () => {
    const context = new AudioContext();
    const tone = new OscillatorNode(context, { frequency: 220 });
    const out = context.createMediaStreamDestination();
    tone.connect(out);
    tone.start();
    const recorder = new MediaRecorder(out.stream, { mimeType: 'audio/webm;codecs=opus' });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const stopped = new Promise((resolve) => {
      recorder.onstop = resolve;
    });
    recorder.start();
    const until = context.currentTime + 1;
    while (context.currentTime < until) await new Promise((resolve) => requestAnimationFrame(resolve));
    recorder.stop();
    await stopped;
    await context.close();
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });
  const webm = { path: 'Actor_03/03-01-05-01-01-01-03.webm', bytes: Buffer.from(base64, 'base64') };
  const files = ravdessFiles({ speakers: 2, emotions: ['happy', 'sad'], takes: 1 });
  await intone.add([{ name: 'mixed.zip', buffer: await zipOf([...files, webm]) }]);
  await intone.expectState('Data', '5 clips, 3 speakers');
  await intone.go('Explore');
  await intone.chooseSetting('Speaker', 'RAVDESS 03');
  await page.getByRole('table', { name: 'Clips' }).getByRole('button').last().click();
  await expect(page.getByText(/webm, 48 kHz/)).toBeVisible();
});
