/**
 * A menu of the toolbar after the WAI-ARIA pattern of a menu button: Enter, Space or the arrow down opens it, arrows
 * go through it, Escape and Tab close it, and the focus is on the button again.
 */
import { h, icon } from './dom.js'
import { keepFocus } from './tool.js'

const CHEVRON = 'M7 10l5 5 5-5'
const GAP = 4
let made = 0

export class ToolMenu {
  #leaving = null

  /** `short`: only the icon is shown, the label is spoken. */
  constructor({ label, icon: path, short = false }) {
    const id = `draft-menu-${(made += 1)}`
    this.button = h(
      'button',
      {
        type: 'button',
        class: 'tool draft-menu-button',
        'aria-haspopup': 'menu',
        'aria-expanded': 'false',
        'aria-controls': id,
        'aria-label': short ? label : null,
        title: short ? label : null,
        onclick: () => (this.menu.hidden ? this.open() : this.close()),
        onmousedown: keepFocus,
        onkeydown: (event) => this.#pressedOnButton(event),
      },
      icon(path),
      short ? null : h('span', {}, label),
      short ? null : icon(CHEVRON),
    )
    this.menu = h('div', {
      class: 'draft-menu',
      id,
      role: 'menu',
      'aria-label': label,
      hidden: true,
      onkeydown: (event) => this.#pressedInMenu(event),
      // The item itself has acted by now, and may have put the focus where it belongs.
      onclick: ({ target }) => target.closest('[aria-disabled="false"]') && this.close(),
    })
  }

  /** Items in groups, each an element with a role of a menu's item. */
  setItems(groups) {
    const drawn = groups.filter((items) => items.length).map((items) => h('div', { role: 'group' }, ...items))
    this.menu.replaceChildren(...drawn)
    this.button.hidden = drawn.length === 0
  }

  open(at = 0) {
    this.menu.hidden = false
    this.button.setAttribute('aria-expanded', 'true')
    this.#place()
    this.#items.at(at)?.focus()
    this.#leaving = new AbortController()
    const { signal } = this.#leaving
    const outside = ({ target }) =>
      !this.menu.contains(target) && !this.button.contains(target) && this.close()
    document.addEventListener('pointerdown', outside, { signal })
    for (const name of ['scroll', 'resize', 'blur'])
      window.addEventListener(name, () => this.close(), { signal })
  }

  /** The focus goes to the button if it was in the menu. */
  close() {
    if (this.menu.hidden) return
    this.#leaving.abort()
    if (this.menu.contains(document.activeElement)) this.button.focus({ preventScroll: true })
    this.menu.hidden = true
    this.button.setAttribute('aria-expanded', 'false')
  }

  get #items() {
    return [...this.menu.querySelectorAll('[role^=menuitem]')]
  }

  /** Under the button, inside the window; the toolbar itself may be cut off at its edges. */
  #place() {
    const { left, bottom } = this.button.getBoundingClientRect()
    const room = window.innerWidth - this.menu.offsetWidth - 2 * GAP
    this.menu.style.insetInlineStart = `${Math.max(GAP, Math.min(left, room))}px`
    this.menu.style.insetBlockStart = `${bottom + GAP}px`
    this.menu.style.maxBlockSize = `${window.innerHeight - bottom - 4 * GAP}px`
  }

  #pressedOnButton(event) {
    const at = { ArrowDown: 0, ArrowUp: -1 }[event.key]
    if (at === undefined) return
    event.preventDefault()
    this.open(at)
  }

  #pressedInMenu(event) {
    const items = this.#items
    const here = items.indexOf(document.activeElement)
    const steps = { ArrowDown: (here + 1) % items.length, ArrowUp: here - 1, Home: 0, End: -1 }
    if (event.key === 'Tab') return this.close()
    if (event.key === 'Escape') this.close()
    else if (event.key in steps) items.at(steps[event.key]).focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
}
