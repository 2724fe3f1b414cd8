/**
 * N clients on one document, K of them write: node coedit.mjs '{"url": ..., ...}' prints one JSON object.
 *
 * Propagation is from a writer's send to the receipt by each other client; insertions only, since deletions
 * carry no clock. `pace` keystrokes a second over all writers; 0 is flat out, with at most `window` of them not
 * yet seen by the last client. Exit 1 when a delivery is missing or a text is not the one that was typed.
 */
import crypto from 'node:crypto'
import fs from 'node:fs'
import * as Y from 'yjs'
import { documentOf, Editor } from './editor.mjs'
import { now, round, sleep, summary, usage } from './measure.mjs'
import { makeTrace, SKELETON_CLIENT } from './trace.mjs'

const options = JSON.parse(process.argv[2])
const { clients, writers, keystrokes, pace, window, root, pid, stores, seed, file, timeout } = options
const trace = makeTrace({ keystrokes, authors: writers, seed, file, root })
const editors = Array.from({ length: clients }, (_, n) => editor(n))
const deadline = now() + timeout * 1000

for (const one of editors) await one.open()
await begin()
const sent = trace.authors.map(() => ({ at: [], clock: [] })) // insertions of each writer
const latencies = []
editors.forEach(follow)
const before = spent()
const startedAt = now()
await (pace ? typePaced() : typeFlatOut())
await until(() => missing() === 0, 'deliveries')
const endedAt = Math.max(...editors.map((one) => one.lastAt))
const after = spent()
await until(() => editors.every((one) => now() - one.lastAt > 200), 'quiet')
report()

function editor(n) {
  const { url, dialect, name, headers } = options
  return new Editor({ url, dialect, name, headers: headers[n % headers.length] })
}

/** The paragraphs everybody writes in, seen by all before the clock starts. */
async function begin() {
  let seen = 0
  editors.forEach((one, n) => {
    one.onClocks = (to) => (seen += n > 0 && to.has(SKELETON_CLIENT) ? 1 : 0)
  })
  editors[0].send(trace.skeleton)
  await until(
    () => seen >= clients - 1 && (options.dialect !== 'kes' || editors[0].acked),
    'the first paragraphs',
  )
  await sleep(300)
}

function follow(one, n) {
  one.next = trace.authors.map(() => 0)
  one.onClocks = (to, at) =>
    trace.authors.forEach(({ client }, writer) => {
      const clock = to.get(client)
      if (clock === undefined || writer === n) return
      const { at: sentAt, clock: marks } = sent[writer]
      while (one.next[writer] < marks.length && marks[one.next[writer]] <= clock) {
        latencies.push(at - sentAt[one.next[writer]++])
      }
    })
}

async function typePaced() {
  for (let n = 0; n < keystrokes; n++) {
    const wait = startedAt + (n * 1000) / pace - now()
    if (wait > 0) await sleep(wait)
    type(n % writers, Math.floor(n / writers))
    if (n % 50 === 0) alive()
  }
}

async function typeFlatOut() {
  const last = editors[clients - 1]
  const at = trace.authors.map(() => 0)
  const open = () => trace.authors.flatMap(({ ops }, w) => (at[w] < ops.length ? [w] : []))
  for (let mine = open(); mine.length; mine = open()) {
    for (const w of mine) {
      const room = () => sent[w].at.length - last.next[w] < window / writers
      for (let burst = 0; burst < 32 && at[w] < trace.authors[w].ops.length && room(); burst++)
        type(w, at[w]++)
    }
    alive()
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function type(writer, n) {
  const op = trace.authors[writer].ops[n]
  if (!op) return
  if (op.clock) {
    sent[writer].clock.push(op.clock)
    sent[writer].at.push(now())
  }
  editors[writer].send(op.update)
}

function missing() {
  const of = (one, n) => sent.reduce((sum, { at }, w) => sum + (w === n ? 0 : at.length - one.next[w]), 0)
  return editors.reduce((sum, one, n) => sum + of(one, n), 0)
}

async function until(done, what) {
  while (!done()) {
    alive()
    if (now() > deadline) fail(`waited in vain for ${what}; missing: ${missing()}`)
    await sleep(5)
  }
}

function alive() {
  const gone = editors.find((one) => one.closed)
  if (gone) fail(`a connection was closed: ${gone.closed}`)
}

function spent() {
  return { server: usage(pid), stores: stores.reduce((sum, store) => sum + usage(store).cpuMs, 0) }
}

/** Equal streams of updates are equal documents: integrate each once. */
function wrongTexts() {
  const known = new Map()
  return editors.filter((one) => {
    const digest = one.updates
      .reduce((hash, update) => hash.update(update), crypto.createHash('sha1'))
      .digest('hex')
    if (!known.has(digest)) known.set(digest, one.text(root) === trace.expected)
    return !known.get(digest)
  }).length
}

function report() {
  const typed = trace.authors.reduce((sum, { ops }) => sum + ops.length, 0)
  const seconds = (endedAt - startedAt) / 1000
  const bytes = editors.reduce((sum, one) => sum + one.bytes, 0)
  const wrong = wrongTexts()
  if (options.stateFile)
    fs.writeFileSync(options.stateFile, Y.encodeStateAsUpdate(documentOf(editors[0].updates)))
  if (options.textFile) fs.writeFileSync(options.textFile, trace.expected)
  const result = {
    ...summary(latencies),
    ackP95: summary(editors.flatMap((one) => one.ackedAfter.slice(1))).p95,
    updates: typed,
    rate: round(typed / seconds, 0),
    cpu: round(((after.server.cpuMs - before.server.cpuMs) * 1000) / typed, 0),
    storeCpu: round(((after.stores - before.stores) * 1000) / typed, 0),
    bytes: round(bytes / clients / typed, 1),
    wrong,
  }
  console.log(JSON.stringify(result))
  process.exit(wrong ? 1 : 0)
}

function fail(reason) {
  console.error(reason)
  process.exit(1)
}
