/**
 * The one live socket of a tab: opened with the first listener, kept alive, opened again when it breaks, and
 * then given the last number heard of each topic, so that exactly what was missed arrives.
 */
import { pause } from './pause.js'
import { Subscriptions } from './subscriptions.js'

const SIGNED_OUT = 4401
const GAVE_OFFENCE = new Set([4400, 4408]) // the server closed us for what we sent: no hurry
const TIMES = { ping: 25000, patience: 8000, penalty: 60000 } // milliseconds

export class LiveSocket {
  #socket = null
  #subscriptions = new Subscriptions()
  #watchers = new Set()
  #attempt = 0
  #timers = {}
  #state = 'idle'

  /** `address()` is asked at each opening; tests give their own times and pauses. */
  constructor({ address, open = (url) => new WebSocket(url), times = {}, wait = pause }) {
    Object.assign(this, { address, open, wait, times: { ...TIMES, ...times } })
  }

  /** Hears every message of a topic from `seq` on (null: from now on); answers how to stop. */
  listen(topic, seq, hear) {
    const listener = this.#subscriptions.add(topic, seq, hear)
    if (this.#socket === null && this.#state === 'idle') this.#connect()
    else this.#subscribe([topic])
    return () => {
      if (this.#subscriptions.remove(topic, listener)) this.#send({ type: 'unsubscribe', topics: [topic] })
    }
  }

  /** Where in the topic this tab is: the id of a chapter. */
  place(topic, place) {
    this.#send({ type: 'place', topic, place })
  }

  typing(topic) {
    this.#send({ type: 'typing', topic })
  }

  /** Asks again for the topics that were closed or refused: rights may have changed. */
  askAgain() {
    this.#subscribe(this.#subscriptions.out)
  }

  /** Hears connecting, online, offline, signed-out, now and at each change. */
  watch(watcher) {
    this.#watchers.add(watcher)
    watcher(this.#state)
    return () => this.#watchers.delete(watcher)
  }

  /** Something may have been missed: make sure that the socket lives, or open it at once. */
  wake() {
    if (this.#state === 'idle') return
    if (this.#isOpen) this.#ping()
    else if (this.#socket === null) this.#connect()
  }

  /** Close until woken. */
  sleep() {
    if (this.#state === 'idle') return
    this.#drop()
    this.#say('offline')
  }

  get #isOpen() {
    return this.#socket?.readyState === 1
  }

  #connect() {
    clearTimeout(this.#timers.again)
    if (this.#state !== 'offline') this.#say('connecting')
    const socket = this.open(this.address())
    this.#socket = socket
    const ours = (handle) => (event) => socket === this.#socket && handle(event)
    socket.addEventListener(
      'open',
      ours(() => this.#opened()),
    )
    socket.addEventListener(
      'message',
      ours(({ data }) => this.#heard(JSON.parse(data))),
    )
    socket.addEventListener(
      'close',
      ours(({ code }) => this.#closed(code)),
    )
    this.#expect(socket)
  }

  #opened() {
    this.#relax()
    this.#say('online')
    this.#subscribe(this.#subscriptions.names)
    this.#timers.ping = setInterval(() => this.#ping(), this.times.ping)
  }

  #heard(message) {
    this.#relax()
    this.#attempt = 0
    if (message.topic && !this.#subscriptions.take(message)) this.#subscribe([message.topic])
  }

  #closed(code) {
    this.#drop()
    if (code === SIGNED_OUT) this.#say('signed-out')
    else this.#say('offline')
    const patient = code === SIGNED_OUT || GAVE_OFFENCE.has(code)
    const delay = patient && this.#attempt ? this.times.penalty : this.wait(this.#attempt)
    this.#attempt += 1
    this.#timers.again = setTimeout(() => this.#connect(), delay)
  }

  #ping() {
    this.#send({ type: 'ping' })
    this.#expect(this.#socket)
  }

  /** A socket that stays silent is dead, whatever it says of itself (a slept laptop, a lost network). */
  #expect(socket) {
    this.#timers.patience ??= setTimeout(() => {
      if (socket === this.#socket) this.#closed(1006)
    }, this.times.patience)
  }

  #relax() {
    clearTimeout(this.#timers.patience)
    this.#timers.patience = null
  }

  #drop() {
    clearInterval(this.#timers.ping)
    clearTimeout(this.#timers.patience)
    clearTimeout(this.#timers.again)
    const socket = this.#socket
    this.#socket = null
    socket?.close()
  }

  #subscribe(names) {
    if (names.length && this.#isOpen)
      this.#send({ type: 'subscribe', topics: this.#subscriptions.ask(names) })
  }

  #send(message) {
    if (this.#isOpen) this.#socket.send(JSON.stringify(message))
  }

  #say(state) {
    if (state === this.#state) return
    this.#state = state
    this.#watchers.forEach((watcher) => watcher(state))
  }
}
