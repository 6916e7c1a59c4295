// Bundles each src/*.ts into wwwroot/dist/NAME.js and lays the fonts beside them.
import { build } from 'esbuild';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, '../wwwroot/dist');
await rm(dist, { recursive: true, force: true }); // a bundle whose source is gone goes too
await mkdir(join(dist, 'fonts'), { recursive: true });

// patients' pages run on phones of 2020; staff have a current browser
const entries = (await readdir(join(here, 'src'))).filter(name => name.endsWith('.ts') && !name.startsWith('_'));
const forPatients = entries.filter(name => /^(site|patient)/.test(name));
const forStaff = entries.filter(name => !forPatients.includes(name));
for (const [names, target] of [[forPatients, 'chrome80'], [forStaff, 'es2022']])
  if (names.length > 0)
    await build({
      entryPoints: names.map(name => join(here, 'src', name)), outdir: dist, bundle: true, minify: true, format: 'esm', target, legalComments: 'none', logLevel: 'warning',
    });

// Latin letters and digits come from the Latin face, Arabic from the Arabic one; a browser loads only the file whose letters it shows. The
// faces are cut to what is shown: Arabic as written today with its marks, and Latin-1 with typographic punctuation.
const span = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');
const faces = [
  { family: 'IBM Plex Sans', pkg: 'ibm-plex-sans', subset: 'latin', range: 'U+0020-017F, U+2000-206F, U+20AC, U+2122, U+2190-2193, U+2212',
    shown: span(0x20, 0x7e) + span(0xa0, 0xff) + '–—‘’“”•…€→←' },
  { family: 'IBM Plex Sans Arabic', pkg: 'ibm-plex-sans-arabic', subset: 'arabic', range: 'U+0600-06FF, U+0750-077F, U+200C-200F, U+FB50-FDFF, U+FE70-FEFC',
    shown: span(0x621, 0x63a) + span(0x640, 0x652) + span(0x660, 0x66c) + '\u0670،؛؟پچڤگ۔' },
];
let css = '';
for (const { family, pkg, subset, range, shown } of faces)
  for (const weight of [400, 600]) {
    const file = `${pkg}-${subset}-${weight}-normal.woff2`;
    const whole = await readFile(join(here, 'node_modules/@fontsource', pkg, 'files', file));
    await writeFile(join(dist, 'fonts', file), await subsetFont(whole, shown, { targetFormat: 'woff2' }));
    css += `@font-face{font-family:"${family}";font-weight:${weight};font-display:swap;src:url("fonts/${file}") format("woff2");unicode-range:${range}}\n`;
  }
await writeFile(join(dist, 'fonts.css'), css);

// what a patient's phone loads has a budget of 120 KB a page: each build says what these weigh
const sizes = [];
for (const file of (await readdir(dist, { recursive: true })).sort()) {
  const found = await stat(join(dist, file));
  if (found.isFile()) sizes.push(`${file} ${(found.size / 1024).toFixed(1)} KB`);
}
console.log(`assets: ${sizes.join(', ')}`);
