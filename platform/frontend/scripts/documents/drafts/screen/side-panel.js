/**
 * What stands beside the sheet: one tab for each panel of the features; on a phone a sheet from the lower edge.
 *
 * Most panels have a button in the toolbar (`tools()`), which opens and closes them. Escape closes and goes back to
 * the text; in the order of the page the panel comes right after the text.
 */
import { drop, recall, remember } from '../../../storage.js'
import { h, icon } from './dom.js'

const OPEN_KEY = 'kes-draft-panel'
const CLOSE = 'M6 6l12 12M18 6 6 18'

export class SidePanel {
  #panels = []
  #open = null

  /** `back()` puts the focus into the text; `changed()` after a panel was opened or closed. */
  constructor({ back, changed }) {
    Object.assign(this, { back, changed })
    this.tabs = h('div', { class: 'draft-tabs', role: 'tablist', 'aria-label': gettext('Beside the text') })
    this.body = h('div', { class: 'draft-side-body' })
    const close = h(
      'button',
      { type: 'button', class: 'tool', 'aria-label': gettext('Close the panel') },
      icon(CLOSE),
    )
    close.addEventListener('click', () => this.#leave())
    const head = h('div', { class: 'draft-side-head' }, this.tabs, close)
    const label = { class: 'draft-side', 'aria-label': gettext('Beside the text'), hidden: true }
    this.element = h('aside', label, head, this.body)
    this.said = h('p', { class: 'visually-hidden', role: 'status' })
    this.element.addEventListener('keydown', (event) => this.#pressed(event))
  }

  /** Say something to those who do not see; the same words twice are said twice. */
  announce(text) {
    this.said.textContent = this.said.textContent === text ? `${text}\u00a0` : text
  }

  /** Other panels than before, each `{name, label, icon, element, shown?(), button?}`. */
  setPanels(panels) {
    this.#panels = panels.map((panel) => ({ ...panel, ...this.#dress(panel) }))
    this.tabs.replaceChildren(...this.#panels.map(({ tab }) => tab))
    this.body.replaceChildren(...this.#panels.map(({ sheet }) => sheet))
    this.#show(recall(OPEN_KEY))
  }

  /** Their buttons for the toolbar, as features/plug.js has tools; a panel that a tool of its own opens has none. */
  tools() {
    const withButton = this.#panels.filter(({ button }) => button !== false)
    return withButton.map(({ name, label, icon: path }) => ({
      name: `panel-${name}`,
      label,
      icon: path,
      group: 'talk',
      reading: true,
      run: () => (this.#open === name ? this.#leave() : this.open(name)),
      pressed: () => this.#open === name,
    }))
  }

  get opened() {
    return this.#open
  }

  open(name) {
    this.#show(name)
    remember(OPEN_KEY, name)
    this.#panels.find((panel) => panel.name === name)?.tab.focus()
  }

  close() {
    drop(OPEN_KEY)
    this.#show(null)
  }

  #leave() {
    this.close()
    this.back()
  }

  #show(name) {
    const found = this.#panels.find((panel) => panel.name === name)
    this.#open = found?.name ?? null
    this.element.hidden = !found
    for (const { tab, sheet } of this.#panels) {
      tab.setAttribute('aria-selected', String(tab === found?.tab))
      tab.tabIndex = tab === found?.tab ? 0 : -1
      sheet.hidden = sheet !== found?.sheet
    }
    found?.shown?.()
    this.changed()
  }

  #dress({ name, label, icon: path, element }) {
    const [tabId, sheetId] = [`draft-tab-${name}`, `draft-panel-${name}`]
    const names = { role: 'tab', id: tabId, 'aria-controls': sheetId, class: 'draft-tab', type: 'button' }
    const tab = h('button', names, icon(path), label)
    tab.addEventListener('click', () => this.open(name))
    const sheet = h(
      'div',
      { role: 'tabpanel', id: sheetId, 'aria-labelledby': tabId, tabindex: '0' },
      element,
    )
    return { tab, sheet }
  }

  #pressed(event) {
    if (event.key === 'Escape' && !event.defaultPrevented) return this.#leave()
    const index = this.#panels.findIndex(({ tab }) => tab === event.target)
    const last = this.#panels.length - 1
    const steps = { ArrowRight: index === last ? 0 : index + 1, ArrowLeft: index - 1, Home: 0, End: last }
    if (index < 0 || !(event.key in steps)) return
    event.preventDefault()
    this.open(this.#panels.at(steps[event.key]).name)
  }
}
