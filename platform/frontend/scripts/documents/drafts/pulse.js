/**
 * Notices when a connection has silently died or the machine has slept.
 *
 * While connected it asks for the head every 12 s; no word at all within 8 s of asking means the line is dead, though
 * the browser does not know yet. A clock that jumps between two ticks means the machine slept: ask at once.
 */
const BEAT_EVERY = 12_000
const PATIENCE = 8_000
const TICK = 2_000
const JUMP = 10_000

export class Pulse {
  #ticker = null
  #lastTick = 0
  #lastBeat = 0
  #askedAt = null

  constructor({ beat, silent, wake, now = Date.now, timers = globalThis }) {
    Object.assign(this, { beat, silent, wake, now, timers })
  }

  start() {
    this.stop()
    this.#lastTick = this.#lastBeat = this.now()
    this.#ticker = this.timers.setInterval(() => this.tick(), TICK)
  }

  stop() {
    this.timers.clearInterval(this.#ticker)
    this.#ticker = this.#askedAt = null
  }

  asked() {
    this.#lastBeat = this.now()
    this.#askedAt ??= this.now()
  }

  heard() {
    this.#askedAt = null
  }

  tick() {
    const now = this.now()
    const slept = now - this.#lastTick > JUMP
    this.#lastTick = now
    if (slept) {
      // What was asked before the sleep says nothing about the line now.
      this.#askedAt = null
      this.wake()
    } else if (this.#askedAt !== null && now - this.#askedAt > PATIENCE) this.silent()
    else if (now - this.#lastBeat >= BEAT_EVERY) this.beat()
  }
}
