/**
 * The order of rows as one browser sees it, pure.
 *
 * The server numbers rows without gaps. They may arrive out of order (two server processes), twice (after "since")
 * or not at all. Rows are given out only in order; what came early waits in `early`. A hole is what lies between the
 * last row given out and the highest one heard of; when it is older than 300 ms the session asks for it again.
 */
export const HOLE_PATIENCE = 300

/** A log that has everything up to and including `last`. */
export function createLog(last = 0) {
  return { last, heard: last, early: new Map(), holeSince: null }
}

/** `{log, updates}`: the new log and the updates whose turn has come, in order. */
export function receiveRows(log, rows, now) {
  const early = new Map(log.early)
  for (const { seq, update } of rows) if (seq > log.last) early.set(seq, update)
  const heard = Math.max(log.heard, ...rows.map((row) => row.seq))
  return giveOut({ ...log, early, heard }, now)
}

/** The whole state up to `seq` has been applied; earlier rows need not come any more. */
export function receiveState(log, seq, now) {
  const last = Math.max(log.last, seq)
  const early = new Map([...log.early].filter(([number]) => number > last))
  return giveOut({ ...log, last, early, heard: Math.max(log.heard, seq) }, now)
}

/** The row `seq` is one's own, already in the document: only its place in the order is noted. */
export function receiveOwn(log, seq, now) {
  return receiveRows(log, [{ seq, update: null }], now)
}

/** The server says it has rows up to `head`. */
export function hearOf(log, head, now) {
  return giveOut({ ...log, heard: Math.max(log.heard, head) }, now).log
}

export function isOverdue(log, now) {
  return log.holeSince !== null && now - log.holeSince >= HOLE_PATIENCE
}

/** "Since" was sent: give the answer its time before asking again. */
export function askedAgain(log, now) {
  return { ...log, holeSince: log.holeSince === null ? null : now + HOLE_PATIENCE * 4 }
}

function giveOut(log, now) {
  const early = new Map(log.early)
  const updates = []
  let last = log.last
  while (early.has(last + 1)) {
    last += 1
    if (early.get(last)) updates.push(early.get(last))
    early.delete(last)
  }
  const hole = log.heard > last
  const holeSince = !hole ? null : last > log.last || log.holeSince === null ? now : log.holeSince
  return { log: { ...log, last, early, holeSince }, updates }
}
