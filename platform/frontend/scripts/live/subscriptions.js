/**
 * What this tab listens to, and how far each listener has heard: pure bookkeeping, no socket.
 * A listener is {seq, hear}; seq null means "from now on". Each event reaches each listener once, in order.
 */
export class Subscriptions {
  #topics = new Map() // name -> {listeners, out, asked}

  add(name, seq, hear) {
    const topic = this.#topics.get(name) ?? { listeners: new Set(), out: false, asked: null }
    const listener = { seq, hear }
    topic.listeners.add(listener)
    this.#topics.set(name, topic)
    return listener
  }

  /** Answers whether nobody listens to the topic any more. */
  remove(name, listener) {
    const topic = this.#topics.get(name)
    topic?.listeners.delete(listener)
    return Boolean(topic && !topic.listeners.size && this.#topics.delete(name))
  }

  get names() {
    return [...this.#topics.keys()]
  }

  /** Topics that the server closed or refused: worth asking again when rights may have changed. */
  get out() {
    return this.names.filter((name) => this.#topics.get(name).out)
  }

  /** What to ask the server for: {topic: last number that all of its listeners have heard}. */
  ask(names = this.names) {
    return Object.fromEntries(names.map((name) => [name, this.#ask(this.#topics.get(name))]))
  }

  /** Hands a message of the server on; answers false when events are missing and must be asked for. */
  take(message) {
    const topic = this.#topics.get(message.topic)
    if (!topic) return true
    if (message.type === 'refused' || message.type === 'closed') topic.out = true
    if (message.type === 'subscribed') this.#start(topic, message)
    else if (message.seq !== undefined) return this.#tellOnce(topic, message)
    // what was too much to send is told when the server goes on from a later number
    if (message.type !== 'reload') this.#tell(topic.listeners, message)
    return true
  }

  #ask(topic) {
    const heard = [...topic.listeners].map(({ seq }) => seq).filter((seq) => seq !== null)
    topic.asked = heard.length ? Math.min(...heard) : null
    return topic.asked
  }

  /** The server goes on from another number than asked when too much was missed, or its log was restored. */
  #start(topic, { topic: name, seq }) {
    const moved = topic.asked !== null && topic.asked !== seq
    topic.out = false
    topic.listeners.forEach((listener) => {
      if (moved || listener.seq === null) listener.seq = seq
    })
    if (moved) this.#tell(topic.listeners, { type: 'reload', topic: name, seq })
  }

  #tellOnce(topic, message) {
    const due = [...topic.listeners].filter(({ seq }) => seq === null || seq < message.seq)
    if (due.some(({ seq }) => seq !== null && seq < message.seq - 1)) return false
    due.forEach((listener) => (listener.seq = message.seq))
    this.#tell(due, message)
    return true
  }

  #tell(listeners, message) {
    ;[...listeners].forEach(({ hear }) => hear(message))
  }
}
