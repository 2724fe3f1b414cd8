/** A button that divides the chapter at the line of the caret: it leads to the page that asks how. */
import * as Y from 'yjs'

const ICON = 'M5 4v4h14V4M3 12h4m3 0h4m3 0h4M5 20v-4h14v4'

export function structure(host) {
  if (!host.can('edit_draft')) return {}
  const run = (view) => window.location.assign(addressOf(host, view.state))
  const label = gettext('Divide the chapter here')
  return { tools: [{ name: 'split', label, icon: ICON, group: 'text', menu: 'more', run }] }
}

/** The place is named so that the server finds it whatever others write meanwhile. */
export function addressOf({ part, replica }, state) {
  const line = state.doc.lineAt(state.selection.main.head)
  const place = Y.createRelativePositionFromTypeIndex(replica.doc.getText('text'), line.from)
  const bytes = String.fromCharCode(...Y.encodeRelativePosition(place))
  const name = btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  return `/parts/${part}/split/?at=${name}`
}
