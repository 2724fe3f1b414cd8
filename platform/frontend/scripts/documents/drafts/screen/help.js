/** The window that says what the keyboard can do. Loaded when first needed. */
import { h } from './dom.js'
import { modifier, spoken, wayOut } from './key-names.js'

/** Open it in the editor's element; `more`: keys of the features, which follow our own. */
export function openHelp(parent, more) {
  const all = [...rows(modifier()), ...more.map(([key, meaning]) => [spoken(key), meaning])]
  const keys = all.flatMap(([key, meaning]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, meaning)])
  const dialog = h(
    'dialog',
    { class: 'dialog dialog--small draft-help', 'aria-label': gettext('Help with writing') },
    h(
      'form',
      { method: 'dialog', class: 'dialog-body' },
      h('p', {}, wayOut()),
      h('dl', {}, ...keys),
      h('p', {}, gettext('Tab moves the items of a list; elsewhere it goes on to the next field.')),
      h('div', { class: 'actions' }, h('button', { class: 'button' }, gettext('Close'))),
    ),
  )
  dialog.addEventListener('close', () => dialog.remove())
  parent.append(dialog)
  dialog.showModal()
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
    [gettext('%(mod)s+click').replace('%(mod)s', mod), gettext('Open a link')],
  ]
}
