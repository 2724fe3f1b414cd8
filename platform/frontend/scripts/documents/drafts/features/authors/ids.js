/**
 * The characters of a Y.Text by their ids: whoever typed a run, it keeps its client and clocks for ever, also when the
 * text around it moves.
 */

/** `[{start, length, client, clock}]` in reading order, without gaps; neighbours of one typing are one run. */
export function runsOf(text) {
  const runs = []
  let start = 0
  for (let item = text._start; item; item = item.right) {
    if (item.deleted || !item.countable) continue
    const { client, clock } = item.id
    const last = runs.at(-1)
    if (last && last.client === client && last.clock + last.length === clock) last.length += item.length
    else runs.push({ start, length: item.length, client, clock })
    start += item.length
  }
  return runs
}

/** The run at a place, or undefined behind the end. */
export function runAt(runs, place) {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (runs[middle].start + runs[middle].length <= place) low = middle + 1
    else high = middle
  }
  return runs[low]
}

/** The runs that touch a stretch, cut to it. */
export function runsBetween(runs, from, to) {
  const first = runs.indexOf(runAt(runs, from))
  const found = []
  for (let at = first; at >= 0 && at < runs.length && runs[at].start < to; at++) {
    const { start, length, client, clock } = runs[at]
    const skip = Math.max(from - start, 0)
    const end = Math.min(start + length, to)
    found.push({ start: start + skip, length: end - start - skip, client, clock: clock + skip })
  }
  return found
}
