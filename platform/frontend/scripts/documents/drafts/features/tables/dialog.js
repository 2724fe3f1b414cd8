/** The window for a new table. Loaded when first needed. */
import { field, h } from '../../screen/dom.js'

const MOST_COLUMNS = 12
const MOST_ROWS = 100

/** `insert(columns, rows)` puts it into the text. */
export function openTableDialog(host, insert) {
  const columns = number('columns', 3, MOST_COLUMNS)
  const rows = number('rows', 3, MOST_ROWS)
  const cancel = h('button', { type: 'button', class: 'button button--quiet' }, gettext('Cancel'))
  const form = h(
    'form',
    { class: 'dialog-body', onsubmit: save },
    h('h2', {}, gettext('Table')),
    field(gettext('Columns'), columns),
    field(gettext('Rows, without the titles'), rows),
    h(
      'p',
      { class: 'help' },
      gettext(
        'The first row holds the titles of the columns. Tab goes to the next cell, in the last one it adds a row.',
      ),
    ),
    h('div', { class: 'actions' }, cancel, h('button', { class: 'button' }, gettext('Insert the table'))),
  )
  const dialog = h('dialog', { class: 'dialog dialog--small', 'aria-label': gettext('Table') }, form)
  cancel.addEventListener('click', () => dialog.close())
  dialog.addEventListener('close', () => {
    dialog.remove()
    host.view()?.focus()
  })
  host.element.append(dialog)
  dialog.showModal()
  columns.select()

  /** At once: `close` comes later, and the next key belongs into the first cell. */
  function save(event) {
    event.preventDefault()
    dialog.close()
    host.view().focus()
    insert(Number(columns.value), Number(rows.value))
  }
}

function number(name, value, max) {
  return h('input', {
    type: 'number',
    id: `draft-table-${name}`,
    min: 1,
    max,
    value,
    required: true,
    inputmode: 'numeric',
  })
}
