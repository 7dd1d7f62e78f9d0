/** A browser to train in, and a way to call what page/ exports. */
import { type Browser, chromium, type Page, type Worker } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../../support/chromium.ts';
import { repositoryAddress } from './server.ts';

/** @param flags for Chromium, in place of the one that switches its GPU off; none: without a GPU */
export function openBrowser(flags: string[]): Promise<Browser> {
  const executablePath = findChromium();
  const usual =
    flags.length === 0 ? CHROMIUM_FLAGS : CHROMIUM_FLAGS.filter((flag) => flag !== '--disable-gpu');
  return chromium.launch({
    args: [...usual, ...flags],
    // Playwright's own switch for software WebGL would otherwise win over a GPU asked for.
    ...(flags.length > 0 ? { ignoreDefaultArgs: ['--enable-unsafe-swiftshader'] } : {}),
    ...(executablePath ? { executablePath } : {}),
  });
}

/** The functions among a module's exports. */
type Functions<Module> = {
  [Name in keyof Module as Module[Name] extends (...args: never[]) => unknown ? Name : never]: Module[Name];
};
type Arguments<F> = F extends (...args: infer A) => unknown ? A : never;
type Result<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never;

/**
 * Calls a function of one of page/'s modules where `target` runs. Arguments and result must be plain JSON.
 * @param module its file in page/, without the ending
 */
export function callIn<Module, Name extends keyof Functions<Module> & keyof Module & string>(
  target: Page | Worker,
  module: string,
  name: Name,
  ...args: Arguments<Module[Name]>
): Promise<Result<Module[Name]>> {
  const address = JSON.stringify(repositoryAddress(`e2e/bench/train/page/${module}.ts`));
  const call = `import(${address}).then((module) => module.${name}(...${JSON.stringify(args)}))`;
  // A string: a function would carry helpers of this process's compiler, which the page has not.
  return (target as Pick<Page, 'evaluate'>).evaluate(call);
}
