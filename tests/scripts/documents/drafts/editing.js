/** An editor in jsdom for tests: `edit('Text| with a caret')`, `[`...`]` marks a selection. */
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { JSDOM } from 'jsdom'
import { ensureSyntaxTree } from '@codemirror/language'
import {
  waiting,
  waitingInput,
} from '../../../../platform/frontend/scripts/documents/drafts/format/inline.js'
import { markdownLanguage } from '../../../../platform/frontend/scripts/documents/drafts/markdown.js'

const { window } = new JSDOM('<!doctype html><body></body>', { pretendToBeVisual: true })
const names = [
  'window',
  'document',
  'MutationObserver',
  'DOMParser',
  'Node',
  'HTMLElement',
  'Window',
  'getComputedStyle',
]
for (const name of names) globalThis[name] ??= window[name] ?? window
// Node has one of its own, which the elements of jsdom do not take.
globalThis.AbortController = window.AbortController
globalThis.requestAnimationFrame ??= (act) => setTimeout(act, 0)
globalThis.cancelAnimationFrame ??= clearTimeout
globalThis.gettext ??= (text) => text
globalThis.ngettext ??= (one, many, count) => (count === 1 ? one : many)
globalThis.interpolate ??= (text, values) => text.replace(/%\((\w+)\)s/g, (_all, name) => values[name])

export const visual = { visual: () => true }
export const source = { visual: () => false }

export function stateOf(marked, extensions = []) {
  const range = marked.includes('⟦')
  const anchor = Math.max(0, marked.indexOf(range ? '⟦' : '|'))
  const head = range ? marked.indexOf('⟧') - 1 : anchor
  // Only the first bar is the caret: the others are a table's.
  const doc = range ? marked.replace(/[⟦⟧]/g, '') : marked.replace('|', '')
  const state = EditorState.create({
    doc,
    selection: { anchor, head },
    extensions: [markdownLanguage, waiting, extensions],
  })
  ensureSyntaxTree(state, doc.length, 1_000)
  return state
}

/** `{view, text()}`; `text()` gives the document with its caret as `|`. */
export function edit(marked) {
  const view = new EditorView({ state: stateOf(marked, [waitingInput]) })
  return { view, text: () => withCaret(view.state) }
}

/** Run a command on a marked text, get the marked result. */
export function after(marked, ...commands) {
  const { view, text } = edit(marked)
  for (const command of commands) {
    command(view)
    ensureSyntaxTree(view.state, view.state.doc.length, 1_000)
  }
  const result = text()
  view.destroy()
  return result
}

/** As the browser would put it in. */
export function type(text) {
  return (view) => {
    const { from, to } = view.state.selection.main
    const taken = view.state
      .facet(EditorView.inputHandler)
      .some((handle) => handle(view, from, to, text, () => {}))
    if (!taken) view.dispatch(view.state.replaceSelection(text), { userEvent: 'input.type' })
  }
}

function withCaret(state) {
  const { from, to, empty } = state.selection.main
  const doc = state.doc.toString()
  if (empty) return `${doc.slice(0, from)}|${doc.slice(from)}`
  return `${doc.slice(0, from)}⟦${doc.slice(from, to)}⟧${doc.slice(to)}`
}
