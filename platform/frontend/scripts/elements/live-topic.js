/**
 * <live-topic topic="thread.12" seq="45">: passes on what happens in a topic as events on itself that do not
 * bubble: `live:<kind>` and then `live:event` for each event of the log, in order and once, with the message as
 * detail; `live:presence`, `live:typing`, `live:subscribed`, `live:closed`, `live:refused`, and `live:reload` when
 * the page must be loaded again.
 * Its attribute `seq` follows along. `typing()` tells the others that this person is writing.
 */
import { listen, live } from '../live/index.js'

const THROTTLE = 2000 // milliseconds

class LiveTopic extends HTMLElement {
  #stop
  #typed = -Infinity

  connectedCallback() {
    const seq = this.hasAttribute('seq') ? Number(this.getAttribute('seq')) : null
    this.#stop = listen(this.getAttribute('topic'), seq, (message) => this.#hear(message))
  }

  disconnectedCallback() {
    this.#stop?.()
  }

  typing() {
    if (performance.now() - this.#typed < THROTTLE) return
    this.#typed = performance.now()
    live.typing(this.getAttribute('topic'))
  }

  #hear(message) {
    if (message.seq !== undefined) this.setAttribute('seq', message.seq)
    this.toggleAttribute('data-closed', message.type === 'closed' || message.type === 'refused')
    if (message.type === 'event') this.#tell(message.kind, message)
    this.#tell(message.type, message)
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`live:${name}`, { detail }))
  }
}

customElements.define('live-topic', LiveTopic)
