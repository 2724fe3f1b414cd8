/**
 * <remark-form>: keeps what is typed in this browser, for each passage, until the server has it; sends without
 * leaving the page, so that an error or a lost connection costs nothing. Without it the form works as it is.
 */
import { post } from '../../http.js'
import { forgetFields, keepFields, keptFields } from '../../elements/composer/store.js'

const WAIT = 300 // milliseconds after the last key
const WORDS = ['proposed_wording', 'reason']
const PERSON = ['name', 'email', 'submitter']
const PLACE = ['block', 'start', 'end_block', 'end']

class RemarkForm extends HTMLElement {
  #timer
  #sent = false

  connectedCallback() {
    this.addEventListener('input', this.#typed)
    this.addEventListener('submit', this.#submitted)
    this.addEventListener('click', this.#clicked)
    addEventListener('pagehide', this.#keep)
    if (!this.querySelector('.error-summary')) this.#restore()
    this.#showWhole()
  }

  disconnectedCallback() {
    removeEventListener('pagehide', this.#keep)
    clearTimeout(this.#timer)
  }

  /** Make the form about this passage. What was typed about another one stays kept for it. */
  take(passage, place) {
    const loose = this.#value('block') ? {} : this.#values(WORDS)
    this.#keep()
    this.#fill({ ...places(passage), proposed_wording: '', reason: '', present_wording: passage.text })
    const saved = keptFields(this.#name(passage.block))
    if (saved) this.#fill(pick(saved, WORDS))
    else if (Object.values(loose).some(Boolean)) this.#carry(loose)
    this.#show(place)
    this.#keep()
  }

  focusFirst() {
    this.#field('proposed_wording').focus()
  }

  get #form() {
    return this.querySelector('form')
  }

  /** Words typed before a passage was chosen belong to it now. */
  #carry(words) {
    this.#fill(words)
    forgetFields(this.#name(''))
  }

  #restore() {
    const block = this.#value('block')
    const saved = keptFields(this.#name(block || (keptFields(this.#name('last'))?.block ?? '')))
    if (!saved) return
    this.#fill(block ? pick(saved, [...WORDS, ...PERSON, 'present_wording']) : saved)
    if (!block && saved.block) this.#show(saved.place)
    this.#say('saved', gettext('Your unsent text is back.'))
  }

  #typed = () => {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#keep, WAIT)
  }

  #keep = () => {
    clearTimeout(this.#timer)
    if (this.#sent || !this.#form) return
    const block = this.#value('block')
    const words = this.#values(WORDS)
    if (!Object.values(words).some((text) => text.trim())) return forgetFields(this.#name(block))
    const place = this.#part('place').textContent
    keepFields(this.#name(block), {
      ...this.#values([...PLACE, ...PERSON, 'present_wording']),
      ...words,
      place,
    })
    keepFields(this.#name('last'), { block })
  }

  #submitted = async (event) => {
    event.preventDefault()
    this.#keep()
    this.#busy(true)
    const answer = await post(this.#form.action, new FormData(this.#form))
    if (answer.ok) return this.#accepted(answer.data.url)
    if (answer.data.html) this.#replace(answer.data.html)
    else this.#refused(answer.message)
  }

  #accepted(url) {
    this.#sent = true
    forgetFields(this.#name(this.#value('block')))
    forgetFields(this.#name('last'))
    location.assign(url)
  }

  #refused(message) {
    this.#busy(false)
    this.#say('error', message)
  }

  /** The server's form with its errors and everything typed. */
  #replace(html) {
    const template = document.createElement('template')
    template.innerHTML = html
    this.replaceChildren(...template.content.querySelector('remark-form').childNodes)
    this.#showWhole()
    this.querySelector('.error-summary')?.focus()
  }

  #clicked = ({ target }) => {
    if (!target.closest('[data-whole]')) return
    this.#keep()
    this.#fill({ block: '', start: '', end_block: '', end: '', present_wording: '' })
    this.#show(gettext('Remark on the whole text'))
    window.CSS?.highlights?.delete('selected')
    this.#field('proposed_wording').focus()
  }

  #show(place) {
    this.#part('place').textContent = place
    this.#showWhole()
  }

  #showWhole() {
    this.#part('whole').hidden = !this.#value('block')
  }

  #say(state, words) {
    const line = this.#part('save-state')
    line.dataset.state = state
    line.textContent = words
  }

  #busy(is) {
    const button = this.querySelector('[type=submit]')
    button.toggleAttribute('disabled', is)
    button.setAttribute('aria-busy', String(is))
  }

  #fill(fields) {
    Object.entries(fields).forEach(([name, value]) => {
      const field = this.#form.elements.namedItem(name)
      if (!field || field.value === String(value)) return
      field.value = value
      if (field.dispatchEvent) field.dispatchEvent(new Event('input', { bubbles: true })) // grows with its text
    })
  }

  #part(name) {
    return this.querySelector(`[data-${name}]`)
  }

  #field(name) {
    return this.#form.elements.namedItem(name)
  }

  #value(name) {
    return this.#field(name)?.value ?? ''
  }

  #values(names) {
    return Object.fromEntries(names.map((name) => [name, this.#value(name)]))
  }

  #name(block) {
    return `${new URL(this.#form.action).pathname}#${block}`
  }
}

function places({ block, start, endBlock, end }) {
  return { block, start, end_block: endBlock, end }
}

function pick(fields, names) {
  return Object.fromEntries(names.filter((name) => name in fields).map((name) => [name, fields[name]]))
}

customElements.define('remark-form', RemarkForm)
