/**
 * Bold, italic and struck text: finding them, putting them on, taking them off.
 *
 * Marks must hug words (`**so**`, not `** so **`) and must not cross each other or a line, so a selection is first
 * fitted: cut into lines, trimmed, widened over constructs it cuts in two. With nothing selected the word under the
 * caret is meant; between words the mark waits for what is typed next (`waiting`).
 */
import { syntaxTree } from '@codemirror/language'
import { Annotation, EditorSelection, StateEffect, StateField } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { prefixOf } from '../visual/prefix.js'

export const MARKS = {
  strong: { node: 'StrongEmphasis', sign: '**' },
  emphasis: { node: 'Emphasis', sign: '*' },
  strike: { node: 'Strikethrough', sign: '~~' },
}
const CONSTRUCTS = new Set(['StrongEmphasis', 'Emphasis', 'Strikethrough', 'InlineCode', 'Link', 'Image'])

const setWaiting = StateEffect.define()
const keepWaiting = Annotation.define()

/** Names of the marks the next typed characters will carry. */
export const waiting = StateField.define({
  create: () => [],
  update(value, tr) {
    for (const effect of tr.effects) if (effect.is(setWaiting)) return effect.value
    return (tr.docChanged || tr.selection) && !tr.annotation(keepWaiting) ? [] : value
  },
})

/** Typing with marks waiting: the first visible characters open and close them, the caret stays inside. */
export const waitingInput = EditorView.inputHandler.of((view, from, to, text) => {
  const names = view.state.field(waiting)
  if (!names.length) return false
  if (!text.trim()) {
    const selection = EditorSelection.cursor(from + text.length)
    view.dispatch({
      changes: { from, to, insert: text },
      selection,
      userEvent: 'input.type',
      annotations: keepWaiting.of(true),
    })
    return true
  }
  const open = names.map((name) => MARKS[name].sign).join('')
  const close = names
    .map((name) => MARKS[name].sign)
    .reverse()
    .join('')
  const head = from + open.length + text.length
  view.dispatch({
    changes: { from, to, insert: open + text + close },
    selection: { anchor: head },
    userEvent: 'input.type',
  })
  return true
})

/** Is the whole selection (or the caret) inside such a construct, or is the mark waiting? */
export function hasMark(state, name) {
  return state.field(waiting, false)?.includes(name) || enclosing(state, MARKS[name].node) !== null
}

/** A command. */
export function toggleMark(name) {
  return (view) => {
    const { state } = view
    if (state.readOnly) return false
    const spec =
      state.field(waiting, false)?.includes(name) || state.selection.main.empty
        ? atCaret(state, name)
        : onRange(state, name)
    view.dispatch(state.update({ userEvent: 'input.format', scrollIntoView: true, ...spec }))
    return true
  }
}

/** The innermost construct of that name holding the selection, or null. */
export function enclosing(state, nodeName) {
  const { from, to, empty } = state.selection.main
  for (const side of empty ? [-1, 1] : [1]) {
    for (let node = syntaxTree(state).resolveInner(from, side); node; node = node.parent) {
      if (node.name === nodeName && node.from <= from && node.to >= to) return node
    }
  }
  return null
}

function atCaret(state, name) {
  const { head } = state.selection.main
  const node = enclosing(state, MARKS[name].node)
  if (node && head >= node.lastChild.from) return { selection: EditorSelection.cursor(node.to) }
  if (node) return { changes: unwrap(node) }
  const word = state.wordAt(head)
  if (word && word.from < head && head < word.to) return { changes: wrap(state, word.from, word.to, name) }
  const names = state.field(waiting)
  return {
    effects: setWaiting.of(names.includes(name) ? names.filter((other) => other !== name) : [...names, name]),
  }
}

function onRange(state, name) {
  const { from, to } = state.selection.main
  const node = enclosing(state, MARKS[name].node)
  const changes = node ? takeOut(state, node, from, to, MARKS[name].sign) : wrapLines(state, from, to, name)
  return { changes }
}

function unwrap({ firstChild, lastChild }) {
  return [firstChild, lastChild].map(({ from, to }) => ({ from, to }))
}

/** Part of a bold passage becomes plain: the rest on either side keeps its marks. */
function takeOut(state, { firstChild, lastChild }, from, to, sign) {
  const before = state.sliceDoc(firstChild.to, from)
  const after = state.sliceDoc(to, lastChild.from)
  const start = from - (before.length - before.trimEnd().length)
  const end = to + (after.length - after.trimStart().length)
  const opening =
    start <= firstChild.to ? { from: firstChild.from, to: firstChild.to } : { from: start, insert: sign }
  const closing =
    end >= lastChild.from ? { from: lastChild.from, to: lastChild.to } : { from: end, insert: sign }
  return [opening, closing]
}

function wrapLines(state, from, to, name) {
  const changes = []
  for (let number = state.doc.lineAt(from).number; number <= state.doc.lineAt(to).number; number += 1) {
    const line = state.doc.line(number)
    const start = Math.max(from, prefixOf(state, line).to)
    const end = Math.min(to, line.to)
    if (start < end) changes.push(...wrap(state, start, end, name))
  }
  return changes
}

function wrap(state, from, to, name) {
  const { node: nodeName, sign } = MARKS[name]
  let [start, end] = trimmed(state, from, to)
  if (start >= end) return []
  const inside = []
  syntaxTree(state).iterate({
    from: start,
    to: end,
    enter: ({ name: found, from: low, to: high, node }) => {
      if (!CONSTRUCTS.has(found) || high <= start || low >= end || (low < start && high > end)) return
      ;[start, end] = [Math.min(start, low), Math.max(end, high)]
      if (found === nodeName) inside.push(...unwrap(node))
    },
  })
  return [{ from: start, insert: sign }, ...inside, { from: end, insert: sign }]
}

function trimmed(state, from, to) {
  const text = state.sliceDoc(from, to)
  return [from + (text.length - text.trimStart().length), to - (text.length - text.trimEnd().length)]
}
