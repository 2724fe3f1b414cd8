/**
 * The outbox: what was typed here and is not yet known to be on the server.
 *
 * Every batch is written to the store before it may be sent, under the outbox's session and the next message number;
 * the server keeps (session, number) unique, so sending again is always harmless, and deletes come only after its
 * acknowledgement. One living tab owns one session, shown by a held lock. When a tab died (closed, crashed,
 * reloaded), nobody holds its lock any more: the next opening of the same part by the same user adopts what it left
 * (adoption.js).
 */
import * as Y from 'yjs'
import { holdOwn, newBox } from './ownership.js'
import { split } from './split.js'

const BATCH_AFTER = 150
/** A batch is cut here; the server refuses an update over 512 KiB. */
const BATCH_BYTES = 128 * 1024

export class Outbox {
  #store
  #timer = null
  #buffer = []
  #bytes = 0
  #cut = []
  #writing = Promise.resolve()
  #release
  #copied
  #acknowledged = []

  /** Not for direct use: see `openOutbox`. `copied`: `[{session, upTo}]`, foreign messages held here as well. */
  constructor({ store, box, messages, release, copied = [] }) {
    this.#store = store
    this.#release = release
    this.#copied = copied
    this.box = box
    this.messages = messages
    this.durable = store.durable
    this.onChange = () => {}
  }

  get session() {
    return this.box.session
  }

  /** Changes typed here and not acknowledged, whether already written or still in the batch. */
  get pending() {
    const stored = this.messages.reduce((sum, { changes }) => sum + changes, 0)
    return stored + this.#cut.flat().length + this.#buffer.length
  }

  /** All updates that wait, stored or not, oldest first. */
  get updates() {
    return [...this.messages.map(({ update }) => update), ...this.#cut.flat(), ...this.#buffer]
  }

  /**
   * What waits, and the message `msgNo` even if it seemed acknowledged: an acknowledgement of a later one may overtake
   * the refusal of this one.
   */
  updatesWith(msgNo) {
    const refused = this.#acknowledged
      .filter((message) => message.msgNo === msgNo)
      .map(({ update }) => update)
    return [...refused, ...this.updates]
  }

  /** Take in a local update; it is written at the latest 150 ms from now. */
  add(update) {
    for (const piece of split(update, BATCH_BYTES)) {
      if (this.#bytes + piece.length > BATCH_BYTES) this.flush()
      this.#buffer.push(piece)
      this.#bytes += piece.length
    }
    this.#timer ??= setTimeout(() => this.flush(), BATCH_AFTER)
    this.onChange()
  }

  /**
   * Write the batch; resolves when it is in the store (and only then does it appear in `messages`). The writing
   * begins at once, whatever is still being written: a tab that is being closed lives no longer than this call.
   */
  flush() {
    clearTimeout(this.#timer)
    this.#timer = null
    if (this.#buffer.length) this.#write(this.#buffer)
    this.#buffer = []
    this.#bytes = 0
    return this.#written()
  }

  /** The first message after number `sent`, unless `inFlight` older ones still wait for their acknowledgement. */
  nextAfter(sent, inFlight) {
    const index = this.messages.findIndex(({ msgNo }) => msgNo > sent)
    return index >= 0 && index < inFlight ? this.messages[index] : null
  }

  /** All up to `msgNo` are committed on the server; gives the messages for which that was news. */
  acknowledge(msgNo) {
    const acknowledged = this.messages.filter((message) => message.msgNo <= msgNo)
    this.messages = this.messages.filter((message) => message.msgNo > msgNo)
    // A server that remembers more of this session than we do (a restored browser profile) wins: no number twice.
    this.box = { ...this.box, last: Math.max(this.box.last, msgNo) }
    this.#acknowledged = [...this.#acknowledged, ...acknowledged].slice(-64)
    if (acknowledged.length) {
      this.#chain(() => this.#forget(msgNo))
      this.onChange()
    }
    return acknowledged
  }

  /** One update instead of all that waits (it must hold all of that). */
  async replace(update) {
    await this.flush()
    const [old, changes] = [this.box.last, this.pending]
    this.messages = split(update, BATCH_BYTES).map((piece, n) => ({
      msgNo: old + 1 + n,
      update: piece,
      changes: n ? 1 : Math.max(1, changes),
    }))
    this.box = { ...this.box, last: old + this.messages.length }
    const kept = this.messages
    this.#chain(() => this.#keep(...kept)).then(() => this.#chain(() => this.#forget(old)))
    this.onChange()
  }

  /** The part's epoch became known. */
  async bind(epoch) {
    this.box = { ...this.box, epoch }
    await this.#store.putMessages(this.box, [])
  }

  /** Forget everything here; the caller has it set aside or knows it to be elsewhere. Takes a new session. */
  async restart(epoch) {
    await this.flush()
    const { session, user, part } = this.box
    this.messages = []
    this.#release()
    this.box = newBox(user, part, epoch)
    this.#release = await holdOwn(this.session)
    await this.#store.deleteBox(session)
    this.onChange()
  }

  async close() {
    await this.flush()
    if (!this.messages.length) await this.#store.deleteBox(this.session)
    this.#release()
  }

  /** What follows a write goes in the order of the writes, so that a delete never overtakes the put it belongs to. */
  #chain(job) {
    this.#writing = this.#writing.then(job)
    return this.#writing
  }

  /** Nothing is being written any more. */
  async #written() {
    do await this.#writing
    while (this.#cut.length)
  }

  #write(batch) {
    const update = batch.length === 1 ? batch[0] : Y.mergeUpdates(batch)
    const message = { msgNo: this.box.last + 1, update, changes: batch.length }
    this.box = { ...this.box, last: message.msgNo }
    this.#cut.push(batch)
    const kept = this.#keep(message)
    this.#chain(async () => {
      await kept
      this.#cut.shift()
      this.messages = [...this.messages, message]
      this.onChange()
    })
  }

  /** A full or failing disk must not stop the text from reaching the server; the status line tells. */
  async #keep(...messages) {
    try {
      await this.#store.putMessages(this.box, messages)
    } catch {
      this.durable = false
    }
  }

  async #forget(upTo) {
    const copied = this.messages.length ? [] : this.#copied.splice(0)
    for (const one of [{ session: this.session, upTo }, ...copied]) {
      await this.#store.deleteMessages(one.session, one.upTo).catch(() => {})
    }
  }
}
