/** Who wrote what: the button and the tab; the rest is authors.js. */
import { late } from '../late.js'

const ICON = 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4M14 20h6'

export const authors = late({
  load: () => import('../talk-work.js').then((module) => module.authors),
  describe: () => ({
    tools: [
      {
        name: 'authors',
        label: gettext('Who wrote this?'),
        icon: ICON,
        group: 'talk',
        menu: 'more',
        reading: true,
      },
    ],
    panel: { name: 'authors', label: gettext('Authors'), icon: ICON, button: false },
  }),
})
