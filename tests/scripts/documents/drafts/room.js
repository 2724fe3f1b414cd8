/**
 * The server's side of the draft protocol in memory, for tests: rows with numbers, sessions with what they sent.
 *
 * A link between a browser and the room may lose, delay and shuffle frames; `connect` is what a Session wants.
 */
import * as Y from 'yjs'
import { decode, encode } from '../../../../platform/frontend/scripts/documents/drafts/protocol.js'

export class Room {
  rows = []
  stored = new Map()
  links = new Set()
  write = true
  epoch = 'epoch-1'
  stateAfter = Infinity
  refuse = () => null

  constructor(text = '') {
    if (text) this.append(updateOf(text))
  }

  get head() {
    return this.rows.length
  }

  get text() {
    const doc = new Y.Doc()
    for (const update of this.rows) Y.applyUpdate(doc, update)
    return doc.getText('text').toString()
  }

  /** A row by somebody else; everybody listening hears of it. */
  append(update, from = null) {
    this.rows.push(update)
    for (const link of this.links)
      if (link !== from && link.greeted) link.tell('rows', this.rowsAfter(this.head - 1))
  }

  rowsAfter(seq) {
    return { rows: this.rows.slice(seq).map((update, index) => ({ seq: seq + index + 1, update })) }
  }

  lastOf(session) {
    return Math.max(0, ...(this.stored.get(session) ?? new Map()).keys())
  }

  /** Store a client's message; a number seen before is acknowledged again, not stored again. */
  store(session, msgNo, update, link) {
    const numbers = this.stored.get(session) ?? new Map()
    this.stored.set(session, numbers)
    if (!numbers.has(msgNo)) {
      numbers.set(msgNo, this.head + 1)
      this.append(update, link)
    }
    return numbers.get(msgNo)
  }

  /** `link()` returns the `connect` function of one browser; options: `lossy(frameKind) -> bool`, `delay() -> ms`. */
  link(options = {}) {
    return (handlers) => new Link(this, handlers, options)
  }

  cut(code = 1006, reason = '') {
    for (const link of [...this.links]) link.end(code, reason)
  }
}

class Link {
  greeted = false
  heard = []

  constructor(room, handlers, { lossy = () => false, delay = () => 0, down = () => false }) {
    Object.assign(this, { room, handlers, lossy, delay, ended: false })
    room.links.add(this)
    setTimeout(() => (down() ? this.end(1006) : handlers.opened()), 1)
  }

  send(bytes) {
    const message = decode(bytes)
    if (this.ended || this.lossy(message.kind, 'up')) return
    setTimeout(() => !this.ended && this.receive(message), this.delay())
  }

  close() {
    this.ended = true
    this.room.links.delete(this)
  }

  end(code, reason = '') {
    if (this.ended) return
    this.close()
    setTimeout(() => this.handlers.closed(code, reason), 0)
  }

  tell(kind, fields) {
    if (this.lossy(kind, 'down')) return
    const bytes = encode(kind, fields)
    setTimeout(() => !this.ended && this.handlers.message(bytes), this.delay())
  }

  receive(message) {
    this.heard.push(message)
    const { room } = this
    if (message.kind === 'hello') this.greet(message)
    if (message.kind === 'update') this.take(message)
    if (message.kind === 'since') this.tell('rows', room.rowsAfter(message.seq))
    if (message.kind === 'head') this.tell('head', { head: room.head })
  }

  greet({ session, since }) {
    const { room } = this
    this.session = session
    this.greeted = true
    const user = { id: '1', name: 'Alice', color: 0 }
    this.tell('hello', {
      v: 1,
      epoch: room.epoch,
      head: room.head,
      write: room.write,
      user,
      last_msg: room.lastOf(session),
    })
    if (room.head - since > room.stateAfter) {
      this.tell('state', { seq: room.head, update: Y.mergeUpdates(room.rows) })
    } else if (room.head > since) this.tell('rows', room.rowsAfter(since))
  }

  take({ msgNo, update }) {
    const refusal = this.room.refuse(msgNo, update)
    if (refusal) return this.tell('refused', { msg_no: msgNo, reason: '', ...refusal })
    const seq = this.room.store(this.session, msgNo, update, this)
    this.tell('ack', { msgNo, seq })
  }
}

export function updateOf(text) {
  const doc = new Y.Doc()
  doc.getText('text').insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}
