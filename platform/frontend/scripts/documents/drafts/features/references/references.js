/** References: a tool that lists headings, tables and figures of the whole document, and their names in visual mode. */
import { drawReferences, relabel } from './draw.js'
import { Targets } from './targets.js'

export function references(host) {
  const targets = new Targets(`/parts/${host.part}/targets`)
  const known = () => targets.load().then(() => host.view()?.dispatch({ effects: relabel.of(null) }))
  const open = async (view) => {
    if (view.state.readOnly) return
    const [{ openDialog }] = await Promise.all([import('./dialog.js'), targets.load({ fresh: true })])
    openDialog(host, targets, (slug) => insert(host, view, slug, targets))
  }
  return {
    extensions: [drawReferences({ visual: () => !host.source(), targets, known })],
    acts: { reference: open },
  }
}

function insert(host, view, slug, targets) {
  const { from, to } = view.state.selection.main
  const words = view.state.sliceDoc(from, to).replace(/[[\]\n]/g, ' ')
  const text = `[${words}](#${slug})`
  view.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: from + text.length },
    userEvent: 'input.format',
    scrollIntoView: true,
  })
  host.announce(interpolate(gettext('Inserted: %(name)s'), { name: targets.label(slug) ?? slug }, true))
}
