/** Pictures: the button; the rest is images.js. */
import { late } from '../late.js'

const ICON = 'M4 5h16v14H4zM4 16l4.500-4.500 3.500 3.500 3-3 5 5M15.500 9.500h.01'

export const images = late({
  load: () => import('../text-work.js').then((module) => module.images),
  needed: (text) => text.includes('!['),
  describe: () => ({
    tools: [{ name: 'image', label: gettext('Picture'), icon: ICON, group: 'insert', toggles: true }],
  }),
})
