import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where a browser may be; `CHROMIUM` names another. */
const PLACES = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of this machine; undefined if it has none. */
export const browserPath = PLACES.find((place) => place !== undefined && existsSync(place));
/** Why tests were left out. */
export const NEEDED = browserPath === undefined ? ' (left out: no chromium here, apt-get install chromium)' : '';

export function launch(): Promise<Browser> {
  // In a container there are no namespaces to make a sandbox of.
  return chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] });
}

/** Everything that a page does which it should not: requests elsewhere, errors, violations of its policy. */
export function misdeeds(page: Page, origin: string): string[] {
  const found: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) found.push(`asks ${request.url()}`);
  });
  page.on('requestfailed', (request) => found.push(`cannot get ${request.url()}`));
  page.on('pageerror', (error) => found.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) found.push(message.text());
  });
  page.on('dialog', (dialog) => {
    found.push(`says ${dialog.message()}`);
    void dialog.dismiss();
  });
  return found;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

export interface Served {
  readonly origin: string;
  close(): void;
}

/** The files of a folder, for this machine alone. */
export function serve(folder: string): Promise<Served> {
  const server = createServer((request, response) => {
    const file = join(folder, normalize(decodeURIComponent(new URL(request.url!, 'http://x').pathname)));
    const isThere = existsSync(file) && statSync(file).isFile();
    response.writeHead(isThere ? 200 : 404, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    if (isThere) createReadStream(file).pipe(response);
    else response.end();
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({ origin: `http://127.0.0.1:${port}`, close: () => server.close() });
    });
  });
}
