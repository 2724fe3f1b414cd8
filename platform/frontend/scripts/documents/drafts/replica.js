/**
 * This browser's copy of one part: the document, what it knows of the server's log, and its outbox.
 *
 * Local changes go to the outbox; rows from the server go to the document in their order. The copy is saved in the
 * store now and then, so that a page opened offline shows the text with all unsent edits in it. It knows nothing of
 * sockets. When the server's text turns out to be another one (epoch), own unsent words are set aside, never merged.
 */
import * as Y from 'yjs'
import { openOutbox } from './adoption.js'
import { makeAside } from './aside.js'
import { createLog, hearOf, receiveOwn, receiveRows, receiveState } from './log.js'

const REMOTE = Symbol('from the server or the store')
const SAVE_AFTER = 2_000

export class Replica {
  /** `on`: `{change(), loaded(), replaced(), aside(aside)}`, told of news; `change` means the outbox. */
  constructor({ store, owner, on, now = Date.now }) {
    Object.assign(this, { store, owner, on, now, loaded: false, outbox: null, saving: null })
    this.#start()
  }

  /** Take from the store what is there; afterwards `loaded` tells whether there is a text to show already. */
  async open() {
    const saved = await this.store.state(this.owner.user, this.owner.part).catch(() => undefined)
    const opened = await openOutbox({ store: this.store, ...this.owner, epoch: saved?.epoch })
    this.outbox = opened.outbox
    this.outbox.onChange = this.on.change
    this.#start(saved)
    for (const { update } of this.outbox.messages) this.#adopt(update)
    for (const stray of opened.strays) await this.#rescue(stray)
    for (const aside of await this.store.asides(this.owner.user, this.owner.part)) this.on.aside(aside)
  }

  get epoch() {
    return this.outbox.box.epoch
  }

  get since() {
    return this.log.last
  }

  /** What the server says of itself. False: this copy had to start over, greet again. */
  async meet({ epoch, head, last_msg: lastMsg = 0 }) {
    if (this.epoch && epoch !== this.epoch) return this.startOver('replaced', { epoch }).then(() => false)
    if (!this.epoch) await this.outbox.bind(epoch)
    if (head < this.log.last) return this.rereadAll()
    this.#note(this.outbox.acknowledge(lastMsg))
    this.hearHead(head)
    return true
  }

  /** The server has rows up to `head`. */
  hearHead(head) {
    this.log = hearOf(this.log, head, this.now())
    if (head === 0) this.#markLoaded()
  }

  /** The server's state vector. */
  hearVector(bytes) {
    this.serverHas = Y.decodeStateVector(bytes)
  }

  receiveRows(rows) {
    this.#advance(receiveRows(this.log, rows, this.now()))
    for (const { update } of rows) this.#noteUpdate(update)
  }

  receiveState({ seq, update }) {
    // A state met with an empty log is all the server has: from here its vector can be followed.
    if (this.log.last === 0) this.serverHas ??= new Map()
    this.#apply([update])
    this.#noteUpdate(update)
    this.#advance(receiveState(this.log, seq, this.now()))
  }

  receiveAck(msgNo, seq) {
    this.#note(this.outbox.acknowledge(msgNo))
    this.#advance(receiveOwn(this.log, seq, this.now()))
  }

  /** Read the server's text again from its first row; false, because the server has to be greeted anew. */
  rereadAll() {
    this.log = createLog(0)
    this.serverHas = new Map()
    return false
  }

  /** Own unsent words are put aside, and the document begins anew, to be filled by the server. */
  async startOver(reason, { epoch = '', msgNo = null } = {}) {
    const { owner, doc } = this
    await this.outbox.flush()
    await this.#putAside(makeAside({ owner, reason, doc, updates: this.outbox.updatesWith(msgNo) }))
    await this.store.deleteState(owner.user, owner.part).catch(() => {})
    await this.outbox.restart(epoch)
    this.#start()
    this.on.replaced()
  }

  /** Write the text to the store, after the batch it contains: what is shown is never more than what will be sent. */
  async save() {
    clearTimeout(this.saving)
    this.saving = null
    if (!this.loaded || !this.epoch) return
    const { epoch, log, clients, owner } = this
    const written = this.outbox.flush()
    const state = Y.encodeStateAsUpdate(this.doc)
    await written
    const record = { ...owner, epoch, seq: log.last, state, clients: [...clients], savedAt: this.now() }
    await this.store.putState(record).catch(() => {})
  }

  async forget() {
    if (!this.outbox.pending) await this.store.deleteState(this.owner.user, this.owner.part).catch(() => {})
  }

  async close() {
    await this.save()
    await this.outbox.close()
    this.doc.destroy()
  }

  #start(saved) {
    this.doc?.destroy()
    this.doc = new Y.Doc()
    this.text = this.doc.getText('text')
    this.log = createLog(saved?.seq ?? 0)
    this.serverHas = null
    this.clients = new Set([...(saved?.clients ?? []), this.doc.clientID])
    this.loaded = false
    if (saved) this.#apply([saved.state])
    if (saved) this.#markLoaded()
    this.doc.on('update', (update, origin) => origin !== REMOTE && this.#addLocal(update))
  }

  /** What a dead tab left: its words, and with them its client ids, which are our user's, too. */
  #adopt(update) {
    for (const client of Y.parseUpdateMeta(update).from.keys()) this.clients.add(client)
    this.#apply([update])
  }

  #addLocal(update) {
    this.outbox.add(update)
    this.#saveSoon()
  }

  #advance({ log, updates }) {
    this.log = log
    if (updates.length) this.#apply(updates)
    if (log.last > 0 && log.last >= log.heard) this.#markLoaded()
    this.#saveSoon()
  }

  #apply(updates) {
    this.doc.transact(() => updates.forEach((update) => Y.applyUpdate(this.doc, update, REMOTE)), REMOTE)
  }

  #markLoaded() {
    if (this.loaded) return
    this.loaded = true
    this.on.loaded()
  }

  #saveSoon() {
    this.saving ??= setTimeout(() => this.save(), SAVE_AFTER)
  }

  #note(messages) {
    for (const { update } of messages) this.#noteUpdate(update)
  }

  #noteUpdate(update) {
    if (!this.serverHas) return
    for (const [client, clock] of Y.parseUpdateMeta(update).to) {
      this.serverHas.set(client, Math.max(clock, this.serverHas.get(client) ?? 0))
    }
  }

  async #rescue({ box, messages, release }) {
    const updates = messages.map(({ update }) => update)
    await this.#putAside(
      makeAside({ owner: this.owner, reason: 'replaced', doc: new Y.Doc(), updates }),
      false,
    )
    await this.store.deleteBox(box.session)
    release()
  }

  async #putAside(aside, tell = true) {
    if (!aside) return
    await this.store.putAside(aside)
    if (tell) this.on.aside(aside)
  }
}
