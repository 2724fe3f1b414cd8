/** What the keyboard can do here, in a window of its own and as the description of the text box. */
import { h } from './dom.js'

/** A dialog element, to be put beside the editor; `id` is what `aria-describedby` names (its first paragraph). */
export function createHelp(id) {
  const mod = modifier()
  const leave = gettext(
    'To leave the text with the keyboard press Escape, then Tab. Alt+F10 goes to the toolbar.',
  )
  const keys = h('dl', {})
  const dialog = h(
    'dialog',
    { class: 'dialog dialog--small draft-help', 'aria-label': gettext('Help with writing') },
    h(
      'form',
      { method: 'dialog', class: 'dialog-body' },
      h('p', { id }, leave),
      keys,
      h('p', {}, gettext('Tab moves the items of a list; elsewhere it goes on to the next field.')),
      h('div', { class: 'actions' }, h('button', { class: 'button' }, gettext('Close'))),
    ),
  )
  /** Those of the features follow our own. */
  dialog.showKeys = (more) => {
    const all = [...rows(mod), ...more.map(([key, meaning]) => [spoken(key), meaning])]
    keys.replaceChildren(
      ...all.flatMap(([key, meaning]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, meaning)]),
    )
  }
  dialog.showKeys([])
  return dialog
}

/** A key as CodeMirror names it (`Mod-Shift-m`) as it is printed on keyboards: `Ctrl+Shift+M`. */
export function spoken(key) {
  return key
    .replace(/-(?=.)/g, '+')
    .replace('Mod', modifier())
    .replace(/(^|\+)([a-z])$/, (all) => all.toUpperCase())
}

function modifier() {
  return /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '') ? '⌘' : 'Ctrl'
}

function rows(mod) {
  return [
    [`${mod}+B`, gettext('Bold')],
    [`${mod}+I`, gettext('Italic')],
    [`${mod}+Shift+X`, gettext('Struck through')],
    [`${mod}+K`, gettext('Link')],
    [`${mod}+Shift+1, 2, 3`, gettext('Heading')],
    [`${mod}+Shift+0`, gettext('Paragraph')],
    [`${mod}+Shift+7`, gettext('Numbered list')],
    [`${mod}+Shift+8`, gettext('Bullet list')],
    [`${mod}+Shift+9`, gettext('Quote')],
    ['Shift+Enter', gettext('New line in the same paragraph')],
    [`${mod}+Z, ${mod}+Y`, gettext('Undo and redo your own changes')],
    [`${mod}+F`, gettext('Find in the text')],
    [gettext('%(mod)s+click').replace('%(mod)s', mod), gettext('Open a link')],
  ]
}
