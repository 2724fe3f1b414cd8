// Several people write at once, meet now and then, and work offline in between; every step comes from a seed.
import * as Y from 'yjs'
import { pack } from './bytes.mjs'

const WORDS = [
  'a',
  'ż',
  'ół',
  'Zażółć gęślą jaźń',
  '😀',
  '👩‍👩‍👧 rodzina',
  'e\u0301',
  '\n',
  ' ',
  '𝄞x',
  '\ufeff',
  'tekst ',
]

export function generate({ seed, people = 3, steps = 24, whole = false }) {
  const random = numbers(seed)
  const pick = (count) => Math.floor(random() * count)
  const log = []
  const docs = Array.from({ length: people }, () => writer(Math.floor(random() * 2 ** 32), log))
  const kept = []
  const vectors = []
  for (let step = 0; step < steps; step++) {
    const doc = docs[pick(people)]
    const dice = random()
    if (dice < 0.15) sync(doc, docs[pick(people)])
    else if (dice < 0.2) kept.push(anchor(doc, pick))
    else if (dice < 0.25) vectors.push(vector(doc))
    else edit(doc, random, pick, whole)
  }
  return { updates: log.map(pack), states: docs.map(state), vectors, ...ending(log, kept, pick) }
}

function ending(log, kept, pick) {
  const doc = new Y.Doc()
  log.forEach((update) => Y.applyUpdate(doc, update))
  const fresh = Array.from({ length: 6 }, () => anchor(doc, pick))
  const anchors = [...kept, ...fresh].map((made) => ({ ...made, at: resolved(doc, made.binary) }))
  const half = Math.ceil(log.length / 2)
  return {
    text: doc.getText('text').toString(),
    state: state(doc),
    vector: vector(doc),
    anchors,
    fresh: fresh.length,
    merged: [
      pack(Y.mergeUpdates(log.filter((_, i) => i % 3 !== 1))),
      pack(Y.mergeUpdates(log.slice(half))),
      ...log.map(pack),
    ],
  }
}

function writer(client, log) {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.getText('text')
  doc.on('update', (update, origin) => origin !== 'sync' && log.push(update))
  return doc
}

// `whole`: never between the two halves of a surrogate pair, as editors see to it
function edit(doc, random, pick, whole) {
  const text = doc.getText('text')
  const place = (at) => (whole && isLowHalf(text.toString().charCodeAt(at)) ? at - 1 : at)
  const index = place(pick(text.length + 1))
  doc.transact(() => {
    const dice = random()
    if (dice < 0.3 && index < text.length)
      text.delete(index, place(Math.min(index + 1 + pick(12), text.length)) - index)
    else text.insert(index, WORDS[pick(WORDS.length)])
    if (dice > 0.95) text.delete(0, place(Math.min(3, text.length)))
  })
  if (random() < 0.3) typeOn(text, place(Math.min(index, text.length)), pick)
}

function typeOn(text, index, pick) {
  for (let i = 0; i < 5; i++) text.insert(index + i, 'abcdeż'[pick(6)])
}

const isLowHalf = (unit) => unit >= 0xdc00 && unit <= 0xdfff

function sync(one, other) {
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)), 'sync')
}

function anchor(doc, pick) {
  const text = doc.getText('text')
  const index = pick(text.length + 1)
  const assoc = pick(2) - 1
  const made = Y.createRelativePositionFromTypeIndex(text, index, assoc)
  return { index, assoc, json: Y.relativePositionToJSON(made), binary: pack(Y.encodeRelativePosition(made)) }
}

function resolved(doc, binary) {
  const made = Y.decodeRelativePosition(new Uint8Array(Buffer.from(binary, 'base64')))
  return (
    Y.createAbsolutePositionFromRelativePosition({ ...made, tname: made.item ? null : 'text' }, doc)?.index ??
    null
  )
}

const state = (doc) => pack(Y.encodeStateAsUpdate(doc))
const vector = (doc) => Object.fromEntries(Y.decodeStateVector(Y.encodeStateVector(doc)))

// mulberry32: small, even enough, the same everywhere
function numbers(seed) {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
