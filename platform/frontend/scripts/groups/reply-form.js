/**
 * <reply-form>: sends an answer without leaving the page and moves under the post that is answered. Whatever
 * goes wrong, the text stays in the field, and the reason stands above it.
 */
import { append, quotation } from '../elements/composer/formatting.js'
import { forget, keep } from '../elements/kept-form.js'
import { newKey } from '../elements/new-key.js'
import { post } from '../http.js'

const TYPING_EVERY = 2500 // milliseconds

class ReplyForm extends HTMLElement {
  #leaving
  #home
  #typedAt = 0

  connectedCallback() {
    if (this.#home) return // only moved
    this.#home = document.createComment('reply form')
    this.before(this.#home)
    this.#leaving = new AbortController()
    this.topic = this.closest('live-topic') ?? document.body
    const on = (target, name, handler) =>
      target.addEventListener(name, handler, { signal: this.#leaving.signal })
    on(this.topic, 'click', (event) => this.#onClick(event))
    on(this.topic, 'thread:seen', ({ detail }) => this.#onSeen(detail.number))
    on(this.topic, 'live:thread.closed', () => this.#onClosed(true))
    on(this.topic, 'live:thread.reopened', () => this.#onClosed(false))
    on(this.form, 'submit', (event) => this.#onSubmit(event))
    on(this.form, 'input', () => this.#onTyping())
  }

  get form() {
    return this.querySelector('form')
  }

  get area() {
    return this.form.elements.namedItem('body')
  }

  #field(name) {
    return this.form.elements.namedItem(name)
  }

  #onClick(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    const link = event.target.closest('[data-reply], [data-quote], [data-reply-cancel]')
    if (!link) return
    event.preventDefault()
    if (link.dataset.replyCancel !== undefined) return this.#goHome(true)
    const words = selectedIn(link.closest('.post'))
    this.#answer(link.closest('.post'))
    if (link.dataset.quote) this.#quote(link.closest('.post'), link.dataset.quote, words)
  }

  #answer(article) {
    this.#field('reply_to').value = article.dataset.post
    const label = interpolate(gettext('In reply to #%s, %s'), [article.dataset.number, nameOf(article)])
    this.form.querySelector('[data-replying]').textContent = label
    this.form.querySelector('.replying-to').hidden = false
    this.hidden = false
    this.answered = article.id
    article.after(this)
    this.area.focus()
    if (this.area.value) keep(this.form)
  }

  async #quote(article, url, words) {
    const author = `**${nameOf(article)}**, #${article.dataset.number}:`
    const quoted = words ? quotation(author, words) : await fetchText(url)
    if (!quoted) return this.#say(gettext('The post could not be fetched. Select its text and quote that.'))
    this.querySelector('text-composer').apply(append(this.area.value, quoted))
    keep(this.form)
  }

  #goHome(focus) {
    this.#field('reply_to').value = ''
    this.form.querySelector('.replying-to').hidden = true
    this.#home.after(this)
    if (focus) this.area.focus()
  }

  async #onSubmit(event) {
    event.preventDefault()
    if (this.form.getAttribute('aria-busy') === 'true') return
    this.#busy(true)
    const answer = await post(this.form.action, new FormData(this.form))
    this.#busy(false)
    if (answer.ok) this.#sent(answer.data)
    else this.#refused(answer)
  }

  #sent(data) {
    this.area.value = ''
    this.area.dispatchEvent(new Event('input', { bubbles: true })) // fields that grow with their text shrink
    this.#field('key').value = newKey()
    forget(this.form)
    this.#say('')
    const inline = this.#field('reply_to').value !== ''
    this.#goHome(!inline)
    if (inline) document.querySelector(`#${this.answered} [data-reply]`)?.focus({ preventScroll: true })
    this.dispatchEvent(new CustomEvent('reply:sent', { bubbles: true, detail: data }))
  }

  #refused({ status, message }) {
    keep(this.form)
    const kept = gettext('Your text is kept here.')
    this.#say(status === 400 ? message : `${message} ${kept}`)
    if (status === 401) this.#offerSignIn()
    this.area.focus()
  }

  #offerSignIn() {
    const link = document.createElement('a')
    const next = encodeURIComponent(`${location.pathname}#reply`)
    link.href = `${this.dataset.signIn}?next=${next}`
    link.textContent = gettext('Sign in')
    this.form.querySelector('[data-form-error] > div').append(' ', link)
  }

  #say(words) {
    const box = this.form.querySelector('[data-form-error]')
    box.hidden = !words
    box.querySelector('div').textContent = words
    const state = this.form.querySelector('[data-save-state]')
    if (state) state.textContent = ''
  }

  #busy(on) {
    this.form.setAttribute('aria-busy', String(on))
    this.form.querySelector('[type=submit]').setAttribute('aria-busy', String(on))
    this.area.readOnly = on
  }

  #onTyping() {
    if (!this.area.value || Date.now() - this.#typedAt < TYPING_EVERY) return
    this.#typedAt = Date.now()
    this.topic.typing?.()
  }

  #onSeen(number) {
    const seen = this.#field('seen')
    seen.value = String(Math.max(Number(seen.value), number))
  }

  /** A text that is being written stays in sight when the thread is closed under it. */
  #onClosed(closed) {
    this.topic.querySelector('.thread-closed')?.toggleAttribute('hidden', !closed)
    this.hidden = closed && !this.area.value.trim()
  }
}

function nameOf(article) {
  return article.querySelector('.post-author').textContent.trim()
}

function selectedIn(article) {
  const selection = getSelection()
  const text = article.querySelector('.prose')
  const inside = selection?.rangeCount && text?.contains(selection.getRangeAt(0).commonAncestorContainer)
  return inside ? selection.toString().trim() : ''
}

async function fetchText(url) {
  try {
    const response = await fetch(url, { credentials: 'same-origin' })
    return response.ok ? await response.text() : ''
  } catch {
    return ''
  }
}

customElements.define('reply-form', ReplyForm)
