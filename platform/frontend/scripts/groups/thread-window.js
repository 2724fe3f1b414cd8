/** The part of a thread that is in the page: its bounds, and the loading of earlier and later posts. */
import { getHtml } from '../http.js'
import { place, postsOf } from './placing.js'
import { firstInView, keepStill } from './stillness.js'

const NEAR = '800px'
const MOST = 500 // posts asked for at once

export class ThreadWindow {
  constructor(thread) {
    const { first, last, total } = thread.dataset
    Object.assign(this, { thread, first: Number(first), last: Number(last), total: Number(total) })
  }

  /** Are the newest posts in the page? */
  get complete() {
    return this.last >= this.total
  }

  /** Are there posts before this one that a page with the newest ones has not got? */
  lacks(number) {
    return this.complete && number > this.last + 1
  }

  /** A post with this number exists now; true when it belongs into the page. */
  admits(number) {
    const fits = number >= this.first && number <= this.last + Number(this.complete)
    this.total = Math.max(this.total, number)
    if (fits) this.last = Math.max(this.last, number)
    this.#showLinks()
    return fits
  }

  async load(direction) {
    const edge = direction === 'earlier' ? `before=${this.first}` : `after=${this.last}`
    const answer = await getHtml(`${this.thread.dataset.postsUrl}?${edge}&size=${this.#size}`)
    if (!answer.ok) return { ...answer, added: [] }
    const { html, window } = answer.data
    const [first, last, total] = window.split(/[-/]/).map(Number)
    const added = this.#insert(direction, html)
    this.first = Math.min(this.first, first)
    this.last = Math.max(this.last, last)
    this.total = Math.max(this.total, total)
    this.#showLinks()
    return { ...answer, added }
  }

  /** Who has read a little may soon leave; who reads on gets more and more at once. */
  get #size() {
    return Math.min(MOST, 4 * (this.last - this.first + 1))
  }

  /** Loads by itself when the reader comes near an end, earlier posts only once he has scrolled. */
  watchEnds(load) {
    const observer = new IntersectionObserver((entries) => onNear(entries, load), { rootMargin: NEAR })
    observer.observe(this.#link('later'))
    const begin = () => observer.observe(this.#link('earlier'))
    window.addEventListener('wheel', begin, { once: true, passive: true })
    window.addEventListener('touchmove', begin, { once: true, passive: true })
    return observer
  }

  #insert(direction, html) {
    let added = []
    const anchor = direction === 'earlier' ? firstInView(postsOf(this.thread)) : null
    if (anchor) keepStill(anchor, () => (added = place(this.thread, html)))
    else added = place(this.thread, html)
    return added
  }

  #showLinks() {
    this.#showLink('earlier', this.first - 1, `?before=${this.first}#posts`)
    this.#showLink('later', this.total - this.last, `?after=${this.last}#posts`)
  }

  #showLink(direction, count, href) {
    const line = this.#link(direction)
    line.hidden = count < 1
    line.querySelector('[data-count]').textContent = String(Math.max(0, count))
    line.querySelector('a').setAttribute('href', href)
  }

  #link(direction) {
    return this.thread.querySelector(`:scope > [data-load="${direction}"]`)
  }
}

function onNear(entries, load) {
  entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => load(target.dataset.load))
}
