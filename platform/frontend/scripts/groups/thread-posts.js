/**
 * <thread-posts>: the posts of a thread in the page. Places what happens live, loads earlier and later posts,
 * shows that something new is below, and marks what was read. Works inside <live-topic topic="thread.12">.
 */
import { toast } from '../elements/toast.js'
import { Arrivals } from './arrivals.js'
import { numberOf, place, postsOf } from './placing.js'
import { ReadMarker } from './read-marker.js'
import { ThreadWindow } from './thread-window.js'

class ThreadPosts extends HTMLElement {
  #leaving
  #work = Promise.resolve()
  #loading = new Set()

  connectedCallback() {
    this.#leaving = new AbortController()
    this.topic = this.closest('live-topic') ?? this
    this.window = new ThreadWindow(this)
    this.arrivals = new Arrivals(
      this.querySelector('.new-posts'),
      this.topic.querySelector('[data-announce]'),
    )
    this.marker = new ReadMarker({
      url: this.dataset.readUrl,
      read: Number(this.dataset.read),
      onSeen: (number) => this.#onSeen(number),
    })
    this.#listen()
    goToPlace(this)
    postsOf(this).forEach((post) => this.marker.watch(post))
    this.ends = this.window.watchEnds((direction) => this.#load(direction))
  }

  disconnectedCallback() {
    this.#leaving.abort()
    this.marker.stop()
    this.ends.disconnect()
  }

  #listen() {
    const on = (name, handler) => this.topic.addEventListener(name, handler, { signal: this.#leaving.signal })
    // one thing after the other: an event must not overtake a window that is being loaded
    on('live:post.added', ({ detail }) => this.#then(() => this.#onAdded(detail)))
    for (const kind of ['post.edited', 'post.deleted']) {
      on(`live:${kind}`, ({ detail }) => this.#then(() => this.#onChanged(detail)))
    }
    on('live:reload', () => {
      this.arrivals.lost(location.pathname)
      this.#load('later')
    })
    on('live:closed', ({ detail }) => toast(detail.reason, 'warning'))
    on('reply:sent', ({ detail }) => this.#then(() => this.#onOwn(detail)))
    for (const kind of ['thread.closed', 'thread.reopened']) {
      on(`live:${kind}`, () => this.toggleAttribute('data-closed', kind === 'thread.closed'))
    }
    window.addEventListener('hashchange', fetchNamedPost, { signal: this.#leaving.signal })
    this.addEventListener('click', (event) => this.#onClick(event), { signal: this.#leaving.signal })
  }

  #then(task) {
    this.#work = this.#work.then(task, task)
    return this.#work
  }

  async #onAdded({ data, html, by }) {
    if (!html || this.#post(data.number)) return
    await this.#admit(data.number, html)
    const post = this.#post(data.number)
    if (post) this.#arrived(post)
    else if (this.#isNews(data.number, data.author))
      this.arrivals.add(data.number, this.#at(data.number), by?.name ?? '')
  }

  #arrived(post) {
    const number = numberOf(post)
    if (!this.#isNews(number, post.dataset.author)) return
    post.dataset.fresh = ''
    this.arrivals.add(number, `#post-${number}`, post.querySelector('.post-author')?.textContent ?? '')
  }

  #isNews(number, author) {
    return String(author) !== document.body.dataset.user && number > this.marker.read
  }

  #onChanged({ data, html }) {
    if (html && this.#post(data.number)) this.#place(html)
  }

  async #onOwn({ number, html }) {
    await this.#admit(number, html)
    const post = this.#post(number)
    if (post) post.dataset.fresh = ''
    const { top, bottom } = post?.getBoundingClientRect() ?? { top: Infinity, bottom: Infinity }
    if (top > window.innerHeight || bottom < 0) this.arrivals.own(post ? `#post-${number}` : this.#at(number))
  }

  /** A page with the newest posts stays one: what stands before the post is fetched, and none is skipped. */
  async #admit(number, html) {
    const lacks = this.window.lacks(number)
    if (this.window.admits(number)) this.#place(html)
    else if (lacks) {
      const { added } = await this.#fetch('later')
      added.filter((post) => numberOf(post) !== number).forEach((post) => this.#arrived(post))
    }
  }

  #place(html) {
    place(this, html)
    postsOf(this).forEach((post) => this.marker.watch(post))
  }

  #post(number) {
    return this.querySelector(`:scope > [id="post-${number}"]`)
  }

  #at(number) {
    return `${location.pathname}?at=${number}#post-${number}`
  }

  #load(direction) {
    if (this.#loading.has(direction)) return
    this.#loading.add(direction)
    this.#then(async () => {
      const { ok, message } = await this.#fetch(direction)
      this.#loading.delete(direction)
      if (!ok) toast(message, 'error')
    })
  }

  async #fetch(direction) {
    const answer = await this.window.load(direction)
    answer.added.forEach((post) => this.marker.watch(post))
    return answer
  }

  #onSeen(number) {
    this.arrivals.seen(number)
    this.dispatchEvent(new CustomEvent('thread:seen', { bubbles: true, detail: { number } }))
  }

  #onClick(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    const load = event.target.closest('[data-load] a')
    const target = event.target.closest('a[href*="#post-"]')
    if (load) {
      event.preventDefault()
      this.#load(load.closest('[data-load]').dataset.load)
    } else if (target && document.getElementById(target.hash.slice(1))) {
      event.preventDefault()
      location.hash = target.hash
      this.arrivals.hide()
    }
  }
}

/** A page opened without a place in its address opens at the first new post, or at the end. */
function goToPlace(thread) {
  fetchNamedPost()
  const fresh = performance.getEntriesByType?.('navigation')[0]?.type === 'navigate'
  if (location.hash || location.search || !fresh || thread.dataset.read === '0') return
  document.getElementById('new')?.scrollIntoView({ behavior: 'instant', block: 'start' })
}

/** The address names a post that is in another part of the thread. */
function fetchNamedPost() {
  const [, number] = /^#post-(\d+)$/.exec(location.hash) ?? []
  const asked = new URLSearchParams(location.search).get('at')
  if (!number || number === asked || document.getElementById(`post-${number}`)) return
  location.replace(`?at=${number}${location.hash}`)
}

customElements.define('thread-posts', ThreadPosts)
