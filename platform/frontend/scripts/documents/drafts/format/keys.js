/**
 * Enter, Backspace, Delete, Tab and the arrows as a word processor has them.
 *
 * Enter begins a paragraph (a blank line in the source) or goes on with a list; Backspace at the beginning of a line
 * takes away what the line is before it joins it to the one above; Tab moves list items only, elsewhere it leaves the
 * editor as everywhere on the page. In source mode Enter is Enter.
 */
import { EditorSelection } from '@codemirror/state'
import { inVerbatim, isGap, prefixOf } from '../visual/prefix.js'
import { selectedLines, setHeading } from './blocks.js'

const INDENT = '    '

export function enter({ visual }) {
  return (view) => {
    const { state } = view
    const { head, from, to } = state.selection.main
    const line = state.doc.lineAt(head)
    const prefix = prefixOf(state, line)
    if (state.readOnly) return false
    if (inVerbatim(state, line) || from < prefix.to) return insert(view, '\n')
    const isEmpty = prefix.marks.length && !state.sliceDoc(prefix.to, line.to).trim()
    if (isEmpty) return leave(view, line, prefix)
    const going = continuation(state, prefix)
    if (going) return insert(view, going, spacesAfter(state, to))
    return insert(view, visual() && line.text.trim() ? '\n\n' : '\n', visual() ? spacesAfter(state, to) : 0)
  }
}

/** A line break inside a paragraph. */
export function softEnter(view) {
  return view.state.readOnly ? false : insert(view, '  \n')
}

export function backspace({ visual }) {
  return (view) => {
    const { state } = view
    const { empty, head } = state.selection.main
    if (!empty || !visual() || state.readOnly) return false
    const line = state.doc.lineAt(head)
    const prefix = prefixOf(state, line)
    if (head !== prefix.to) return false
    if (prefix.marks.length) return leave(view, line, prefix)
    if (line.number < 3 || !isGap(state, state.doc.line(line.number - 1))) return false
    view.dispatch({
      changes: { from: state.doc.line(line.number - 2).to, to: head },
      userEvent: 'delete.backward',
    })
    return true
  }
}

export function deleteForward({ visual }) {
  return (view) => {
    const { state } = view
    const { empty, head } = state.selection.main
    const line = state.doc.lineAt(head)
    if (!empty || !visual() || state.readOnly || head !== line.to || line.number + 2 > state.doc.lines)
      return false
    if (!line.length || !isGap(state, state.doc.line(line.number + 1))) return false
    const { to } = prefixOf(state, state.doc.line(line.number + 2))
    view.dispatch({ changes: { from: head, to }, userEvent: 'delete.forward' })
    return true
  }
}

/** Up and down pass over the low blank lines between paragraphs. */
export function vertical(forward, extend, { visual }) {
  return (view) => {
    if (!visual()) return false
    const { main } = view.state.selection
    let range = view.moveVertically(main, forward)
    if (isGap(view.state, view.state.doc.lineAt(range.head))) range = view.moveVertically(range, forward)
    const moved = extend ? EditorSelection.range(main.anchor, range.head, range.goalColumn) : range
    view.dispatch({ selection: moved, scrollIntoView: true, userEvent: 'select' })
    return true
  }
}

/** At the first word of a line there is nowhere to go: before it are only its hidden marks. */
export function home({ visual }) {
  return ({ state }) => {
    const { head, empty } = state.selection.main
    return visual() && empty && head === prefixOf(state, state.doc.lineAt(head)).to
  }
}

/** A command; false outside lists, so that the key goes on to the page. */
export function indentItems(step) {
  return (view) => {
    const { state } = view
    const items = selectedLines(state).filter((line) => itemMark(state, line))
    if (!items.length || state.readOnly) return false
    const changes = items.flatMap((line) => (step > 0 ? deeper(state, line) : shallower(state, line)))
    if (changes.length) view.dispatch({ changes, userEvent: 'input.indent' })
    return true
  }
}

function deeper(state, line) {
  const mark = itemMark(state, line)
  const above = line.number > 1 && itemMark(state, state.doc.line(line.number - 1))
  const column = (at) => at - state.doc.lineAt(at).from
  if (!above || column(above.from) < column(mark.from)) return []
  const number = /\d+/.exec(state.sliceDoc(mark.from, mark.to))
  const first = {
    from: mark.from,
    to: mark.from + (number ? number[0].length : 0),
    insert: INDENT + (number ? '1' : ''),
  }
  return [first]
}

function shallower(state, line) {
  const mark = itemMark(state, line)
  const indent = /[ \t]*$/.exec(state.sliceDoc(line.from, mark.from))[0].length
  return indent ? [{ from: mark.from - Math.min(indent, INDENT.length), to: mark.from }] : []
}

function itemMark(state, line) {
  return prefixOf(state, line).marks.findLast(({ name }) => name === 'ListMark')
}

function continuation(state, { from, marks }) {
  const list = marks.findLast(({ name }) => name === 'ListMark')
  if (list) {
    const sign = state.sliceDoc(list.from, list.to).replace(/\d+/, (number) => Number(number) + 1)
    const task = marks.some(({ name }) => name === 'TaskMarker') ? '[ ] ' : ''
    return `\n${state.sliceDoc(from, list.from)}${sign} ${task}`
  }
  const quote = marks.findLast(({ name }) => name === 'QuoteMark')
  if (!quote) return null
  const signs = state.sliceDoc(from, quote.to)
  return `\n${signs}\n${signs} `
}

/** One step out: an inner item moves out, anything else becomes a paragraph, a quoted line leaves the quote. */
function leave(view, line, prefix) {
  const { state } = view
  const list = prefix.marks.findLast(({ name }) => name === 'ListMark')
  if (list && shallower(state, line).length) return indentItems(-1)(view)
  if (prefix.marks.at(-1).name !== 'QuoteMark') return setHeading(0)(view)
  const quote = prefix.marks.at(-1)
  view.dispatch({ changes: { from: quote.from, to: prefix.to }, userEvent: 'delete.backward' })
  return true
}

function spacesAfter(state, position) {
  const rest = state.sliceDoc(position, state.doc.lineAt(position).to)
  return rest.length - rest.trimStart().length
}

function insert(view, text, swallowed = 0) {
  const { from, to } = view.state.selection.main
  const changes = { from, to: to + swallowed, insert: text }
  view.dispatch({
    changes,
    selection: { anchor: from + text.length },
    userEvent: 'input.paragraph',
    scrollIntoView: true,
  })
  return true
}
