/**
 * Tells the server how far the reader has come: the highest number whose post was seen to its end, in a tab that
 * is in front. Sent at most every second, and once more when the page goes away.
 */
import { post } from '../http.js'
import { numberOf } from './placing.js'

const WAIT = 1000 // milliseconds

export class ReadMarker {
  #inView = new Map()
  #timer = 0
  #sent

  constructor({ url, read, onSeen }) {
    this.url = url
    this.read = this.#sent = read
    this.onSeen = onSeen
    this.leaving = new AbortController()
    this.observer = new IntersectionObserver((entries) => this.#look(entries))
    const { signal } = this.leaving
    document.addEventListener('visibilitychange', () => this.#count(), { signal })
    window.addEventListener('pagehide', () => this.#send(true), { signal })
  }

  watch(article) {
    const end = article.querySelector('.post-actions') ?? article
    if (this.#inView.has(end)) return
    this.#inView.set(end, { number: numberOf(article), seen: false })
    this.observer.observe(end)
  }

  stop() {
    this.observer.disconnect()
    this.leaving.abort()
    clearTimeout(this.#timer)
    this.#send(true)
  }

  #look(entries) {
    for (const { target, isIntersecting } of entries) {
      const place = this.#inView.get(target)
      if (place) place.seen = isIntersecting
    }
    this.#count()
  }

  #count() {
    if (document.visibilityState !== 'visible') return
    const seen = this.#seen()
    if (seen.length) this.onSeen?.(Math.max(...seen))
    if (!seen.length || Math.max(...seen) <= this.read) return
    this.read = Math.max(...seen)
    this.#timer ||= setTimeout(() => this.#send(), WAIT)
  }

  #seen() {
    for (const end of this.#inView.keys()) if (!end.isConnected) this.#inView.delete(end)
    return [...this.#inView.values()].filter((place) => place.seen).map((place) => place.number)
  }

  async #send(keepalive = false) {
    clearTimeout(this.#timer)
    this.#timer = 0
    if (!this.url || this.read <= this.#sent) return
    const before = this.#sent
    this.#sent = this.read
    const { ok } = await post(this.url, { number: this.read }, { keepalive })
    if (!ok) this.#sent = Math.min(before, this.#sent)
  }
}
