/**
 * Headings, lists and quotes: what the selected lines are, and turning them into something else.
 *
 * A paragraph is a line with blank lines around it; list items follow each other without. So turning paragraphs into
 * a list also closes the gaps between them, and back again: our renderer, like most, wants it so.
 */
import { ChangeSet } from '@codemirror/state'
import { prefixOf } from '../visual/prefix.js'

/** `{heading: 0-6, bullet, task, ordered, quote}` of the line with the caret. */
export function blockOf(state) {
  const line = state.doc.lineAt(state.selection.main.head)
  const { marks } = prefixOf(state, line)
  const list = marks.findLast(({ name }) => name === 'ListMark')
  const header = marks.find(({ name }) => name === 'HeaderMark')
  const ordered = Boolean(list) && /\d/.test(state.sliceDoc(list.from, list.to))
  return {
    heading: header ? header.to - header.from : 0,
    bullet: Boolean(list) && !ordered,
    task: marks.some(({ name }) => name === 'TaskMarker'),
    ordered,
    quote: marks.some(({ name }) => name === 'QuoteMark'),
  }
}

/** A command; level 0 makes paragraphs. */
export function setHeading(level) {
  const sign = level ? `${'#'.repeat(level)} ` : ''
  return (view) => convert(view, () => sign, { list: false })
}

/** A command; kind: 'bullet' or 'ordered'. */
export function toggleList(kind) {
  return (view) => {
    const off = blockOf(view.state)[kind]
    if (off) return convert(view, () => '', { list: false })
    return convert(view, (index) => (kind === 'bullet' ? '- ' : `${index + 1}. `), { list: true })
  }
}

/** A command: items with a box to be ticked, or paragraphs again. */
export function toggleTasks(view) {
  const off = blockOf(view.state).task
  return convert(view, () => (off ? '' : '- [ ] '), { list: !off })
}

/** A command. */
export function toggleQuote(view) {
  const { state } = view
  if (state.readOnly) return false
  const off = blockOf(state).quote
  const changes = selectedLines(state).flatMap((line) =>
    off ? unquote(state, line) : { from: line.from, insert: '> ' },
  )
  view.dispatch({ changes, userEvent: 'input.format' })
  return true
}

function unquote(state, line) {
  const [quote] = prefixOf(state, line).marks.filter(({ name }) => name === 'QuoteMark')
  if (!quote) return []
  const space = state.sliceDoc(quote.to, quote.to + 1) === ' ' ? 1 : 0
  return [{ from: quote.from, to: quote.to + space }]
}

/** Replace the signs of the selected lines; `sign(index)` is the new one of the index-th line with text. */
function convert(view, sign, { list }) {
  const { state } = view
  if (state.readOnly) return false
  const all = selectedLines(state)
  const lines = all.length > 1 ? all.filter(({ text }) => text.trim()) : all
  if (!lines.length) return false
  const changes = lines.map((line, index) => resign(state, line, sign(index), list))
  lines
    .slice(1)
    .forEach((line, index) => changes.push(...space(state, lines[index], line, list ? '\n' : '\n\n')))
  const converted = state.changes(changes)
  const start = keepApart(state, lines[0], -1, list)
    ? [{ from: converted.mapPos(lines[0].from, -1), insert: '\n' }]
    : []
  const end = keepApart(state, lines.at(-1), 1, list)
    ? [{ from: converted.mapPos(lines.at(-1).to, 1), insert: '\n' }]
    : []
  dispatchKeepingCaret(view, converted, start, end)
  return true
}

/** The caret goes behind a new sign and a blank line before it, but stays before a blank line after it. */
function dispatchKeepingCaret(view, converted, start, end) {
  const before = ChangeSet.of(start, converted.newLength)
  const after = ChangeSet.of(end, converted.newLength).map(before)
  const selection = view.state.selection.map(converted, 1).map(before, 1).map(after, -1)
  const changes = converted.compose(before).compose(after)
  view.dispatch({ changes, selection, userEvent: 'input.format', scrollIntoView: true })
}

/** The quote marks of a line stay, and in a list its indent; the rest of the prefix gives way to the sign. */
function resign(state, line, sign, list) {
  const { from, to, marks } = prefixOf(state, line)
  const quote = marks.findLast(({ name }) => name === 'QuoteMark')
  const item = marks.find(({ name }) => name === 'ListMark')
  const base = quote ? Math.min(quote.to + 1, to) : from
  const start = list && item ? item.from : base
  return { from: start, to: Math.max(start, to), insert: sign }
}

function space(state, before, after, wanted) {
  const between = state.sliceDoc(before.to, after.from)
  const plain = !between.trim()
  return plain && between !== wanted ? [{ from: before.to, to: after.from, insert: wanted }] : []
}

/** A neighbour of another kind is kept apart by a blank line; neighbouring items of a list are not. */
function keepApart(state, line, side, list) {
  const number = line.number + side
  if (number < 1 || number > state.doc.lines) return false
  const neighbour = state.doc.line(number)
  const names = prefixOf(state, neighbour).marks.map(({ name }) => name)
  const belongs = names.includes('QuoteMark') || (list && names.includes('ListMark'))
  return Boolean(neighbour.text.trim()) && !belongs
}

export function selectedLines(state) {
  const { from, to } = state.selection.main
  const [first, last] = [state.doc.lineAt(from).number, state.doc.lineAt(to).number]
  return Array.from({ length: last - first + 1 }, (_, index) => state.doc.line(first + index))
}
