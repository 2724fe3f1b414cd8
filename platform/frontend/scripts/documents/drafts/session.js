/**
 * A sitting at one part: keeps in touch with the server, by whichever road is open.
 *
 * It carries out what the transport's state machine asks for (connect, greet, ask for the head, poll, wait) and hands
 * every frame to the conversation, one after another: a frame may need the store, and the next one must wait for it.
 */
import { Conversation } from './conversation.js'
import { decode, encode } from './protocol.js'
import { Pulse } from './pulse.js'
import { createTransport, step } from './transport.js'

export class Session {
  #socket = null
  #queue = Promise.resolve()
  #retryTimer = null
  #pulse

  /** `connect(handlers)` opens a socket, `poller` talks HTTP, `people` is who is here; `change()` after any news. */
  constructor({ replica, people, connect, poller, change }) {
    Object.assign(this, { replica, people, connect, poller, change })
    this.transport = createTransport()
    this.conversation = new Conversation({ replica, link: this })
    const step = (type) => () => this.step({ type })
    this.#pulse = new Pulse({ beat: () => this.#beat(), silent: step('silent'), wake: step('wake') })
  }

  start() {
    this.step({ type: 'start' })
  }

  stop() {
    this.step({ type: 'stop' })
    clearTimeout(this.#retryTimer)
    this.#pulse.stop()
    this.conversation.stop()
  }

  get status() {
    const { phase, reachable, ending } = this.transport
    const { outbox, loaded } = this.replica
    const { write, reason } = this.conversation
    return {
      phase,
      reachable,
      ending,
      write,
      reason,
      loaded,
      pending: outbox.pending,
      durable: outbox.durable,
    }
  }

  /** Frames may carry words now: greeted through a socket, not merely reachable by HTTP. */
  get open() {
    return this.#socket !== null && ['catching-up', 'live'].includes(this.transport.phase)
  }

  step(event) {
    const { state, effects } = step(this.transport, event)
    this.transport = state
    for (const effect of effects) this.#perform(effect)
    this.change()
  }

  send(kind, fields) {
    this.#socket?.send(encode(kind, fields))
  }

  /** Greet anew, with another "since" or session than this connection began with. */
  again() {
    this.drop()
    this.step({ type: 'start' })
  }

  /** Closing by our own will counts as closed at once: a dead connection may never report its end. */
  drop() {
    if (!this.#socket) return
    this.#socket.close()
    this.#closed(0, '')
  }

  /** The server has answered our greeting and the copies belong together. */
  greeted() {
    this.step({ type: 'greeted' })
    this.#pulse.start()
    this.people.connected((payload) => this.send('awareness', { payload }))
  }

  #perform(effect) {
    const acts = {
      connect: () => this.#open(),
      disconnect: () => this.drop(),
      hello: () => this.send('hello', this.conversation.greeting()),
      'ask-head': () => this.#beat(),
      schedule: () => this.#schedule(effect.ms),
      poll: () => this.poller.start(this),
      'stop-polling': () => this.poller.stop(),
      ended: () => this.conversation.end(effect),
    }
    acts[effect.type]()
  }

  #schedule(ms) {
    clearTimeout(this.#retryTimer)
    this.#retryTimer = setTimeout(() => this.step({ type: 'retry' }), ms)
  }

  #open() {
    clearTimeout(this.#retryTimer)
    const current =
      (act) =>
      (...args) =>
        this.#socket === socket && act(...args)
    const socket = this.connect({
      opened: current(() => this.step({ type: 'opened' })),
      message: (bytes) => this.#receive(current(() => this.#hear(bytes))),
      closed: (code, reason) => this.#receive(current(() => this.#closed(code, reason))),
    })
    this.#socket = socket
  }

  #receive(job) {
    this.#queue = this.#queue.then(job).catch((error) => {
      console.error(error)
      this.drop()
    })
  }

  async #hear(bytes) {
    this.#pulse.heard()
    const message = decode(bytes)
    if (message.kind === 'awareness') this.people.receive(message.payload)
    else if (message.kind === 'queryAwareness') this.people.announce()
    else await this.conversation.hear(message)
    this.change()
  }

  #closed(code, reason) {
    this.#socket = null
    this.#pulse.stop()
    this.people.disconnected()
    this.step({ type: 'closed', code, reason })
  }

  #beat() {
    this.send('head')
    this.#pulse.asked()
  }
}
