// Writes tests/vectors/text/*.json anew: node tests/oracle/write_vectors.mjs
import fs from 'node:fs'
import { generate } from './generate.mjs'
import { refused } from './judge.mjs'

const folder = new URL('../vectors/text/', import.meta.url)
const kinds = ['format', 'embed', 'map', 'nested', 'binary', 'root', 'any', 'subdocument', 'return', 'nul']

const histories = Array.from({ length: 8 }, (_, seed) => {
  const { fresh, ...history } = generate({
    seed: 4242 + seed,
    people: 2 + (seed % 3),
    steps: 12,
    whole: seed > 3,
  })
  return { name: `history ${seed}`, ...history }
})

write('histories', histories)
write(
  'refused',
  kinds.map((kind) => ({ name: kind, update: refused({ kind }) })),
)

function write(name, cases) {
  fs.writeFileSync(new URL(`${name}.json`, folder), JSON.stringify(cases, null, 1) + '\n')
}
