/** A browser without a screen, for tests: a replica and a session on a store, able to crash. */
import { Presence } from '../../../../platform/frontend/scripts/documents/drafts/presence.js'
import { Replica } from '../../../../platform/frontend/scripts/documents/drafts/replica.js'
import { Session } from '../../../../platform/frontend/scripts/documents/drafts/session.js'
import { createMemoryStore } from '../../../../platform/frontend/scripts/documents/drafts/store.js'
import { die, locks, withLocks } from './locks.js'

withLocks(locks)

const idlePoller = { start() {}, stop() {} }

export class Browser {
  asides = []
  replacements = 0

  constructor({ connect, store = createMemoryStore(), user = '1', part = 'part-1', poller = idlePoller }) {
    Object.assign(this, { connect, store, owner: { user, part }, poller })
  }

  async open() {
    const on = {
      change: () => this.session?.conversation.pump(),
      loaded: () => {},
      replaced: () => {
        this.replacements += 1
        this.session.people = this.people = new Presence(this.replica.doc)
      },
      aside: (aside) => this.asides.push(aside),
    }
    this.replica = new Replica({ store: this.store, owner: this.owner, on })
    await this.replica.open()
    this.people = new Presence(this.replica.doc)
    const { replica, people, connect, poller } = this
    this.session = new Session({ replica, people, connect, poller, change: () => {} })
    this.session.start()
    return this
  }

  get text() {
    return this.replica.text.toString()
  }

  type(words, at = this.replica.text.length) {
    this.replica.text.insert(at, words)
  }

  async loaded() {
    await until(() => this.replica.loaded)
    return this
  }

  async saved() {
    await this.replica.outbox.flush()
    await until(() => this.replica.outbox.pending === 0)
  }

  /** The tab dies: nothing more is written or sent, and its lock is let go. */
  crash() {
    this.session.stop()
    this.people.destroy()
    clearTimeout(this.replica.saving)
    die(this.replica.outbox)
    this.dead = true
  }

  /** Close in order, so that a test leaves no timer behind. */
  async close() {
    if (this.dead) return
    this.crash()
    await this.replica.close()
  }
}

export async function until(condition, ms = 3_000) {
  const end = Date.now() + ms
  while (!condition()) {
    if (Date.now() > end) throw new Error(`never came true: ${condition}`)
    await pause(5)
  }
}

export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
