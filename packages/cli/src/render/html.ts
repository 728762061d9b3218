import { createHash } from 'node:crypto';
import type { TopLevelSpec } from 'vega-lite';
import { asset } from './asset.ts';
import { headlines, spoken } from './spoken.ts';

/**
 * A chart as a page of its own: picture, font and script are inside, nothing is loaded from anywhere, and its content
 * security policy lets the browser run nothing but this script. Without scripts it shows everything, too.
 */
export function toHtml(chart: TopLevelSpec, svg: string): string {
  const { title, subtitle } = headlines(chart);
  const style = STYLE.replace('FONT', asset('inter-latin.woff2').toString('base64'));
  const policy = [
    "default-src 'none'",
    'font-src data:',
    `style-src ${hash(style)}`,
    `script-src ${hash(SCRIPT)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const figures = spoken(chart).map((said) => `<li>${escaped(said)}</li>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${escaped(subtitle)}">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<figure>
${svg}
</figure>
<details><summary>All figures</summary><ul>${figures.join('')}</ul></details>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** A text for the inside of an element or of a quoted attribute. */
export function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => names[character]!);
}

const STYLE = `
@font-face{font-family:Inter;font-weight:100 900;src:url(data:font/woff2;base64,FONT) format("woff2")}
body{margin:24px auto;max-width:900px;padding:0 16px;font:14px/1.5 Inter,Helvetica,Arial,sans-serif;color:#1f2430}
figure{margin:0}
svg{display:block;width:100%;height:auto}
[role="graphics-symbol"][aria-label]:hover{stroke:#1f2430;stroke-width:2px}
details{margin:12px 20px;color:#545c69}
#tip{position:fixed;pointer-events:none;background:#1f2430;color:#fff;padding:5px 9px;border-radius:5px;font-size:13px}
#tip[hidden]{display:none}
@media print{details,#tip{display:none}}
`;

/** Shows a mark's own words beside the pointer; they are put in as text. */
const SCRIPT = `
const tip = document.createElement('div');
tip.id = 'tip';
tip.hidden = true;
document.body.append(tip);
document.querySelector('svg').addEventListener('pointermove', (event) => {
  const mark = event.target.closest('[aria-roledescription="point"][aria-label],[aria-roledescription="text mark"][aria-label]');
  tip.hidden = mark === null;
  if (mark === null) return;
  tip.textContent = mark.getAttribute('aria-label');
  const { width, height } = tip.getBoundingClientRect();
  tip.style.left = Math.max(4, Math.min(event.clientX + 14, innerWidth - width - 4)) + 'px';
  tip.style.top = Math.max(4, event.clientY - height - 10) + 'px';
});
document.querySelector('svg').addEventListener('pointerleave', () => { tip.hidden = true; });
`;
