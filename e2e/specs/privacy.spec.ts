import { ravdessFiles, zipOf } from '../support/corpus.ts';
import { expect, test } from '../support/fixtures.ts';

test('nothing leaves the page: only its own files are fetched, and it works with the network gone', async ({
  intone,
  context,
  baseURL,
}) => {
  const { page } = intone;
  const requests: { url: string; method: string }[] = [];
  context.on('request', (request) => requests.push({ url: request.url(), method: request.method() }));
  const zip = { name: 'small.zip', buffer: await zipOf(ravdessFiles({ speakers: 4 })) };

  // Once through every stage, so that all of the page's own parts are there.
  await intone.open();
  await intone.add([zip]);
  await intone.expectState('Data', '48 clips');
  await intone.go('Explore');
  await expect(page.getByRole('img', { name: /MFCCs/ })).toBeVisible();
  await intone.go('Train');
  await intone.setNumber('Epochs', 1);
  await intone.trainToEnd();
  for (const stage of ['Evaluate', 'Live', 'Export'] as const) await intone.go(stage);

  const own = requests.filter(({ url }) => !/^(blob|data):/.test(url));
  expect(own.length).toBeGreaterThan(5);
  for (const { url, method } of own) {
    expect(method).toBe('GET');
    expect(new URL(url).origin).toBe(baseURL);
    expect(new URL(url).search, 'a query could carry something away').toBe('');
  }

  await context.setOffline(true);
  requests.length = 0;
  await intone.go('Data');
  await intone.add([
    { name: 'more.zip', buffer: await zipOf(ravdessFiles({ speakers: 6, emotions: ['fearful'], takes: 2 })) },
  ]);
  await intone.expectState('Data', '60 clips, 6 speakers');
  await intone.go('Train');
  await intone.trainToEnd();
  await intone.go('Evaluate');
  await intone.go('Export');
  await (await intone.downloadModel()).path();
  expect(requests.filter(({ url }) => !/^(blob|data):/.test(url))).toEqual([]);
});

test('the Content-Security-Policy forbids other hosts, inline scripts and eval', async ({ page }) => {
  await page.goto('/');
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toMatch(/script-src[^;]*('unsafe-inline'|'unsafe-eval'|\*|https?:)/);

  const violations = await page.evaluate(async () => {
    const seen: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
    await fetch('https://example.com/').catch(() => undefined);
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.head.append(script);
    // In a task of its own: what the test runner evaluates directly is exempt from the policy.
    await new Promise<void>((resolve) =>
      setTimeout(() => {
        try {
          // biome-ignore lint/security/noGlobalEval: shows that the policy forbids it
          window.eval('window.evalRan = true');
        } catch {
          // as it should
        }
        resolve();
      }),
    );
    const ran = window as unknown as { inlineRan?: boolean; evalRan?: boolean };
    return { seen, inlineRan: ran.inlineRan ?? false, evalRan: ran.evalRan ?? false };
  });
  expect(violations.seen).toContain('connect-src');
  expect(violations.inlineRan).toBe(false);
  expect(violations.evalRan).toBe(false);
});
