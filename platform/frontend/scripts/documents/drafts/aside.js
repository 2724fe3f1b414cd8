/**
 * Own words that cannot be merged, found and put aside.
 *
 * When the server's text was replaced under us (another epoch) or it refuses what we wrote, merging would double or
 * garble the text and dropping would lose it. So the passages typed here are cut out of the local document as plain
 * text and kept until their author has taken them or waved them away.
 */
import * as Y from 'yjs'

/** `{id, user, part, reason, passages, whole, at}` of the unsent `updates`; null when they hold no visible words. */
export function makeAside({ owner, reason, doc, updates, now = Date.now() }) {
  const passages = findPassages(doc, updates)
  if (!passages.length) return null
  const whole = doc.getText('text').toString()
  return {
    id: crypto.randomUUID?.() ?? `${now}-${Math.random()}`,
    ...owner,
    reason,
    passages,
    whole,
    at: now,
  }
}

/**
 * The words of `updates` that still stand in the document, in reading order, neighbours joined.
 *
 * Words whose surroundings the document does not know (their rows never came) follow at the end as they were typed.
 */
export function findPassages(doc, updates) {
  const scratch = new Y.Doc()
  Y.applyUpdate(scratch, Y.encodeStateAsUpdate(doc))
  for (const update of updates) Y.applyUpdate(scratch, update)
  const typed = typedRanges(updates)
  const passages = []
  let joins = false
  for (let item = scratch.getText('text')._start; item; item = item.right) {
    if (item.deleted || !item.countable) continue
    for (const { text, own } of splitByOwner(item, typed)) {
      if (own && joins) passages.push(passages.pop() + text)
      else if (own) passages.push(text)
      joins = own
    }
  }
  return [...passages, ...unplaced(scratch, updates)].filter((text) => text.trim())
}

/** `[{client, clock, text}]` inserted by the updates. */
function insertions(updates) {
  return updates.flatMap((update) =>
    Y.decodeUpdate(update)
      .structs.filter((struct) => struct.content instanceof Y.ContentString)
      .map(({ id, content }) => ({ client: id.client, clock: id.clock, text: content.str })),
  )
}

function typedRanges(updates) {
  const ranges = new Map()
  for (const { client, clock, text } of insertions(updates)) {
    ranges.set(client, [...(ranges.get(client) ?? []), [clock, clock + text.length]])
  }
  return ranges
}

/** Yjs joins neighbours of one author into one item, so part of an item may be unsent and part long saved. */
function splitByOwner(item, typed) {
  const text = item.content.str ?? ''
  const start = item.id.clock
  const ranges = typed.get(item.id.client) ?? []
  const cuts = new Set([0, text.length])
  for (const clock of ranges.flat()) if (clock > start && clock < start + text.length) cuts.add(clock - start)
  const edges = [...cuts].sort((a, b) => a - b)
  return edges.slice(1).map((end, index) => {
    const from = edges[index]
    const own = ranges.some(([low, high]) => low <= start + from && start + from < high)
    return { text: text.slice(from, end), own }
  })
}

function unplaced(scratch, updates) {
  const clocks = Y.decodeStateVector(Y.encodeStateVector(scratch))
  return insertions(updates)
    .filter(({ client, clock }) => clock >= (clocks.get(client) ?? 0))
    .map(({ text }) => text)
}
