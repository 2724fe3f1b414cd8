/**
 * The same conversation over plain HTTP, for offices whose network blocks WebSockets.
 *
 * Every 3 s: post what waits in the outbox, then get the rows since the last. The answers go to the session as if
 * they had come through the socket.
 */
import { fromBase64, toBase64 } from 'lib0/buffer'

const EVERY = 3_000
/** Messages of one post; a refused batch is refused whole, and the body stays far below the server's limit. */
const BATCH = 20
const STATUS_ENDINGS = { 401: 4401, 404: 4404, 410: 4404 }

export class Poller {
  #timer = null
  #running = false

  constructor({ url, csrfToken, fetch = globalThis.fetch.bind(globalThis) }) {
    Object.assign(this, { url, csrfToken, fetch })
  }

  start(session) {
    if (this.#running) return
    this.#running = true
    this.#round(session)
  }

  stop() {
    this.#running = false
    clearTimeout(this.#timer)
  }

  async #round(session) {
    try {
      const known = await this.#get(session)
      if (known && this.#running) await this.#post(session)
      if (this.#running) session.step({ type: 'polled' })
    } catch (error) {
      if (this.#running) session.step({ type: 'poll-failed', code: error.code, reason: error.reason })
    }
    if (this.#running) this.#timer = setTimeout(() => this.#round(session), EVERY)
  }

  /** Rows first: they carry the epoch, and nothing may be sent into a text that is another one. */
  async #get(session) {
    const { replica } = session
    const answer = await this.#ask(`${this.url}?since=${replica.since}`)
    if (!this.#running || !(await session.conversation.metByHttp(answer))) return false
    if (answer.state) replica.receiveState({ seq: answer.state_seq, update: fromBase64(answer.state) })
    replica.receiveRows(answer.rows.map(([seq, update]) => ({ seq, update: fromBase64(update) })))
    await session.conversation.afterHearing()
    session.change()
    return true
  }

  async #post(session) {
    const { replica } = session
    const messages = replica.outbox.messages.slice(0, BATCH)
    if (!messages.length || !session.conversation.write) return
    const body = {
      session: replica.outbox.session,
      epoch: replica.epoch,
      messages: messages.map(({ msgNo, update }) => [msgNo, toBase64(update)]),
    }
    const headers = { 'Content-Type': 'application/json', 'X-CSRFToken': this.csrfToken() }
    try {
      const { ack } = await this.#ask(this.url, { method: 'POST', headers, body: JSON.stringify(body) })
      // Our own rows come with the next get: the head told here may well be somebody else's row.
      session.conversation.acknowledged({ msgNo: ack, seq: 0 })
    } catch (error) {
      if (!error.refusal) throw error
      await session.conversation.refused({ msg_no: messages[0].msgNo, ...error.refusal })
    }
    await session.conversation.afterHearing()
    session.change()
  }

  async #ask(url, options = {}) {
    const response = await this.fetch(url, { credentials: 'same-origin', ...options })
    if (response.redirected) throw Object.assign(new Error('signed out'), { code: 4401, reason: '' })
    if (response.ok) return response.json()
    const told = await response.json().catch(() => ({}))
    const refusal = told.code && response.status < 500 ? told : null
    const code = STATUS_ENDINGS[response.status] ?? (response.status === 403 && !refusal ? 4403 : 0)
    throw Object.assign(new Error(`HTTP ${response.status}`), { refusal, code, reason: told.reason ?? '' })
  }
}
