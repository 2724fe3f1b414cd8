/**
 * Who owns an outbox session.
 *
 * A session may be used by one living tab only: with two tabs counting in one session the server would take the
 * second one's words for duplicates. So a tab holds a Web Lock named after its session for as long as it lives.
 */

/** A session nobody has used yet; `last` is the highest message number given out. */
export function newBox(user, part, epoch) {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const session = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return { session, user, part, epoch, last: 0 }
}

/** Show others that this tab lives; gives the function that ends it. */
export async function holdOwn(session) {
  return (await holdLock(session)) ?? (() => {})
}

export function canLock() {
  return Boolean(globalThis.navigator?.locks)
}

/** A function that lets go of the lock, or null when its owner lives. */
export function holdLock(session) {
  if (!canLock()) return Promise.resolve(() => {})
  return new Promise((resolve) => {
    const held = (lock) => (lock === null ? resolve(null) : new Promise((release) => resolve(release)))
    navigator.locks.request(`kes-draft-${session}`, { ifAvailable: true }, held)
  })
}
