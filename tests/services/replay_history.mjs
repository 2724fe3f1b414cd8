/** Histories for replay.mjs: edits with the writer of each, when it may be made, and the text all come to. */
import fs from 'node:fs'
import zlib from 'node:zlib'
import * as Y from 'yjs'
import { invented, spliced } from '../bench/clients/trace.mjs'

const OWN = 3 // paragraphs, and writers, of the invented history

/** `{edits: [{writer, ready(doc), make(text)}], writers, expected}` */
export function historyOf({ file, edits = Infinity, seed = 5, paste = 0 }) {
  if (!file) return own(Number.isFinite(edits) ? edits : 600, seed, 'ąę😀 '.repeat(paste / 5))
  const raw = fs.readFileSync(file)
  const recorded = JSON.parse(file.endsWith('.gz') ? zlib.gunzipSync(raw) : raw)
  return recorded.kind === 'concurrent' ? together(recorded, edits) : alone(recorded, edits)
}

/** One person's recording: everything in the order it was typed. */
function alone({ txns }, count) {
  const chosen = txns.slice(0, count)
  const edits = chosen.map(({ patches }) => ({ writer: 0, ready: () => true, make: patching(patches) }))
  return { edits, writers: 1, expected: spliced(chosen.flatMap(({ patches }) => patches)) }
}

/**
 * Several people's recording, branches and all. Each writes on what the recording says he had before him, which gives
 * the updates; they are then sent once his real copy has what they stand on.
 */
function together({ txns, endContent }, count) {
  const people = new Map()
  const chosen = txns.slice(0, count)
  const made = []
  for (const { agent, parents, patches } of chosen) {
    const person = people.get(agent) ?? newcomer(people.size)
    people.set(agent, person)
    catchUp(person, parents, chosen, made)
    person.doc.transact(() => patching(patches)(person.text))
    const after = Y.getState(person.doc.store, person.doc.clientID)
    const needs = parents.map((parent) => made[parent]).filter(({ writer }) => writer !== person.writer)
    made.push({ writer: person.writer, client: person.doc.clientID, after, update: person.update, needs })
    person.seen.add(made.length - 1)
  }
  const edits = made.map(({ writer, update, needs }) => ({
    writer,
    ready: (doc) => needs.every(({ client, after }) => Y.getState(doc.store, client) >= after),
    make: (text) => Y.applyUpdate(text.doc, update),
  }))
  const whole = new Y.Doc()
  made.forEach(({ update }) => Y.applyUpdate(whole, update))
  const expected = whole.getText('text').toString()
  if (chosen.length === txns.length && expected !== endContent) throw new Error('not the recorded end')
  return { edits, writers: people.size, expected }
}

function newcomer(writer) {
  const doc = new Y.Doc()
  const person = { writer, doc, text: doc.getText('text'), seen: new Set(), update: null }
  doc.on('update', (update, origin) => origin !== 'others' && (person.update = update))
  return person
}

function catchUp(person, parents, txns, made) {
  const missing = []
  for (const open = [...parents]; open.length;) {
    const at = open.pop()
    if (person.seen.has(at)) continue
    person.seen.add(at)
    missing.push(at)
    open.push(...txns[at].parents)
  }
  missing.sort((one, other) => one - other)
  person.doc.transact(() => missing.forEach((at) => Y.applyUpdate(person.doc, made[at].update)), 'others')
}

/** Everybody at once, each in a paragraph of his own: really concurrent, and the end is known all the same. */
function own(count, seed, pasted) {
  const share = Math.ceil(count / OWN)
  const histories = Array.from({ length: OWN }, (_, n) => invented(share, seed + n))
  const begun = '¶\n'.repeat(OWN) + pasted
  const first = { writer: 0, ready: () => true, make: (text) => text.insert(0, begun) }
  const there = (doc) => doc.getText('text').length >= begun.length
  const edits = Array.from({ length: share }, (_, at) =>
    histories.map((history, n) => ({ writer: n, ready: there, make: inParagraph(n, history[at]) })),
  ).flat()
  const expected = histories.map((history) => `¶${spliced(history)}\n`).join('') + pasted
  return { edits: [first, ...edits], writers: OWN, expected }
}

function inParagraph(n, [at, gone, added]) {
  return (text) => {
    let start = -1
    for (let mark = 0; mark <= n; mark++) start = text.toString().indexOf('¶', start + 1)
    patching([[start + 1 + at, gone, added]])(text)
  }
}

function patching(patches) {
  return (text) => {
    for (const [at, gone, added] of patches) {
      if (gone) text.delete(at, gone)
      if (added) text.insert(at, added)
    }
  }
}
