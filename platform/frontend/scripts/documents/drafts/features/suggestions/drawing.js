/** Draws suggestions into the text: words to go struck through, new words behind them with their author's name. */
import { StateEffect, StateField } from '@codemirror/state'
import { Decoration, EditorView, WidgetType } from '@codemirror/view'

export const setSuggestions = StateEffect.define()

/** `fresh()` gives `[{id, from, to, quote, text, by}]` for the text as it is now. */
export function drawing(fresh) {
  return StateField.define({
    create: (state) => drawn(fresh(), state.doc.length),
    update(marks, transaction) {
      const told = transaction.effects.find((effect) => effect.is(setSuggestions))
      if (told) return drawn(told.value, transaction.newDoc.length)
      return transaction.docChanged ? marks.map(transaction.changes) : marks
    },
    provide: (own) => EditorView.decorations.from(own),
  })
}

function drawn(rows, length) {
  const ranges = rows.filter(({ to }) => to <= length).flatMap(rangesOf)
  return Decoration.set(ranges, true)
}

function rangesOf({ id, from, to, quote, text, by }) {
  const [head, tail] = ends(quote, text)
  const [start, end] = [from + head, to - tail]
  const added = text.slice(head, text.length - tail)
  const widget = Decoration.widget({
    widget: new Proposal(id, quote.slice(head, quote.length - tail), added, by),
    side: 1,
  })
  const struck = Decoration.mark({ class: 'draft-struck', attributes: { 'data-suggestion': String(id) } })
  return start < end ? [struck.range(start, end), widget.range(end)] : [widget.range(end)]
}

/** How many characters both wordings share at their ends. */
function ends(one, other) {
  const most = Math.min(one.length, other.length)
  let head = 0
  while (head < most && one[head] === other[head]) head += 1
  let tail = 0
  while (tail < most - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1
  return [head, tail]
}

class Proposal extends WidgetType {
  constructor(id, gone, added, by) {
    super()
    Object.assign(this, { id, gone, added, by })
  }

  eq({ id, gone, added, by }) {
    return id === this.id && gone === this.gone && added === this.added && by === this.by
  }

  toDOM() {
    const box = document.createElement('span')
    box.className = 'draft-proposal'
    box.dataset.suggestion = this.id
    const told = box.appendChild(document.createElement('span'))
    told.className = 'visually-hidden'
    told.textContent = this.#words()
    if (this.added) {
      const added = box.appendChild(document.createElement('ins'))
      added.textContent = this.added
      added.setAttribute('aria-hidden', 'true')
    }
    const name = box.appendChild(document.createElement('span'))
    name.className = 'draft-proposal-by'
    name.textContent = this.by
    name.setAttribute('aria-hidden', 'true')
    return box
  }

  #words() {
    if (!this.added)
      return ` ${interpolate(gettext('(Suggestion of %s: remove “%s”)'), [this.by, this.gone])} `
    if (!this.gone) return ` ${interpolate(gettext('(Suggestion of %s: add “%s”)'), [this.by, this.added])} `
    return ` ${interpolate(gettext('(Suggestion of %s: “%s” instead of “%s”)'), [this.by, this.added, this.gone])} `
  }

  ignoreEvent() {
    return false
  }
}
