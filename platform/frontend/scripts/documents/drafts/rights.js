/**
 * Writing or reading: a box that may only be read has a caret and a selection, so that a passage can be chosen and
 * commented on by keyboard; its text changes only as the shared text does.
 */
import { EditorState, Prec } from '@codemirror/state'
import { EditorView, placeholder } from '@codemirror/view'
import { isShared } from './binding.js'

export function rightsOf(writable) {
  return [EditorState.readOnly.of(!writable), writable ? writing() : reading]
}

function writing() {
  return [
    placeholder(gettext('Begin to write…')),
    EditorView.contentAttributes.of({
      spellcheck: 'true',
      autocorrect: 'on',
      autocapitalize: 'sentences',
    }),
  ]
}

const reading = [
  // A phone shows no keyboard for what cannot be typed.
  EditorView.contentAttributes.of({ inputmode: 'none' }),
  // Not a letter even for a moment, until the editor has taken it out again.
  Prec.highest(EditorView.domEventHandlers({ beforeinput: () => true })),
  EditorState.changeFilter.of((tr) => !tr.docChanged || isShared(tr)),
]
