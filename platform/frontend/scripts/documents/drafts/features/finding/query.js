/** What is looked for, as it stands there: `\n` are two signs, and what draws a table is not found. */
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language'
import { SearchQuery, setSearchQuery } from '@codemirror/search'
import { EditorState } from '@codemirror/state'
import { tableAt } from '../tables/model.js'

const PATIENCE = 500

/** An extension; `visual()` says whether tables are drawn. The library's panel can be told neither. */
export function asWritten({ visual }) {
  const test = (match, state, from, to) => !visual() || inWords(state, from, to)
  return EditorState.transactionExtender.of(({ effects }) => {
    const asked = effects.findLast((effect) => effect.is(setSearchQuery))?.value
    return asked ? { effects: setSearchQuery.of(queryOf(asked, test)) } : null
  })
}

/** In a pattern `\n` stays a line end, in what replaces it too. */
function queryOf({ search, replace, caseSensitive, wholeWord, regexp }, test) {
  return new SearchQuery({ search, replace, caseSensitive, wholeWord, regexp, literal: !regexp, test })
}

/** Whether all of it is shown as words: bars, dashes and the spaces beside them are only the lines of a grid. */
export function inWords(state, from, to) {
  const { number: first } = state.doc.lineAt(from)
  const lines = Array.from({ length: state.doc.lineAt(to).number - first + 1 }, (_, index) =>
    state.doc.line(first + index),
  )
  return lines.every((line) => {
    const met = (line.from < to || from === to) && line.text.includes('|')
    const row = met ? rowAt(state, line) : null
    return !row || holds(row, from, to)
  })
}

/** Far from what is shown the text may not have been parsed yet. */
function rowAt(state, line) {
  const tree = ensureSyntaxTree(state, state.doc.length, PATIENCE) ?? syntaxTree(state)
  return tableAt(state, line.from, tree)?.rows.find(({ number }) => number === line.number)
}

function holds({ kind, cells }, from, to) {
  return kind !== 'rule' && cells.some(({ start, end }) => start <= from && to <= end)
}
