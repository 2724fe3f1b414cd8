/** Web Locks of one browser, for tests: a lock is held until its holder lets go or dies. Newer Nodes have real ones. */
export const held = new Map()

export const locks = {
  async request(name, _options, take) {
    if (held.has(name)) return take(null)
    held.set(name, true)
    await take({ name })
    held.delete(name)
  },
}

export const withLocks = (value) =>
  Object.defineProperty(globalThis, 'navigator', { value: { locks: value }, configurable: true })

/** The tab that owns a session dies: its lock is let go. */
export const die = ({ session }) => held.delete(`kes-draft-${session}`)
