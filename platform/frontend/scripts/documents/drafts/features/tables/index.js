/** Tables as grids: the button; the rest is tables.js, which comes before a text with a table is shown. */
import { late } from '../late.js'

const ICON = 'M4 5h16v14H4zM4 10h16M4 14.500h16M10 5v14'

export const tables = late({
  load: () => import('../text-work.js').then((module) => module.tables),
  needed: (text) => text.includes('|'),
  describe: () => ({
    tools: [{ name: 'table', label: gettext('Table'), icon: ICON, group: 'insert', toggles: true }],
    help: [
      ['Tab, Shift+Tab', gettext('In a table: next and previous cell')],
      ['Enter', gettext('In a table: the cell below')],
    ],
  }),
})
