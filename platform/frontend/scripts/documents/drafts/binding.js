/**
 * The shared text in the editor: Y.Text and CodeMirror kept equal, undo of one's own changes only.
 *
 * The kept library y-codemirror.next keeps them equal. Its remote cursors are not used: they write colours into style
 * attributes, which a strict content policy forbids and a malicious peer could fill (ours: cursors.js).
 */
import { EditorState } from '@codemirror/state'
import { ySync, ySyncAnnotation, YSyncConfig, ySyncFacet } from 'y-codemirror.next'
import { ownUndo } from './undo.js'

/** `{extension, undoManager}` for a Y.Text; the editor must start with the text's own content. */
export function bind(text) {
  const sync = new YSyncConfig(text, null)
  const undo = ownUndo(text, sync)
  const extension = [
    // `\r` would be one character here and a line end there: every position behind it would be off by one.
    EditorState.lineSeparator.of('\n'),
    // The undo comes first: it looks at the places in the text before the change goes into it.
    undo.extension,
    ySyncFacet.of(sync),
    ySync,
  ]
  return { extension, undoManager: undo.undoManager }
}

/** Whether a transaction brings what has happened in the shared text. */
export function isShared(transaction) {
  return transaction.annotation(ySyncAnnotation) !== undefined
}
