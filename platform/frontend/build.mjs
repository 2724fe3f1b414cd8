/** Builds platform/frontend/dist: the script bundles, the stylesheet, the fonts and the images. */
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, context } from 'esbuild'
import { minify } from 'terser'

const HERE = dirname(fileURLToPath(import.meta.url))
const DIST = join(HERE, 'dist')
const MODULES = join(HERE, '..', '..', 'node_modules')

const ENTRIES = ['scripts/main.js', 'scripts/draft.js', 'styles/main.css']

const FONTS = ['source-sans-3', 'source-serif-4'].flatMap((family) =>
  ['latin', 'latin-ext'].flatMap((subset) =>
    ['normal', 'italic'].map((style) => `${family}/files/${family}-${subset}-wght-${style}.woff2`),
  ),
)

const options = {
  entryPoints: presentEntries(),
  entryNames: '[name]',
  chunkNames: 'chunks/[name]-[hash]',
  outdir: DIST,
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  sourcemap: true,
  // The stylesheet names fonts and images by the address they have in dist; Django gives them their hashes.
  external: ['fonts/*', 'images/*'],
  logLevel: 'info',
}

await rm(DIST, { recursive: true, force: true })
await copyFonts()
await cp(join(HERE, 'images'), join(DIST, 'images'), { recursive: true })

if (process.argv.includes('--watch')) {
  const watcher = await context(options)
  await watcher.watch()
} else {
  const { outputFiles } = await build({ ...options, write: false })
  await write(outputFiles)
}

function presentEntries() {
  const missing = ENTRIES.filter((entry) => !existsSync(join(HERE, entry)))
  missing.forEach((entry) => console.warn(`build: ${entry} does not exist, left out`))
  return ENTRIES.filter((entry) => !missing.includes(entry)).map((entry) => join(HERE, entry))
}

/** Written when all is ready, so that nobody is served half a script. */
async function write(files) {
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  for (const path of [...texts.keys()].filter((name) => name.endsWith('.js'))) {
    const { code, map } = await shrink(path, texts)
    texts.set(path, code).set(`${path}.map`, map)
  }
  await mkdir(join(DIST, 'chunks'), { recursive: true })
  await Promise.all([...texts].map(([path, text]) => writeFile(path, text)))
}

/** Once more by a tool that does only this: a fortieth less to load before one can write. */
function shrink(path, texts) {
  const sourceMap = { content: texts.get(`${path}.map`), url: `${basename(path)}.map` }
  return minify(texts.get(path), { module: true, ecma: 2022, compress: { passes: 2 }, sourceMap })
}

async function copyFonts() {
  await mkdir(join(DIST, 'fonts'), { recursive: true })
  await Promise.all(
    FONTS.map((file) => cp(join(MODULES, '@fontsource-variable', file), join(DIST, 'fonts', basename(file)))),
  )
}
