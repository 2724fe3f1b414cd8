/** Find and replace: the button and the keys; the rest is loaded with the first look (panel.js). */
import { lazily } from '../lazy.js'

const ICON = 'M10.500 4a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13M15.500 15.500 20 20'

export function finding(host) {
  const panel = lazily(() => import('./panel.js'))
  const how = { announce: host.announce, visual: () => !host.source() }
  const open = (view) => {
    panel().then((module) => module?.openFinding(view, how))
    return true
  }
  const tool = {
    name: 'find',
    label: gettext('Find and replace'),
    icon: ICON,
    key: 'Mod-f',
    group: 'text',
    menu: 'more',
    reading: true,
    run: open,
  }
  return {
    tools: [tool],
    keys: ['Mod-h', 'F3'].map((key) => ({ key, run: open, preventDefault: true })),
  }
}
