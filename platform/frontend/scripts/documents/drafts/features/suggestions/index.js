/** Suggestions: the tab, and whether one writes or suggests; the rest is suggestions.js. */
import { late } from '../late.js'
import { waiting } from './kept.js'

const ICON = 'M4 17.500V20h2.500L17 9.500 14.500 7zM16 5.500 18.500 8M11 20h9'

export const suggestions = late({
  load: () => import('../talk-work.js').then((module) => module.suggestions),
  describe: (host) => ({
    tools: host.has('suggest_edit') ? modes(host) : [],
    panel: { name: 'suggestions', label: gettext('Suggestions'), icon: ICON },
  }),
  // Nobody begins to write in the text and goes on in a copy of it.
  needed: (_text, host) => host.has('suggest_edit') && (!host.has('edit_draft') || waiting(host)),
})

/** Whoever may only suggest has no other mode. */
function modes(host) {
  const common = { group: 'mode', words: true, reading: true }
  const write = { ...common, name: 'write', label: gettext('I am writing'), pressed: () => !host.copy() }
  const suggest = {
    ...common,
    name: 'suggest',
    label: gettext('I am suggesting'),
    pressed: () => Boolean(host.copy()),
  }
  return host.has('edit_draft') ? [write, suggest] : [suggest]
}
