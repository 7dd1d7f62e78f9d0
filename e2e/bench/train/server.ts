/** A small static server for the bench: the built page, and files of this repository under /@repo/. */
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { transformWithOxc } from 'vite';

const REPOSITORY = join(import.meta.dirname, '../../..');
const REPOSITORY_PREFIX = '/@repo/';

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.ts': 'text/javascript',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

export interface Served {
  /** Ends in '/'. */
  url: string;
  close(): Promise<void>;
}

/** Address, below the server's, of a file of this repository; .ts files arrive as JavaScript. */
export function repositoryAddress(path: string): string {
  return REPOSITORY_PREFIX + path;
}

/**
 * Serves a built page at a free local port. Sends no cross-origin isolation headers: neither side gets threads.
 * @param dist the build's folder
 */
export async function serveBuild(dist: string): Promise<Served> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    const path = pathname === '/' ? '/index.html' : decodeURIComponent(pathname);
    const inRepository = path.startsWith(REPOSITORY_PREFIX);
    void answer(
      response,
      inRepository ? REPOSITORY : dist,
      inRepository ? path.slice(REPOSITORY_PREFIX.length) : path,
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, 'localhost', resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(response: ServerResponse, folder: string, path: string): Promise<void> {
  const file = normalize(join(folder, path));
  try {
    if (!file.startsWith(normalize(folder) + sep)) throw new Error('outside the folder');
    const bytes = await readFile(file);
    const body = extname(file) === '.ts' ? (await transformWithOxc(bytes.toString(), file)).code : bytes;
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
  } catch (error) {
    response.writeHead(404).end(String(error));
  }
}
