/** The parts of the screen around the text: toolbar above, panel beside, state and people below. */
import { Asides } from './asides.js'
import { h } from './dom.js'
import { wayOut } from './key-names.js'
import { PeopleList } from './people.js'
import { SidePanel } from './side-panel.js'
import { StatusBar } from './status-bar.js'
import { Toolbar } from './toolbar.js'

/** Id of what the text box is described by. */
export const HELP = 'draft-help'

/**
 * `{toolbar, list, asides, side, status, page, desk, head, elements}`; `elements` go into the <draft-editor>.
 *
 * `editor()`: the text box or null; `acts` of the toolbar; `insert(text)` and `dismiss(aside)` of words set aside;
 * `changed()` after a panel was opened or closed; `jump(client)` to where another person writes; `fallback` stands in the desk until the page does.
 */
export function createFrame({ editor, acts, insert, dismiss, changed, jump, fallback }) {
  const status = new StatusBar()
  const list = new PeopleList({ jump })
  const help = h('p', { id: HELP, hidden: true }, wayOut())
  const toolbar = new Toolbar({
    view: () => editor().view,
    acts,
    controls: 'draft-page',
  })
  toolbar.element.hidden = true
  const asides = new Asides({ insert: (text) => editor() && insert(text), dismiss })
  const side = new SidePanel({ back: () => editor()?.view.focus(), changed })
  const page = h('div', { class: 'draft-page prose prose--document', id: 'draft-page' })
  const desk = h('div', { class: 'draft-desk' }, ...fallback)
  status.words.before(list.element)
  const head = h('div', { class: 'draft-head' }, ...toolbar.elements)
  const sheet = h('div', { class: 'draft-sheet' }, asides.element, desk, status.element)
  const work = h('div', { class: 'draft-work' }, sheet, side.element)
  const elements = [head, work, side.said, help]
  return { toolbar, list, asides, side, status, page, desk, head, elements }
}
