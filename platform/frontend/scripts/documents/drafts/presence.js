/**
 * Who is in this part now and where their carets are (y-protocols awareness).
 *
 * We send only our caret; name and colour are stamped by the server, so nobody can appear under another's name.
 * Never stored, at most five times a second, and only while others can hear it.
 */
import {
  applyAwarenessUpdate,
  Awareness,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness'

const EVERY = 200

export class Presence {
  #send = null
  #timer = null
  #lastSent = 0

  constructor(doc, { onChange = () => {} } = {}) {
    this.awareness = new Awareness(doc)
    this.awareness.on('update', (changes, origin) => origin === 'local' && this.#announceSoon())
    this.awareness.on('change', () => onChange())
  }

  /** `{anchor, head}` as relative positions in JSON, or null when the editor has lost the focus. */
  setCursor(cursor) {
    if (this.awareness.getLocalState()) this.awareness.setLocalStateField('cursor', cursor)
  }

  /** `[{client, cursor, user: {id, name, colorIndex}}]` of everybody else, one entry a tab. */
  get others() {
    const { awareness } = this
    return [...awareness.getStates()]
      .filter(([client, state]) => client !== awareness.clientID && state.user)
      .map(([client, { user, cursor }]) => ({ client, user, cursor }))
  }

  /**
   * A new connection, a new client id: the server lets no connection speak for the client of another, and the one we
   * have lost may still be alive in its eyes.
   */
  connected(send) {
    this.#takeNewId()
    this.#send = send
    this.announce()
  }

  disconnected() {
    this.#send = null
    const gone = this.others.map(({ client }) => client)
    removeAwarenessStates(this.awareness, gone, 'disconnected')
    // Their clocks are forgotten with them, or their next word, with the same clock, would not be believed.
    for (const client of gone) this.awareness.meta.delete(client)
  }

  receive(payload) {
    applyAwarenessUpdate(this.awareness, payload, 'remote')
  }

  announce() {
    clearTimeout(this.#timer)
    this.#timer = null
    if (!this.#send) return
    this.#lastSent = Date.now()
    this.#send(encodeAwarenessUpdate(this.awareness, [this.awareness.clientID]))
  }

  destroy() {
    clearTimeout(this.#timer)
    this.awareness.destroy()
  }

  #takeNewId() {
    const { awareness } = this
    const state = awareness.getLocalState()
    awareness.states.delete(awareness.clientID)
    awareness.meta.delete(awareness.clientID)
    awareness.clientID = crypto.getRandomValues(new Uint32Array(1))[0]
    awareness.setLocalState(state)
  }

  #announceSoon() {
    const wait = Math.max(0, this.#lastSent + EVERY - Date.now())
    this.#timer ??= setTimeout(() => this.announce(), wait)
  }
}
