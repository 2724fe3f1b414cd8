/**
 * What must be said in the library's own style sheet, because that one stands outside our layers and would win.
 *
 * Only plumbing: it takes away the library's looks and hands line padding over to custom properties, so that
 * styles/components/editor.css decides everything.
 */
import { EditorView } from '@codemirror/view'

const selection = 'color-mix(in oklab, var(--accent), transparent 72%)'

export const theme = EditorView.theme({
  '&': { color: 'inherit', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit', overflow: 'visible' },
  // no wider than the sheet: a wide table scrolls in a frame of its own
  '.cm-content': { minWidth: '0', padding: '0', minHeight: '50dvb', caretColor: 'var(--ink)' },
  '.cm-line': { padding: 'var(--line-before, 0) var(--line-end, 0) 0 var(--line-start, 0)' },
  '.cm-cursor, .cm-dropCursor': { borderLeft: '2px solid var(--ink)', marginLeft: '-1px' },
  '.cm-placeholder': { color: 'var(--ink-soft)' },
  '& .cm-selectionBackground': { background: selection },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': { background: selection },
  '.cm-panels': { backgroundColor: 'transparent', color: 'inherit', border: '0' },
  '.cm-panels.cm-panels-top': { borderBottom: '0', top: 'var(--panel-top) !important', zIndex: '15' },
  '.cm-panel.cm-search': { padding: 'var(--space-3)', margin: '0 0 var(--space-4)' },
  '.cm-panel.cm-search [name=close]': {
    position: 'static',
    font: 'inherit',
    order: '9',
    minWidth: '2rem',
    minHeight: '2rem',
    marginLeft: 'auto',
  },
  '.cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label': {
    margin: '0',
    fontSize: 'inherit',
  },
  '.cm-textfield, .cm-button': {
    backgroundColor: 'var(--surface)',
    backgroundImage: 'none',
    color: 'inherit',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-s)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--marker)' },
  '.cm-searchMatch.cm-searchMatch-selected': { backgroundColor: 'var(--marker-strong)' },
})
