/**
 * What the server's messages mean for this copy, and when words may be sent.
 *
 * Sending is one rule: what lies in the outbox goes in order, never more than a window of it unacknowledged, and only
 * while the server takes words from us. A refusal never drops a word: it is kept for later (no right now), sent again
 * (too fast, or the server lost rows that came before), or set aside for its author.
 */
import { findLost, isIncomplete } from './heal.js'
import { askedAgain, HOLE_PATIENCE, isOverdue } from './log.js'

const WINDOW = 16
const BREATH = 1_500

export class Conversation {
  #sent = 0
  #resting = false
  /** null, or 'reading' (the server's whole text is awaited), or 'tried' (what it lacked was sent). */
  #healing = null
  #rereading = false
  #checked = false
  #holeTimer = null
  #restTimer = null

  /** `link`: `{open, send(kind, fields), step(event), greeted(), again(), drop()}` and the transport's state. */
  constructor({ replica, link }) {
    Object.assign(this, { replica, link, write: null, reason: '' })
  }

  greeting() {
    const { outbox, since, epoch } = this.replica
    return { v: 1, session: outbox.session, since, epoch }
  }

  async hear(message) {
    await meanings[message.kind]?.(this, message)
    await this.afterHearing()
  }

  /** Look whether all is here, whether something is missing, and whether there is something to send. */
  async afterHearing() {
    const { log } = this.replica
    if (this.link.transport.phase === 'catching-up' && log.last >= log.heard) await this.#caughtUp()
    if (log.holeSince !== null) this.#watchHole()
    this.#checkLost()
    this.pump()
  }

  /** Send what may be sent; called also whenever the outbox has grown. */
  pump() {
    if (!this.link.open || !this.write || this.#resting) return
    const { outbox } = this.replica
    for (let next; (next = outbox.nextAfter(this.#sent, WINDOW));) {
      this.link.send('update', next)
      this.#sent = next.msgNo
    }
  }

  async greeted(hello) {
    this.#sent = 0
    this.#checked = false
    this.setRights(hello)
    if (!(await this.replica.meet(hello))) return this.link.again()
    this.link.greeted()
  }

  /** The first fields of an answer by HTTP; false when this copy had to start over. */
  async metByHttp({ epoch, head, write }) {
    this.setRights({ write, reason: this.reason })
    return this.replica.meet({ epoch, head })
  }

  setRights({ write, reason = '' }) {
    if (write && !this.write) this.#sent = 0
    Object.assign(this, { write, reason })
  }

  acknowledged({ msgNo, seq }) {
    this.#healing = this.#healing === 'tried' ? null : this.#healing
    this.replica.receiveAck(msgNo, seq)
  }

  async refused({ msg_no: msgNo = null, code, reason = '' }) {
    if (code === 'read_only' || code === 'locked') return this.setRights({ write: false, reason })
    if (code === 'too_fast') return this.#rest(msgNo)
    if (code === 'stale_clock' && this.#healing === null) return this.#reread()
    if (msgNo === null && code !== 'epoch') return
    this.link.drop()
    await this.replica.startOver(code, { msgNo })
    Object.assign(this, { reason })
    this.#resting = false
    this.#healing = null
    this.link.again()
  }

  /** Closed for good. Without the right to see the text, its copy does not stay on this computer either. */
  end({ ending, reason }) {
    this.reason = reason
    if (ending !== 'signed-out') this.replica.forget()
  }

  stop() {
    clearTimeout(this.#holeTimer)
    clearTimeout(this.#restTimer)
  }

  async #caughtUp() {
    this.link.step({ type: 'caught-up' })
    if (this.#healing === null && !this.#rereading && isIncomplete(this.replica)) return this.#readAgain()
    this.#rereading = false
    if (this.#healing === 'reading') await this.#sendLost()
    this.#resting = false
  }

  /** In place of what waits goes all the server lacks of ours, which contains it. */
  async #sendLost() {
    this.#healing = 'tried'
    const lost = findLost(this.replica)
    if (lost) await this.replica.outbox.replace(lost)
  }

  /** Once in a connection, when all is said: has the server forgotten words of ours? */
  #checkLost() {
    if (this.#checked || !this.write || this.link.transport.phase !== 'live' || this.replica.outbox.pending)
      return
    this.#checked = true
    const lost = findLost(this.replica)
    if (lost) this.replica.outbox.add(lost)
  }

  #readAgain() {
    this.#rereading = true
    this.replica.rereadAll()
    this.link.again()
  }

  #watchHole() {
    clearTimeout(this.#holeTimer)
    this.#holeTimer = setTimeout(() => {
      const { replica } = this
      if (replica.log.holeSince === null) return
      if (this.link.open && isOverdue(replica.log, replica.now())) {
        this.link.send('since', { seq: replica.since })
        replica.log = askedAgain(replica.log, replica.now())
      }
      this.#watchHole()
    }, HOLE_PATIENCE + 10)
  }

  #reread() {
    this.#healing = 'reading'
    this.#resting = true
    this.#readAgain()
  }

  #rest(msgNo) {
    this.#resting = true
    clearTimeout(this.#restTimer)
    this.#restTimer = setTimeout(() => {
      this.#resting = false
      this.#sent = Math.min(this.#sent, (msgNo ?? 1) - 1)
      this.pump()
    }, BREATH)
  }
}

const meanings = {
  hello: (conversation, hello) => conversation.greeted(hello),
  rows: ({ replica }, { rows }) => replica.receiveRows(rows),
  state: ({ replica }, state) => replica.receiveState(state),
  ack: (conversation, ack) => conversation.acknowledged(ack),
  head: ({ replica }, { head }) => replica.hearHead(head),
  refused: (conversation, refusal) => conversation.refused(refusal),
  rights: (conversation, rights) => conversation.setRights(rights),
  // A y-websocket server shows its state vector when somebody comes in.
  sync: ({ replica }, { step, payload }) => step === 'step1' && replica.hearVector(payload),
  auth: (conversation, { reason }) => Object.assign(conversation, { reason }),
}
