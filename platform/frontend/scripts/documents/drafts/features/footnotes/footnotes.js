/** Footnotes: put in with their number, shown raised, walked to and back. */
import { fitted, placeInWords } from '../tables/guard.js'
import { footnoteMarks } from './draw.js'
import { freeLabel, markAt, marksIn, otherEnd } from './notes.js'

export function footnotes(host) {
  const jump = (view, position) => go(host, view, position)
  return {
    extensions: footnoteMarks({ visual: () => !host.source(), jump }),
    acts: { footnote: (view) => insertNote(view, host.presence.others.length === 0) },
    keys: [{ key: 'Mod-Enter', run: (view) => jump(view, view.state.selection.main.head) }],
  }
}

/** The number at the caret, the note at the end of the text, and the caret there. */
export function insertNote(view, alone) {
  const { state } = view
  const text = state.doc.toString()
  const label = freeLabel(marksIn(text), alone)
  const at = placeInWords(state, state.selection.main.to)
  const end = text.trimEnd().length
  const behind =
    /\n\[\^[^\n]*$/.test(text.slice(0, end)) ||
    /^\[\^/.test(text.slice(text.lastIndexOf('\n', end - 1) + 1, end))
  const note = `${behind ? '\n' : '\n\n'}[^${label}]: `
  const mark = `[^${label}]`
  const place = Math.max(at, end)
  view.dispatch({
    changes: [
      { from: at, insert: mark },
      { from: place, to: state.doc.length, insert: note },
    ],
    selection: { anchor: place + mark.length + note.length },
    scrollIntoView: true,
    // Both places are fit: a table at the end would take the note for words that are typed into it.
    annotations: fitted.of(true),
    userEvent: 'input.format',
  })
  view.focus()
  return true
}

function go(host, view, position) {
  const marks = marksIn(view.state.doc.toString())
  const mark = markAt(marks, position, view.state.doc.lineAt(position))
  const target = mark && otherEnd(marks, mark)
  if (target === null) return false
  view.dispatch({ selection: { anchor: target }, scrollIntoView: true, userEvent: 'select' })
  view.focus()
  host.announce(mark.note ? gettext('Back in the text') : gettext('At the note'))
  return true
}
