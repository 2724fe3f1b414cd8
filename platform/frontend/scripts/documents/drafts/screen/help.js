/** What the keyboard can do here, in a window of its own and as the description of the text box. */
import { h } from './dom.js'

/** A dialog element, to be put beside the editor; `id` is what `aria-describedby` names (its first paragraph). */
export function createHelp(id) {
  const mod = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl'
  const leave = gettext(
    'To leave the text with the keyboard press Escape, then Tab. Alt+F10 goes to the toolbar.',
  )
  const dialog = h(
    'dialog',
    { class: 'dialog dialog--small draft-help', 'aria-label': gettext('Help with writing') },
    h(
      'form',
      { method: 'dialog', class: 'dialog-body' },
      h('p', { id }, leave),
      h(
        'dl',
        {},
        ...rows(mod).flatMap(([keys, meaning]) => [h('dt', {}, h('kbd', {}, keys)), h('dd', {}, meaning)]),
      ),
      h('p', {}, gettext('Tab moves the items of a list; elsewhere it goes on to the next field.')),
      h('div', { class: 'actions' }, h('button', { class: 'button' }, gettext('Close'))),
    ),
  )
  return dialog
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
