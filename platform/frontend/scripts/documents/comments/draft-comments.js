/**
 * <draft-comments part people data-can>: the threads of comments of a part, live. Around server HTML: works without us.
 * With kind="suggestion": its suggestions, which are decided in place.
 *
 * Hears `comment.*` or `suggestion.*` from the page's <live-topic data-comments>; each event carries the thread as the page draws it.
 * Answers and settles threads in place; filters and further threads are fetched as the server draws them. With `only`
 * it shows one thread. Fires `comments:changed` (detail: thread id) and `comments:go` (cancelable) for a passage's link.
 */
import { toast } from '../../elements/toast.js'
import { post } from '../../http.js'
import { answerForm } from './answer-form.js'
import { arrangeThreads, placeThread, refocus } from './placing.js'

const KINDS = {
  comment: ['opened', 'added', 'edited', 'deleted', 'resolved', 'reopened', 'assigned'],
  suggestion: ['made', 'decided', 'discussed'],
}

const LINKS = '[data-reply], [data-settle], [data-decide], [data-show], [data-more], [data-go]'

class DraftComments extends HTMLElement {
  #leaving

  connectedCallback() {
    this.#leaving = new AbortController()
    const { signal } = this.#leaving
    const topic = document.querySelector('live-topic[data-comments]')
    for (const change of KINDS[this.kind]) {
      topic?.addEventListener(`live:${this.kind}.${change}`, ({ detail }) => this.#hear(detail), { signal })
    }
    this.addEventListener('click', (event) => this.#onClick(event), { signal })
    this.querySelectorAll('details[data-some]').forEach((fold) => (fold.open = fold.open || isLinked(fold)))
  }

  disconnectedCallback() {
    this.#leaving.abort()
  }

  get kind() {
    return this.getAttribute('kind') ?? 'comment'
  }

  get threads() {
    return this.querySelector('[data-threads]') ?? this
  }

  thread(id) {
    return this.querySelector(`[id="${this.kind === 'comment' ? 'comment-thread' : this.kind}-${id}"]`)
  }

  /** Fetch and show the threads of a filter, or the first page again. */
  async load(which = this.threads.dataset.which ?? 'open') {
    const fresh = await fetchList(`/parts/${this.getAttribute('part')}/${this.kind}s/?show=${which}`)
    if (!fresh) return
    this.querySelector('[data-list]').replaceChildren(...fresh.childNodes)
    this.#changed(null)
  }

  say(words) {
    const line = this.querySelector('[data-announce]')
    if (line) line.textContent = line.textContent === words ? `${words}\u00a0` : words
  }

  /** Put a thread in its place among the others: new, or as it is now. */
  place(html) {
    const fresh = placeThread(this.threads, html)
    this.querySelector('[data-none]')?.toggleAttribute('hidden', true)
    this.#changed(fresh.dataset.thread)
    return fresh
  }

  /** Follow the places of the threads in a text being written: `[{id, from}]`. */
  arrange(placed) {
    arrangeThreads(this.threads, placed)
  }

  #hear({ kind, html, counts, data, by }) {
    const own = this.getAttribute('part')
    if (counts && own in counts)
      this.querySelectorAll('[data-count]').forEach((n) => (n.textContent = counts[own]))
    if (!html || !this.#concerns(data)) return
    this.place(html)
    const mine = String(by?.id) === document.body.dataset.user
    if (!mine && SAID[kind]) this.say(`${SAID[kind]()} – ${by?.name ?? ''}`)
  }

  #concerns({ part, ...data }) {
    const only = this.getAttribute('only')
    return only ? String(data.thread ?? data.suggestion) === only : part === this.getAttribute('part')
  }

  #onClick(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    const link = event.target.closest(LINKS)
    if (!link) return
    if (link.dataset.go) return this.#go(event, link)
    const formsBelow = this.hasAttribute('data-page')
    if (formsBelow && (link.dataset.reply || link.dataset.decide)) return
    event.preventDefault()
    this.#follow(link)
  }

  #follow(link) {
    const { reply, settle, to, decide, url, show } = link.dataset
    if (reply) this.#answer(link)
    else if (settle) this.#send(link, settle, { state: to }, to)
    else if (decide) this.#send(link, url, { decision: decide }, decide)
    else if (show) this.load(show).then(() => this.querySelector('[aria-current]')?.focus())
    else this.#more(link)
  }

  #go(event, link) {
    const detail = { thread: link.dataset.go }
    const asked = new CustomEvent('comments:go', { bubbles: true, cancelable: true, detail })
    if (!this.dispatchEvent(asked)) event.preventDefault()
  }

  #answer(link) {
    const article = link.closest('.comment-thread')
    const open = article.querySelector('form')
    if (open) return open.elements.body.focus()
    const form = answerForm(this, {
      url: link.dataset.reply,
      label: gettext('Your answer'),
      sent: ({ html }) => this.place(html).querySelector('[data-reply]')?.focus(),
      cancelled: () => link.focus(),
    })
    article.querySelector('.comment-foot').before(form)
    form.elements.body.focus()
  }

  async #send(link, url, fields, done) {
    const answer = await post(url, fields)
    if (!answer.ok) return toast(answer.message, 'error')
    refocus(() => this.place(answer.data.html), link.dataset.settle ? '[data-settle]' : 'a')
    this.say(DONE[done]())
  }

  async #more(link) {
    const fresh = await fetchList(link.href)
    if (!fresh) return
    const first = fresh.querySelector('.comment-thread a')
    this.threads.append(...fresh.querySelectorAll('.comment-thread'))
    const next = fresh.querySelector('[data-more]')
    if (next) link.replaceWith(next)
    else link.remove()
    first?.focus()
    this.#changed(null)
  }

  #changed(thread) {
    this.dispatchEvent(new CustomEvent('comments:changed', { bubbles: true, detail: { thread } }))
  }
}

const SAID = {
  'comment.opened': () => gettext('New comment'),
  'comment.added': () => gettext('New answer to a comment'),
  'comment.resolved': () => gettext('A comment was resolved'),
  'comment.reopened': () => gettext('A comment was reopened'),
  'suggestion.made': () => gettext('New suggestion'),
  'suggestion.decided': () => gettext('A suggestion was decided'),
}

const DONE = {
  open: () => gettext('The thread is open again.'),
  resolved: () => gettext('The thread is resolved.'),
  accept: () => gettext('The suggestion is accepted.'),
  reject: () => gettext('The suggestion is rejected.'),
  withdraw: () => gettext('The suggestion is withdrawn.'),
}

/** The address names a thread inside. */
function isLinked(fold) {
  const named = location.hash.length > 1 && document.getElementById(location.hash.slice(1))
  return Boolean(named && fold.contains(named))
}

async function fetchList(url) {
  try {
    const response = await fetch(`${url}&fragment=1`, { credentials: 'same-origin' })
    if (!response.ok) return null
    const template = document.createElement('template')
    template.innerHTML = await response.text()
    return template.content
  } catch {
    return null
  }
}

customElements.define('draft-comments', DraftComments)
