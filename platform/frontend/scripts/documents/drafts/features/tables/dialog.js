/** The window for a new table. Loaded when first needed. */
import { field, h } from '../../screen/dom.js'
import { openWindow } from '../../screen/window.js'

const MOST_COLUMNS = 12
const MOST_ROWS = 100

/** `insert(columns, rows)` puts it into the text, at once: the next key belongs into the first cell. */
export function openTableDialog(host, insert) {
  const columns = number('columns', 3, MOST_COLUMNS)
  const rows = number('rows', 3, MOST_ROWS)
  const help = gettext(
    'The first row holds the titles of the columns. Tab goes to the next cell, in the last one it adds a row.',
  )
  openWindow(host.element, host.view, {
    title: gettext('Table'),
    content: [
      field(gettext('Columns'), columns),
      field(gettext('Rows, without the titles'), rows),
      h('p', { class: 'help' }, help),
    ],
    submit: gettext('Insert the table'),
    save(close) {
      close()
      insert(Number(columns.value), Number(rows.value))
    },
  })
  columns.select()
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
