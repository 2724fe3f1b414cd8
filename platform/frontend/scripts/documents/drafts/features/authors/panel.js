/** The tab "Authors": what is coloured, who is who, and who wrote the place of the caret. */
import { h } from '../../screen/dom.js'

const MODES = ['off', 'authors', 'fresh']

export class AuthorsPanel {
  /** `on`: `{mode(name), ask()}`. */
  constructor(on) {
    this.choices = h('div', {
      class: 'authors-modes',
      role: 'radiogroup',
      'aria-label': gettext('Colours in the text'),
    })
    this.legend = h('ul', { class: 'authors-legend', 'aria-label': gettext('Authors') })
    this.answer = h('p', { class: 'authors-answer', role: 'status' })
    this.links = h('p', { class: 'authors-links' })
    const ask = { type: 'button', class: 'button button--secondary button--small', onclick: () => on.ask() }
    this.element = h(
      'div',
      { class: 'authors' },
      this.choices,
      this.legend,
      h('button', ask, gettext('Who wrote the place of the cursor?')),
      this.answer,
      this.links,
    )
    this.on = on
    this.radios = new Map()
    for (const mode of MODES) this.#addMode(mode)
  }

  showMode(mode) {
    this.radios.get(mode).input.checked = true
  }

  showCredits(credits, shares) {
    const { label, input } = this.radios.get('fresh')
    const since = credits.since && dated(credits.since)
    label.textContent = since
      ? window.interpolate(gettext('New since your last visit: %s'), [since])
      : gettext('New since your last visit: this is the first one')
    input.disabled = !credits.since
    this.legend.replaceChildren(...shares.map(lineOf))
    this.#showLinks(credits.links)
  }

  tell(words) {
    this.answer.textContent = words
  }

  #addMode(mode) {
    const input = h('input', {
      type: 'radio',
      name: 'authors-mode',
      value: mode,
      onchange: () => this.on.mode(mode),
    })
    const label = h('span', {}, MODE_LABELS[mode]())
    this.radios.set(mode, { input, label })
    this.choices.append(h('label', { class: 'authors-mode' }, input, label))
  }

  #showLinks({ changes, shares, history }) {
    const named = [
      [changes, gettext('What changed since my last visit')],
      [history, gettext('History of this chapter')],
      [shares, gettext('Shares of the whole document')],
    ]
    const links = named.filter(([url]) => url).map(([href, label]) => h('a', { href }, label))
    this.links.replaceChildren(...links)
  }
}

const MODE_LABELS = {
  off: () => gettext('No colours'),
  authors: () => gettext('Colours by author'),
  fresh: () => gettext('New since your last visit'),
}

function lineOf({ name, hue, share }) {
  const percent = new Intl.NumberFormat(document.documentElement.lang, {
    style: 'percent',
    maximumFractionDigits: 1,
  }).format(share)
  return h(
    'li',
    {},
    h('span', { class: `authored authored-${hue}`, 'aria-hidden': 'true' }, 'Aa'),
    h('span', {}, name || gettext('not named')),
    h('span', { class: 'numbers muted' }, percent),
  )
}

export function dated(moment) {
  return moment.toLocaleString(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' })
}
