/**
 * What a copy of the text changes, in whole words: exact, because it is read from the characters and not guessed from
 * two strings. Every change quotes at least a word, so that the server has something to compare.
 */
import * as Y from 'yjs'

const WORD = /[\p{L}\p{N}_\u0300-\u036f\ud800-\udfff]/u

/** `[{start, end, quote, replacement, from, to}]`; start and end as relative positions in the text itself. */
export function changesBetween(base, copy) {
  const text = base.getText('text')
  const old = text.toString()
  return inWords(old, rawChanges(base, copy)).map(({ from, to, replacement }) => ({
    start: Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, from, 0)),
    end: Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, to, -1)),
    quote: old.slice(from, to),
    replacement,
    from,
    to,
  }))
}

/** `[{from, to, text}]` in places of the text: characters that the copy deletes and inserts. */
export function rawChanges(base, copy) {
  const gone = Y.createDeleteSetFromStructStore(base.store)
  const known = Y.decodeStateVector(Y.encodeStateVector(base))
  const found = []
  let place = 0
  const note = (length, text) => {
    const last = found.at(-1)
    if (last?.to === place) Object.assign(last, { to: place + length, text: last.text + text })
    else found.push({ from: place, to: place + length, text })
    place += length
  }
  for (let item = copy.getText('text')._start; item; item = item.right) {
    if (item.id.clock >= (known.get(item.id.client) ?? 0)) {
      if (!item.deleted) note(0, item.content.str)
      continue
    }
    const visible = visibleIn(gone, item)
    if (item.deleted && visible) note(visible, '')
    else place += visible
  }
  return found.filter(({ from, to, text }) => from < to || text)
}

/** The same, each widened to whole words; those that meet are one. */
export function inWords(old, changes) {
  const groups = []
  for (const change of changes) {
    let { from, to } = widened(old, change)
    let inside = [change]
    while (groups.length && from <= groups.at(-1).to) {
      const last = groups.pop()
      from = Math.min(from, last.from)
      to = Math.max(to, last.to)
      inside = [...last.inside, ...inside]
    }
    groups.push({ from, to, inside })
  }
  return groups
    .map(({ from, to, inside }) => ({ from, to, replacement: replaced(old, from, to, inside) }))
    .filter(({ from, to, replacement }) => old.slice(from, to) !== replacement)
}

function widened(old, { from, to }) {
  const touches = (place) => WORD.test(old[place - 1] ?? '') && WORD.test(old[place] ?? '')
  const insertion = from === to
  const begins = (place) => (insertion ? WORD.test(old[place - 1] ?? '') : touches(place))
  while (from > 0 && begins(from)) from -= 1
  while (to < old.length && touches(to)) to += 1
  if (from === to) from = wordBefore(old, from)
  while (from === to && to < old.length) to = wordBehind(old, to)
  return { from, to }
}

/** Where the word, with the space behind it, before a place begins. */
function wordBefore(old, place) {
  let at = Math.max(0, place - 1)
  while (at > 0 && !WORD.test(old[at])) at -= 1
  while (at > 0 && WORD.test(old[at - 1])) at -= 1
  return at
}

function wordBehind(old, place) {
  let at = place + 1
  while (at < old.length && WORD.test(old[at]) && WORD.test(old[at - 1])) at += 1
  return at
}

function replaced(old, from, to, changes) {
  let text = ''
  let place = from
  for (const change of changes) {
    text += old.slice(place, change.from) + change.text
    place = change.to
  }
  return text + old.slice(place, to)
}

function visibleIn(gone, { id, length, deleted }) {
  if (!deleted) return length
  let count = 0
  for (let n = 0; n < length; n++) {
    if (!Y.isDeleted(gone, Y.createID(id.client, id.clock + n))) count += 1
  }
  return count
}
