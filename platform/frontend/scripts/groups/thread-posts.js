/**
 * <thread-posts>: the posts of a thread in the page. Places what happens live, loads earlier and later posts,
 * shows that something new is below, and marks what was read. Works inside <live-topic topic="thread.12">.
 */
import { toast } from '../elements/toast.js'
import { Arrivals } from './arrivals.js'
import { place, postsOf } from './placing.js'
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
    on('live:reload', () => this.arrivals.lost(location.pathname))
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

  #onAdded({ data, html, by }) {
    if (!html) return
    const [post] = this.#admit(data.number, html)
    const mine = String(data.author) === document.body.dataset.user
    if (mine || data.number <= this.marker.read) return
    const hash = `#post-${data.number}`
    if (!post) {
      if (!this.querySelector(`:scope > ${hash}`))
        this.arrivals.add(data.number, this.#at(data.number), by?.name ?? '')
    } else {
      post.dataset.fresh = ''
      this.arrivals.add(data.number, hash, by?.name ?? '')
    }
  }

  #onChanged({ data, html }) {
    if (html && this.querySelector(`:scope > [id="post-${data.number}"]`)) this.#place(html)
  }

  #onOwn({ number, html }) {
    this.#admit(number, html)
    const post = this.querySelector(`:scope > [id="post-${number}"]`)
    if (post) post.dataset.fresh = ''
    const { top, bottom } = post?.getBoundingClientRect() ?? { top: Infinity, bottom: Infinity }
    if (top > window.innerHeight || bottom < 0) this.arrivals.own(post ? `#post-${number}` : this.#at(number))
  }

  #admit(number, html) {
    return this.window.admits(number) ? this.#place(html) : []
  }

  #place(html) {
    const added = place(this, html)
    postsOf(this).forEach((post) => this.marker.watch(post))
    return added
  }

  #at(number) {
    return `${location.pathname}?at=${number}#post-${number}`
  }

  #load(direction) {
    if (this.#loading.has(direction)) return
    this.#loading.add(direction)
    this.#then(async () => {
      const { ok, message, added } = await this.window.load(direction)
      this.#loading.delete(direction)
      if (!ok) toast(message, 'error')
      added.forEach((post) => this.marker.watch(post))
    })
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
