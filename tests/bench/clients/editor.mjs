/** One connection to a document: sends updates, keeps all that it receives, knows the clocks it has seen. */
import WebSocket from 'ws'
import * as Y from 'yjs'
import { dialects } from './dialects.mjs'
import { now } from './measure.mjs'

const PATIENCE = 60_000 // milliseconds for the first state
const REMEMBERED = 2000 // the same update comes once to each of many clients: read its clocks once
const clocks = new Map()

export class Editor {
  constructor({ url, dialect, name, headers }) {
    this.dialect = dialects[dialect](name)
    this.address = url
    this.headers = headers
    this.updates = []
    this.acked = 0
    this.sentAt = [] // of each message, in the order of their numbers
    this.ackedAfter = []
    this.bytes = 0
    this.closed = null
    this.lastAt = 0
    this.onClocks = () => {}
  }

  /** Resolves when the server has said that this is all. */
  open() {
    this.startedAt = now()
    this.socket = new WebSocket(this.address, { headers: this.headers, perMessageDeflate: false })
    this.socket.on('open', () => this.dialect.greeting().forEach((frame) => this.socket.send(frame)))
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`nothing came from ${this.address}`)), PATIENCE)
      this.synced = () => {
        clearTimeout(late)
        this.synced = () => {}
        resolve(this)
      }
      this.socket.on('message', (bytes) => this.receive(bytes))
      this.socket.on('error', reject)
      this.socket.on('close', (code, reason) => {
        clearTimeout(late)
        this.closed = `${code} ${reason}`
        reject(new Error(this.closed))
      })
    })
  }

  receive(bytes) {
    const at = now()
    this.bytes += bytes.length
    const { updates = [], synced, asked, acked } = this.dialect.read(bytes)
    if (asked && this.dialect.answer()) this.socket.send(this.dialect.answer())
    while (this.acked < (acked ?? 0)) this.ackedAfter.push(at - this.sentAt[this.acked++])
    for (const update of updates) {
      this.lastAt = at
      this.updates.push(update)
      this.onClocks(clocksOf(update), at)
    }
    if (synced) this.synced()
  }

  send(update) {
    this.updates.push(update)
    this.sentAt.push(now())
    this.socket.send(this.dialect.update(update))
  }

  text(root) {
    return documentOf(this.updates).getText(root).toString()
  }

  close() {
    return new Promise((resolve) => {
      if (this.socket.readyState === WebSocket.CLOSED) return resolve()
      this.socket.once('close', resolve)
      this.socket.close()
      setTimeout(() => this.socket.terminate(), 2000).unref()
    })
  }
}

export function documentOf(updates) {
  const doc = new Y.Doc()
  doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)))
  return doc
}

function clocksOf(update) {
  if (update.length > 200) return Y.parseUpdateMeta(update).to
  const key = Buffer.from(update.buffer, update.byteOffset, update.length).toString('latin1')
  let found = clocks.get(key)
  if (!found) {
    found = Y.parseUpdateMeta(update).to
    clocks.set(key, found)
    if (clocks.size > REMEMBERED) clocks.delete(clocks.keys().next().value)
  }
  return found
}
