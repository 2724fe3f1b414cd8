/** The tools of a table, under the toolbar while the caret is in one. */
import { h, icon } from '../../screen/dom.js'
import * as edits from './edits.js'
import { placeOf } from './model.js'

const ICONS = {
  'row-above': 'M4 12h16v7H4zM12 4v5M9.500 6.500 12 4l2.500 2.500',
  'row-below': 'M4 5h16v7H4zM12 15v5M9.500 17.500 12 20l2.500-2.500',
  'row-up': 'M4 9h16v6H4zM12 6V2M10 4l2-2 2 2',
  'row-down': 'M4 9h16v6H4zM12 18v4M10 20l2 2 2-2',
  'row-remove': 'M4 9h16v6H4zM9 18l6 5M15 18l-6 5',
  'column-before': 'M12 4h7v16h-7zM4 12h5M6.500 9.500 4 12l2.500 2.500',
  'column-after': 'M5 4h7v16H5zM15 12h5M17.500 9.500 20 12l-2.500 2.500',
  'column-left': 'M9 4h6v16H9zM6 12H2M4 10l-2 2 2 2',
  'column-right': 'M9 4h6v16H9zM18 12h4M20 10l2 2-2 2',
  'column-remove': 'M9 3h6v12H9zM9 18l6 5M15 18l-6 5',
  left: 'M4 6h16M4 12h10M4 18h13',
  center: 'M4 6h16M7 12h10M5.500 18h13',
  right: 'M4 6h16M10 12h10M7 18h13',
  remove: 'M4 5h16v14H4zM4 10h16M10 10v9M8 8l8 8M16 8l-8 8',
}

/** Every tool: `[name, words, edit(state, table, place)]`, in groups. */
function groups() {
  const aligned = (how) => (state, table, place) =>
    edits.align(table, place, table.aligns[place.column] === how ? '' : how)
  return [
    [
      ['row-above', gettext('Row above'), (state, table, place) => edits.addRow(table, place, -1)],
      ['row-below', gettext('Row below'), (state, table, place) => edits.addRow(table, place, 1)],
      ['row-up', gettext('Move the row up'), (state, table, place) => edits.moveRow(state, table, place, -1)],
      [
        'row-down',
        gettext('Move the row down'),
        (state, table, place) => edits.moveRow(state, table, place, 1),
      ],
      ['row-remove', gettext('Delete the row'), (state, table, place) => edits.removeRow(table, place)],
    ],
    [
      ['column-before', gettext('Column before'), (state, table, place) => edits.addColumn(table, place, -1)],
      ['column-after', gettext('Column after'), (state, table, place) => edits.addColumn(table, place, 1)],
      [
        'column-left',
        gettext('Move the column left'),
        (state, table, place) => edits.moveColumn(state, table, place, -1),
      ],
      [
        'column-right',
        gettext('Move the column right'),
        (state, table, place) => edits.moveColumn(state, table, place, 1),
      ],
      [
        'column-remove',
        gettext('Delete the column'),
        (state, table, place) => edits.removeColumn(table, place),
      ],
    ],
    [
      ['left', gettext('Align the column left'), aligned('left')],
      ['center', gettext('Centre the column'), aligned('center')],
      ['right', gettext('Align the column right'), aligned('right')],
    ],
    [['remove', gettext('Delete the table'), (state, table) => edits.removeTable(state, table)]],
  ]
}

export class TableBar {
  /** `table()`: the one with the caret or null; `view()`; `perform(edit, name)` carries out and tells. */
  constructor({ table, view, perform }) {
    Object.assign(this, { table, view, perform })
    this.buttons = new Map()
    const drawn = groups().map((group) =>
      h('div', { class: 'draft-tools' }, ...group.map((tool) => this.#button(tool))),
    )
    const label = gettext('Table')
    this.element = h(
      'div',
      { class: 'draft-table-bar', role: 'toolbar', 'aria-label': label, hidden: true },
      ...drawn,
    )
    this.element.addEventListener('keydown', (event) => this.#move(event))
    this.#stop(this.#all[0])
  }

  /** Follow the caret. */
  show() {
    const table = this.table()
    const { state } = this.view()
    this.element.hidden = !table || state.readOnly
    if (this.element.hidden) return
    const place = placeOf(table, state.selection.main.head)
    for (const [name, { button, edit }] of this.buttons) {
      if (['left', 'center', 'right'].includes(name))
        button.setAttribute('aria-pressed', String(table.aligns[place.column] === name))
      else button.setAttribute('aria-disabled', String(edit(state, table, place) === null))
    }
  }

  get #all() {
    return [...this.element.querySelectorAll('button')]
  }

  #button([name, label, edit]) {
    const button = h(
      'button',
      { type: 'button', class: 'tool', 'aria-label': label, title: label },
      icon(ICONS[name]),
    )
    button.addEventListener('mousedown', (event) => event.preventDefault())
    button.addEventListener('click', () => {
      const table = this.table()
      const { state } = this.view()
      if (table) this.perform(edit(state, table, placeOf(table, state.selection.main.head)), label)
    })
    this.buttons.set(name, { button, edit })
    return button
  }

  #move(event) {
    const all = this.#all
    const at = all.indexOf(event.target)
    const steps = { ArrowRight: (at + 1) % all.length, ArrowLeft: at - 1, Home: 0, End: -1 }
    if (event.key === 'Escape') return this.view().focus()
    if (!(event.key in steps) || at < 0) return
    event.preventDefault()
    this.#stop(all.at(steps[event.key]))
    all.at(steps[event.key]).focus()
  }

  #stop(button) {
    for (const one of this.#all) one.tabIndex = one === button ? 0 : -1
  }
}
