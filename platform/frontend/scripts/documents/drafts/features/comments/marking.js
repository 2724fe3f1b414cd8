/** Draws the passages with comments. The marks are looked up anew after each change of the text. */
import { StateEffect, StateField } from '@codemirror/state'
import { Decoration, EditorView } from '@codemirror/view'

export const setMarks = StateEffect.define()

/** `fresh()` gives `[{id, from, to}]` for the text as it is now. */
export function marking(fresh) {
  const field = StateField.define({
    create: (state) => drawn(fresh(), state.doc.length),
    update(marks, transaction) {
      const told = transaction.effects.find((effect) => effect.is(setMarks))
      if (told) return drawn(told.value, transaction.newDoc.length)
      return transaction.docChanged ? marks.map(transaction.changes) : marks
    },
    provide: (own) => EditorView.decorations.from(own),
  })
  return field
}

function drawn(marks, length) {
  const inside = marks.filter(({ from, to }) => from < to && to <= length)
  return Decoration.set(
    inside.map(({ id, from, to }) => commented(id).range(from, to)),
    true,
  )
}

function commented(id) {
  return Decoration.mark({ class: 'draft-commented', attributes: { 'data-thread': String(id) } })
}
