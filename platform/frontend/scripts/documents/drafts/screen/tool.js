/** A tool on the screen: a button of the toolbar, or an item of one of its menus. */
import { h, icon, ICONS } from './dom.js'
import { spoken } from './key-names.js'

/**
 * A button for `{label, icon, key?, pressed?, words?}` that calls `act()` unless it is idle; `icon`: the name of one of
 * ours or a path; `words`: it shows its label instead.
 */
export function toolButton({ label, icon: path, key, pressed, words }, act) {
  const name = key ? `${label} (${spoken(key)})` : label
  const button = h(
    'button',
    {
      type: 'button',
      class: words ? 'draft-mode' : 'tool',
      'aria-label': words ? null : name,
      'aria-pressed': pressed ? 'false' : null,
      title: words ? null : name,
      onclick: () => isIdle(button) || act(),
      onmousedown: keepFocus,
    },
    words ? label : icon(ICONS[path] ?? path),
  )
  return button
}

/** The same as an item of a menu: its label and its key in words. */
export function toolItem({ label, icon: path, key, pressed }, act) {
  const item = h(
    'button',
    {
      type: 'button',
      class: 'draft-menu-item',
      role: pressed ? 'menuitemcheckbox' : 'menuitem',
      'aria-checked': pressed ? 'false' : null,
      tabindex: '-1',
      onclick: () => isIdle(item) || act(),
      onmousedown: keepFocus,
    },
    icon(ICONS[path] ?? path),
    h('span', {}, label),
    key ? h('kbd', {}, spoken(key)) : null,
  )
  return item
}

/** Not `disabled`: a button that vanishes from under the focus would throw the reader out of the toolbar. */
export function showTool(element, { idle, pressed }) {
  element.setAttribute('aria-disabled', String(Boolean(idle)))
  for (const name of ['aria-pressed', 'aria-checked'])
    if (element.hasAttribute(name)) element.setAttribute(name, String(Boolean(pressed)))
}

function isIdle(element) {
  return element.getAttribute('aria-disabled') === 'true'
}

/** The text keeps its selection, and on a phone its keyboard, while a button is pressed. */
export function keepFocus(event) {
  event.preventDefault()
}
