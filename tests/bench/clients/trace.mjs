/**
 * What is typed: keystrokes, one Yjs update each, by several authors who each write in a paragraph of their own.
 * Since nobody touches another's paragraph, authors really write at the same time and the end is known all the same.
 */
import fs from 'node:fs'
import zlib from 'node:zlib'
import * as Y from 'yjs'

const WORDS = (
  'zespół reintegracja osoby wsparcie gmina powiat świadczenie mieszkanie praca partnerstwo diagnoza cel ' +
  'działanie wskaźnik termin uwaga źródło ścieżka łącznie również się że oraz także według przez między jest są'
).split(' ')
export const SKELETON_CLIENT = 1
export const FIRST_AUTHOR = 1000

/**
 * @returns {{skeleton: Uint8Array, expected: string, authors: {client, ops: {update, clock}[]}[]}}
 *   `clock` is the author's Yjs clock after an insertion, 0 for a deletion.
 */
export function makeTrace({ keystrokes, authors, seed, file, root }) {
  const skeleton = new Y.Doc()
  skeleton.clientID = SKELETON_CLIENT
  skeleton.getText(root).insert(0, '\n'.repeat(authors))
  const first = Y.encodeStateAsUpdate(skeleton)
  const share = Math.ceil(keystrokes / authors)
  const written = Array.from({ length: authors }, (_, a) =>
    typed(first, a, root, file ? recorded(file, share) : invented(share, seed + a)),
  )
  return { skeleton: first, expected: written.map((w) => w.text + '\n').join(''), authors: written }
}

function typed(skeleton, author, root, edits) {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, skeleton)
  doc.clientID = FIRST_AUTHOR + author
  const text = doc.getText(root)
  let made
  doc.on('update', (update) => (made = update))
  const ops = edits.map(([at, gone, added]) => {
    const before = Y.getState(doc.store, doc.clientID)
    doc.transact(() => {
      if (gone) text.delete(author + at, gone)
      if (added) text.insert(author + at, added)
    })
    const after = Y.getState(doc.store, doc.clientID)
    return { update: made, clock: after > before ? after : 0 }
  })
  return { client: doc.clientID, ops, text: spliced(edits) }
}

/** Edits [position, characters deleted, text inserted]: typing, slips of the finger, later additions and cuts. */
export function invented(count, seed) {
  const chance = random(seed)
  const edits = []
  let length = 0
  while (edits.length < count - 1) {
    const what = chance()
    if (what < 0.1 && length > 40) {
      const cut = 1 + Math.floor(chance() * 12)
      const at = Math.floor(chance() * (length - cut))
      for (let n = cut; n > 0; n--) edits.push([at + n - 1, 1, ''])
      length -= cut
      continue
    }
    let at = what < 0.3 ? Math.floor(chance() * length) : length
    for (const letter of WORDS[Math.floor(chance() * WORDS.length)] + ' ') {
      edits.push([at++, 0, letter])
      length++
      if (chance() < 0.04) {
        edits.push([at, 0, 'x'], [at, 1, ''])
      }
    }
  }
  return ended(edits.slice(0, count - 1))
}

/** A recorded history in the format of josephg/editing-traces (sequential). */
export function recorded(file, count) {
  const raw = fs.readFileSync(file)
  const { txns } = JSON.parse(file.endsWith('.gz') ? zlib.gunzipSync(raw) : raw)
  const edits = []
  for (const { patches } of txns) {
    for (const patch of patches) if (edits.length < count - 1) edits.push(patch)
  }
  return ended(edits)
}

// the last keystroke is an insertion: whoever has seen its clock has seen everything before it
function ended(edits) {
  return [...edits, [spliced(edits).length, 0, '.']]
}

export function spliced(edits) {
  let text = ''
  for (const [at, gone, added] of edits) text = text.slice(0, at) + added + text.slice(at + gone)
  return text
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function random(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let x = Math.imul(state ^ (state >>> 15), 1 | state)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296
  }
}
