/**
 * How long a newcomer waits for a long document: node opening.mjs '{"url": ..., "times": 5, ...}'.
 *
 * From the start of the connection to the whole text. The first thing done is to load the same state without any
 * network, so that the script engine is warm whoever is measured. `stay`: a reader keeps the document open.
 */
import fs from 'node:fs'
import { documentOf, Editor } from './editor.mjs'
import { now, round, sleep, summary, usage } from './measure.mjs'

const options = JSON.parse(process.argv[2])
const { times, root, stay, pause, pid } = options
const expected = fs.readFileSync(options.textFile, 'utf8')
const state = fs.readFileSync(options.stateFile)
for (let n = 0; n < 4; n++) documentOf([state]).getText(root).toString()

const practice = await newcomer(options.practice).open() // what a process makes at its first socket is no document
await practice.close()
await sleep(300)
const before = usage(pid).rssKib
if (options.bring) await bring()
const reader = stay ? await newcomer().open() : null
if (reader) await sleep(500)
const opened = []
let right = 0
let bytes = 0
for (let n = 0; n < times; n++) {
  await sleep(pause * 1000)
  const one = newcomer()
  const took = await open(one)
  opened.push(took)
  bytes = one.bytes
  await one.close()
}
const grown = usage(pid).rssKib - before
await reader?.close()
const { p50, max } = summary(opened)
console.log(
  JSON.stringify({ full: p50, slowest: max, bytes, right, times, grownMib: round(grown / 1024, 1) }),
)
process.exit(right === times ? 0 : 1)

/** To a server that keeps nothing: the document must be put there first. */
async function bring() {
  const one = await newcomer().open()
  one.send(state)
  await sleep(1000)
  await one.close()
}

function newcomer(target = options) {
  const { url, dialect, name, headers } = target
  return new Editor({ url, dialect, name, headers: headers[0] })
}

/** A server may send an empty state first: only the whole text counts. */
async function open(one) {
  await one.open()
  let known = -1
  for (const until = now() + 60_000; now() < until; await sleep(1)) {
    if (one.updates.length === known) continue
    known = one.updates.length
    if (one.text(root) === expected) {
      right++
      return now() - one.startedAt
    }
  }
  return now() - one.startedAt
}
