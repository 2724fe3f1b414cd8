/** References to headings, tables and figures: the button; the rest is references.js. */
import { late } from '../late.js'

const ICON = 'M5 4h9l5 5v11H5zM14 4v5h5M8.500 13h7M12.500 10l3 3-3 3'

export const references = late({
  load: () => import('../text-work.js').then((module) => module.references),
  needed: (text) => text.includes('](#'),
  describe: () => ({
    tools: [{ name: 'reference', label: gettext('Reference'), icon: ICON, group: 'insert', menu: 'insert' }],
  }),
})
