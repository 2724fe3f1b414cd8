/**
 * Writes until the server is gone: node crash.mjs '{"url": ..., "writers": 20, ...}'.
 *
 * Says "writing" on standard output once all write; after the connections break, one JSON object: for each
 * writer its session, Yjs client, and the clock and number of its last acknowledged keystroke. Servers that
 * acknowledge nothing: the last one that every other client had received (`seen`). With `look`: only the clocks
 * of what the server has now.
 */
import * as Y from 'yjs'
import { documentOf, Editor } from './editor.mjs'
import { now, sleep } from './measure.mjs'
import { makeTrace, SKELETON_CLIENT } from './trace.mjs'

const options = JSON.parse(process.argv[2])
const { url, dialect, name, headers, writers, pace, root, seconds } = options
if (options.look) await look()
const keystrokes = pace * seconds
const trace = makeTrace({ keystrokes, authors: writers, seed: 7, root })
const editors = Array.from(
  { length: writers },
  (_, n) => new Editor({ url, dialect, name, headers: headers[n % headers.length] }),
)
for (const one of editors) await one.open()
let ready = 0
editors.forEach((one, n) => {
  one.clocks = new Map()
  one.onClocks = (to) => {
    if (n > 0 && to.has(SKELETON_CLIENT)) ready++
    to.forEach((clock, client) => one.clocks.set(client, Math.max(clock, one.clocks.get(client) ?? 0)))
  }
})
editors[0].send(trace.skeleton)
while (ready < writers - 1) await sleep(5)
await sleep(300)
console.log('writing')
const startedAt = now()
for (let n = 0; n < keystrokes && !editors.some((one) => one.closed); n++) {
  const wait = startedAt + (n * 1000) / pace - now()
  if (wait > 0) await sleep(wait)
  const op = trace.authors[n % writers].ops[Math.floor(n / writers)]
  if (op) editors[n % writers].send(op.update)
}
while (!editors.every((one) => one.closed) && now() - startedAt < seconds * 2000) await sleep(5)
console.log(JSON.stringify(editors.map(outcome)))
process.exit(0)

async function look() {
  const one = await new Editor({ url, dialect, name, headers: headers[0] }).open()
  await sleep(500)
  console.log(
    JSON.stringify(Object.fromEntries(Y.decodeStateVector(Y.encodeStateVector(documentOf(one.updates))))),
  )
  process.exit(0)
}

function outcome(one, n) {
  const { client, ops } = trace.authors[n]
  const first = n === 0 ? 1 : 0 // the paragraphs were the first message of writer 0
  const stored = ops.slice(0, Math.max(0, one.acked - first)).map((op) => op.clock)
  const seen = editors.filter((other) => other !== one).map((other) => other.clocks.get(client) ?? 0)
  return {
    session: one.dialect.session,
    client,
    acked: one.acked,
    clock: Math.max(0, ...stored),
    seen: Math.min(...seen),
  }
}
