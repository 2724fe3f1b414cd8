/** Lists of tasks: made by a tool, ticked by a click on the box or by a key. */
import { EditorView } from '@codemirror/view'
import { prefixOf } from '../../visual/prefix.js'
import { blockOf, toggleTasks } from '../../format/blocks.js'

const ICON = 'M4 5h6v6H4zM5.500 8l1.200 1.200L9 6.500M13 8h7M4 14h6v6H4zM13 17h7'

export function tasks(host) {
  const click = EditorView.domEventHandlers({
    mousedown(event, view) {
      const box = event.target.closest?.('.draft-task')
      if (!box) return false
      event.preventDefault()
      tick(host, view, view.posAtDOM(box))
      return true
    },
  })
  return {
    extensions: click,
    tools: [
      {
        name: 'tasks',
        group: 'lists',
        menu: 'insert',
        label: gettext('List of tasks'),
        icon: ICON,
        key: 'Mod-Shift-6',
        run: toggleTasks,
        pressed: (state) => blockOf(state).task,
      },
    ],
    keys: [{ key: 'Mod-Enter', run: (view) => tick(host, view, view.state.selection.main.head) }],
  }
}

/** Tick or untick the task of a line; false where there is none. */
export function tick(host, view, position) {
  const { state } = view
  const mark = prefixOf(state, state.doc.lineAt(position)).marks.find(({ name }) => name === 'TaskMarker')
  if (!mark || state.readOnly) return false
  const done = /x/i.test(state.sliceDoc(mark.from, mark.to))
  // Only the sign between the brackets: two who tick at once change one letter.
  view.dispatch({
    changes: { from: mark.from + 1, to: mark.to - 1, insert: done ? ' ' : 'x' },
    userEvent: 'input.format',
  })
  host.announce(done ? gettext('Not done') : gettext('Done'))
  return true
}
