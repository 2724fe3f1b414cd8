/** The text box: CodeMirror on a shared text, in visual or source mode, with the keys of a word processor. */
import { Compartment, EditorState, Prec } from '@codemirror/state'
import { drawSelection, dropCursor, EditorView, keymap } from '@codemirror/view'
import { bind } from './binding.js'
import { remoteCursors } from './cursors.js'
import { setHeading, toggleList, toggleQuote } from './format/blocks.js'
import { toggleMark, waiting, waitingInput } from './format/inline.js'
import { backspace, deleteForward, enter, home, indentItems, softEnter, vertical } from './format/keys.js'
import { movement } from './format/movement.js'
import { markdownLanguage } from './markdown.js'
import { cleanInput, pasting } from './paste/paste.js'
import { rightsOf } from './rights.js'
import { phrases } from './screen/phrases.js'
import { theme } from './screen/theme.js'
import { sourceMode } from './visual/source.js'
import { visualMode } from './visual/visual.js'

/**
 * `{view, undoManager, setSource(bool), setWritable(bool)}`.
 *
 * `text`: the Y.Text; `presence`; `label`, `language`, `describedBy`, `nonce`, `margins()`, `source`, `writable`; `openLink(view)`,
 * `focusToolbar()`, `onUpdate(update)`; `extensions`: those of the features.
 */
export function createEditor({
  parent,
  text,
  presence,
  label,
  describedBy,
  nonce,
  margins,
  openLink,
  focusToolbar,
  onUpdate,
  extensions,
  ...start
}) {
  const [mode, rights] = [new Compartment(), new Compartment()]
  const { extension, undoManager } = bind(text)
  let source = start.source
  const how = { visual: () => !source }
  const modeOf = () => (source ? sourceMode : visualMode)
  const state = EditorState.create({
    doc: text.toString(),
    extensions: [
      extension,
      markdownLanguage,
      // Before our own keys: a feature may know more of the place of the caret (a cell of a table).
      Prec.highest(extensions),
      keys(how, { openLink, focusToolbar }),
      [waiting, waitingInput, cleanInput, pasting({ ...how, between: () => undoManager.stopCapturing() })],
      remoteCursors(text, presence),
      [mode.of(modeOf()), rights.of(rightsOf(start.writable))],
      [EditorView.lineWrapping, drawSelection(), dropCursor(), phrases(), theme],
      EditorView.scrollMargins.of(margins),
      nonce ? EditorView.cspNonce.of(nonce) : [],
      EditorView.contentAttributes.of(attributes(label, describedBy, start.language)),
      EditorView.updateListener.of(onUpdate),
    ],
  })
  const view = new EditorView({ state, parent })
  return {
    view,
    undoManager,
    setSource(value) {
      source = value
      view.dispatch({ effects: mode.reconfigure(modeOf()) })
    },
    setWritable(writable) {
      if (view.state.readOnly === writable) view.dispatch({ effects: rights.reconfigure(rightsOf(writable)) })
    },
    destroy() {
      view.destroy()
      undoManager.destroy()
    },
  }
}

function attributes(label, describedBy, language) {
  const names = { 'aria-label': label, 'aria-describedby': describedBy, class: 'draft-content' }
  return { lang: language, translate: 'no', ...names }
}

/** No key with Ctrl+Alt: on a Polish keyboard that is AltGr, and AltGr+L is a letter. */
function keys(how, { openLink, focusToolbar }) {
  const own = [
    { key: 'Mod-b', run: toggleMark('strong'), preventDefault: true },
    { key: 'Mod-i', run: toggleMark('emphasis'), preventDefault: true },
    { key: 'Mod-Shift-x', run: toggleMark('strike'), preventDefault: true },
    { key: 'Mod-k', run: openLink, preventDefault: true },
    { key: 'Mod-Shift-7', run: toggleList('ordered'), preventDefault: true },
    { key: 'Mod-Shift-8', run: toggleList('bullet'), preventDefault: true },
    { key: 'Mod-Shift-9', run: toggleQuote, preventDefault: true },
    ...[0, 1, 2, 3].map((level) => ({
      key: `Mod-Shift-${level}`,
      run: setHeading(level),
      preventDefault: true,
    })),
    { key: 'Alt-F10', run: focusToolbar },
    { key: 'Enter', run: enter(how) },
    { key: 'Shift-Enter', run: softEnter },
    { key: 'Backspace', run: backspace(how) },
    { key: 'Delete', run: deleteForward(how) },
    { key: 'Home', mac: 'Cmd-ArrowLeft', run: home(how) },
    { key: 'Tab', run: indentItems(1), shift: indentItems(-1) },
    { key: 'ArrowUp', run: vertical(false, false, how), shift: vertical(false, true, how) },
    { key: 'ArrowDown', run: vertical(true, false, how), shift: vertical(true, true, how) },
  ]
  return [Prec.high(keymap.of(own)), keymap.of(movement)]
}
