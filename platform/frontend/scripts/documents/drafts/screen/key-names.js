/** Keys as they are printed on keyboards. */

/** A key as CodeMirror names it (`Mod-Shift-m`) in words: `Ctrl+Shift+M`. */
export function spoken(key) {
  return key
    .replace(/-(?=.)/g, '+')
    .replace('Mod', modifier())
    .replace(/(^|\+)([a-z])$/, (all) => all.toUpperCase())
}

export function modifier() {
  return /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '') ? '⌘' : 'Ctrl'
}

/** How to get out of the text, which takes Tab for itself in lists and tables. */
export function wayOut() {
  return gettext('To leave the text with the keyboard press Escape, then Tab. Alt+F10 goes to the toolbar.')
}
