/** Footnotes: the button; the rest is footnotes.js. */
import { late } from '../late.js'

const ICON = 'M4 7h8M8 7v11M15 5.500 17 4v6M15 10h4M4 21h16'

export const footnotes = late({
  load: () => import('../text-work.js').then((module) => module.footnotes),
  needed: (text) => text.includes('[^'),
  describe: () => ({
    tools: [
      {
        name: 'footnote',
        label: gettext('Footnote'),
        icon: ICON,
        key: 'Mod-Shift-y',
        group: 'insert',
        menu: 'insert',
      },
    ],
    help: [['Mod-Enter', gettext('From a footnote to its note and back; tick a task')]],
  }),
})
