/** Two quieter ways to see the sheet: the whole page for it, and nothing but the text. Remembered; Escape leaves. */
import { drop, recall, remember } from '../../../../storage.js'

const KEY = 'kes-draft-view'
const ICONS = {
  full: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  quiet: 'M7 4h10v16H7zM10 9h4M10 12h4M10 15h2',
}

export function views(host) {
  const { element } = host
  const show = (name) => {
    if (name) element.dataset.view = name
    else delete element.dataset.view
    document.body.toggleAttribute('data-draft-view', Boolean(name))
    host.view()?.requestMeasure()
  }
  const turn = (name) => {
    const chosen = element.dataset.view === name ? '' : name
    if (chosen) remember(KEY, chosen)
    else drop(KEY)
    show(chosen)
    host.announce(chosen ? gettext('Escape goes back to the whole page') : gettext('The whole page is shown'))
  }
  const leave = (event) => {
    const busy = event.defaultPrevented || document.querySelector('dialog[open]')
    if (event.key === 'Escape' && element.dataset.view && !busy) turn(element.dataset.view)
  }
  document.addEventListener('keydown', leave)
  const kept = recall(KEY)
  show(kept in ICONS ? kept : '')
  const tool = (name, label) => ({
    name: `view-${name}`,
    label,
    icon: ICONS[name],
    group: 'view',
    menu: 'more',
    reading: true,
    run: () => turn(name),
    pressed: () => element.dataset.view === name,
  })
  return {
    tools: [tool('full', gettext('Use the whole page')), tool('quiet', gettext('Only the text'))],
    destroy() {
      document.removeEventListener('keydown', leave)
      show('')
    },
  }
}
