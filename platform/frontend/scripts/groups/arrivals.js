/** New posts that the reader has not seen: the floating link to the first of them, and the polite announcement. */
import { icon } from '../elements/icon.js'

export class Arrivals {
  #waiting = new Map()
  #lost = false

  constructor(link, voice) {
    this.link = link
    this.voice = voice
  }

  /** Somebody's post: `url` leads to it, be it on this page or not. */
  add(number, url, name) {
    this.#waiting.set(number, url)
    this.#show()
    if (this.voice) this.voice.textContent = `${gettext('New post')} · ${name}`
  }

  /** The reader's own post, when it landed out of sight. */
  own(url) {
    this.#write(url, gettext('Your post was added'))
  }

  /** Too much happened to be told one by one; stays until the page is opened again. */
  lost(url) {
    this.#lost = true
    this.#write(url, gettext('The thread has moved on: open it again'))
  }

  /** Everything up to `number` was seen. */
  seen(number) {
    const before = this.#waiting.size
    for (const waiting of [...this.#waiting.keys()]) if (waiting <= number) this.#waiting.delete(waiting)
    if (this.#waiting.size !== before) this.#show()
  }

  hide() {
    if (!this.#waiting.size && !this.#lost) this.link.hidden = true
  }

  #show() {
    const count = this.#waiting.size
    if (this.#lost) return
    if (!count) return this.hide()
    const words = interpolate(ngettext('%s new post', '%s new posts', count), [count])
    this.#write(this.#waiting.get(Math.min(...this.#waiting.keys())), words)
  }

  #write(url, words) {
    this.link.href = url
    this.link.replaceChildren(icon('down'), words)
    this.link.hidden = false
  }
}
