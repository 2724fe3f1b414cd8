/** The passage that is selected in the text box, as the server takes it. */
import * as Y from 'yjs'

/** `{start, end, quote}` with relative positions in JSON text; without a selection the paragraph; null for nothing. */
export function chosen(view, text) {
  const { main } = view.state.selection
  const { from, to } = main.empty ? paragraphAt(view.state, main.head) : main
  const quote = view.state.sliceDoc(from, to)
  if (!quote.trim()) return null
  return { start: shared(text, from, 0), end: shared(text, to, -1), quote }
}

/** The last character belongs to the passage, the one behind it does not: `assoc` says on which side to stay. */
export function shared(text, place, assoc) {
  const position = Y.createRelativePositionFromTypeIndex(text, place, assoc)
  return JSON.stringify(Y.relativePositionToJSON(position))
}

function paragraphAt(state, place) {
  let first = state.doc.lineAt(place)
  let last = first
  while (first.number > 1 && state.doc.line(first.number - 1).text.trim())
    first = state.doc.line(first.number - 1)
  while (last.number < state.doc.lines && state.doc.line(last.number + 1).text.trim())
    last = state.doc.line(last.number + 1)
  return { from: first.from, to: last.to }
}
