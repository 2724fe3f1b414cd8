/** Comments beside the text: the buttons and the tab; the rest is comments.js. */
import { late } from '../late.js'

const ICON = 'M5 5h14v10H11l-4 4v-4H5z'
const ADD = 'M5 5h14v10H11l-4 4v-4H5zM12 7.500v5M9.500 10h5'
const TO = 'M5 5h14v10H11l-4 4v-4H5zM9 10h6m-2.500-2.500L15 10l-2.500 2.500'

export const comments = late({
  load: () => import('../talk-work.js').then((module) => module.comments),
  describe(host) {
    const tools = [
      {
        name: 'comment',
        label: gettext('Comment'),
        icon: ADD,
        key: 'Mod-Shift-m',
        group: 'talk',
        reading: true,
      },
      {
        name: 'to-comment',
        label: gettext('To the comment here'),
        icon: TO,
        key: 'Mod-Shift-l',
        group: 'talk',
        menu: 'more',
        reading: true,
      },
    ]
    return {
      tools: host.can('comment_draft') ? tools : tools.slice(1),
      panel: { name: 'comments', label: gettext('Comments'), icon: ICON },
    }
  },
})
