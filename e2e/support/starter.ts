/** The model that may come with the page. */
import { existsSync } from 'node:fs';

/** Its address below the page's own. */
export const STARTER_PATH = 'starter/ravdess-speech.zip';

/** Whether the page under test was built with one. */
export const HAS_STARTER = existsSync(new URL(`../../dist/${STARTER_PATH}`, import.meta.url));
