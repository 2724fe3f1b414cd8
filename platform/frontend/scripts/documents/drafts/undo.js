/**
 * Undo of one's own changes only, with the caret brought back to where each change was made.
 *
 * Yjs keeps the changes; here the selection before each of them is kept with it, as places that move with the text.
 */
import { EditorSelection, Prec } from '@codemirror/state'
import { EditorView, keymap, ViewPlugin } from '@codemirror/view'
import * as Y from 'yjs'
import { fromShared, toShared } from './shared.js'

/** `{extension, undoManager}`; `origin` is what local changes of the text are marked with. */
export function ownUndo(text, origin) {
  const undoManager = new Y.UndoManager(text, { captureTimeout: 600, trackedOrigins: new Set([origin]) })
  const back = (act) => (view) => (view.state.readOnly || act(), true)
  const undo = back(() => undoManager.undo())
  const redo = back(() => undoManager.redo())
  const keys = [
    { key: 'Mod-z', run: undo, preventDefault: true },
    { key: 'Mod-y', run: redo, preventDefault: true },
    { key: 'Mod-Shift-z', run: redo, preventDefault: true },
  ]
  // Phones undo by shaking or by their own menu: an event, no key.
  const menu = EditorView.domEventHandlers({
    beforeinput: ({ inputType }, view) =>
      ({ historyUndo: undo, historyRedo: redo })[inputType]?.(view) ?? false,
  })
  return { extension: [keeper(text, undoManager), Prec.high(keymap.of(keys)), menu], undoManager }
}

function keeper(text, undoManager) {
  class Keeper {
    constructor(view) {
      this.view = view
      this.added = ({ stackItem }) =>
        this.before && !stackItem.meta.has('selection') && stackItem.meta.set('selection', this.before)
      this.popped = ({ stackItem }) => this.#restore(stackItem.meta.get('selection'))
      undoManager.on('stack-item-added', this.added)
      undoManager.on('stack-item-popped', this.popped)
    }

    /** Comes before the text is changed in the shared document, so the places still are those before the change. */
    update({ startState, docChanged, transactions }) {
      if (!docChanged) return
      if (transactions.some(beginsStep)) undoManager.stopCapturing()
      const { anchor, head } = startState.selection.main
      if (Math.max(anchor, head) <= text.length)
        this.before = { anchor: toShared(text, anchor), head: toShared(text, head) }
    }

    destroy() {
      undoManager.off('stack-item-added', this.added)
      undoManager.off('stack-item-popped', this.popped)
    }

    #restore(kept) {
      const anchor = kept && fromShared(text, kept.anchor)
      const head = kept && fromShared(text, kept.head)
      if (anchor == null || head == null || Math.max(anchor, head) > this.view.state.doc.length) return
      this.view.dispatch({ selection: EditorSelection.single(anchor, head), scrollIntoView: true })
    }
  }
  return ViewPlugin.fromClass(Keeper)
}

/** Fluent typing is one step, but a paragraph, a format and a paste are steps of their own. */
function beginsStep(tr) {
  return ['input.format', 'input.indent', 'input.paste', 'input.paragraph', 'delete.cut'].some((event) =>
    tr.isUserEvent(event),
  )
}
