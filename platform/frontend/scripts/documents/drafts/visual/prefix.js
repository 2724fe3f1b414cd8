/**
 * The block marks at the beginning of a line: `## `, `- `, `1. `, `> `, `- [ ] `, and the indent before them.
 *
 * In visual mode they are never shown: the line's look says what it is, the toolbar changes it, Backspace at the
 * beginning removes it. So the caret must not stand before them either.
 */
import { syntaxTree } from '@codemirror/language'

const MARKS = new Set(['QuoteMark', 'ListMark', 'HeaderMark', 'TaskMarker'])
const VERBATIM = /^(FencedCode|CodeBlock|HTMLBlock|CommentBlock|Table)$/

/** `{from, to, marks: [{name, from, to}]}` of a line; empty (`from === to`) for a plain paragraph. */
export function prefixOf(state, line) {
  const found = []
  let verbatim = false
  syntaxTree(state).iterate({
    from: line.from,
    to: line.to,
    enter: ({ name, from, to }) => {
      if (VERBATIM.test(name)) verbatim = verbatim || from <= line.from
      if (MARKS.has(name) && from >= line.from && to <= line.to) found.push({ name, from, to })
    },
  })
  const marks = leading(state, line, found)
  // A setext underline or closing hashes are no prefix; `##` with nothing behind it is still being typed.
  const end = marks.length
    ? skipBlank(state, marks.at(-1), line)
    : verbatim
      ? line.from
      : indentEnd(state, line)
  return { from: line.from, to: end, marks }
}

/** A line without words that only separates two paragraphs: drawn low, passed over by the caret. */
export function isGap(state, line) {
  if (hasWords(line) || line.number === 1 || line.number === state.doc.lines) return false
  const [above, below] = [state.doc.line(line.number - 1), state.doc.line(line.number + 1)]
  return hasWords(above) && hasWords(below) && !inVerbatim(state, line)
}

/** A quoted blank line (`>`) has none. */
function hasWords({ text }) {
  return /[^>\s]/.test(text)
}

export function inVerbatim(state, line) {
  for (let node = syntaxTree(state).resolveInner(line.from, 1); node; node = node.parent) {
    if (VERBATIM.test(node.name)) return true
  }
  return false
}

function leading(state, line, found) {
  const marks = []
  let end = line.from
  for (const mark of found) {
    if (state.sliceDoc(end, mark.from).trim()) break
    if (mark.name === 'HeaderMark' && !/^#{1,6}$/.test(state.sliceDoc(mark.from, mark.to))) break
    marks.push(mark)
    end = mark.to
  }
  return marks
}

function skipBlank(state, mark, line) {
  const rest = state.sliceDoc(mark.to, line.to)
  const blank = rest.length - rest.trimStart().length
  return mark.to + (mark.name === 'QuoteMark' ? Math.min(blank, 1) : blank)
}

/** The second paragraph of a list item is indented in the source; its look comes from the style. */
function indentEnd(state, line) {
  const indent = line.text.length - line.text.trimStart().length
  if (!indent || indent === line.length) return line.from
  for (let node = syntaxTree(state).resolveInner(line.from + indent, 1); node; node = node.parent) {
    if (node.name === 'ListItem') return line.from + indent
  }
  return line.from
}
