/** Footnote marks in visual mode: raised numbers; a click goes to the note, at the note back to the words. */
import { Decoration, EditorView, ViewPlugin, WidgetType } from '@codemirror/view'
import { marksIn, numbersOf } from './notes.js'

export function footnoteMarks({ visual, jump }) {
  class Drawing {
    constructor(view) {
      this.draw(view)
    }

    update(update) {
      if (update.docChanged || this.visual !== visual()) this.draw(update.view)
    }

    draw({ state }) {
      this.visual = visual()
      const text = this.visual ? state.doc.toString() : ''
      const marks = text.includes('[^') ? marksIn(text) : []
      const numbers = numbersOf(marks)
      const drawn = marks.map((mark) => {
        const widget = new NoteMark(numbers.get(mark.label) ?? '?', mark.note, jump)
        return Decoration.replace({ widget }).range(mark.from, mark.to)
      })
      this.decorations = Decoration.set(drawn)
    }
  }
  return ViewPlugin.fromClass(Drawing, {
    decorations: (plugin) => plugin.decorations,
    provide: (plugin) =>
      EditorView.atomicRanges.of((view) => view.plugin(plugin)?.decorations ?? Decoration.none),
  })
}

class NoteMark extends WidgetType {
  constructor(number, note, jump) {
    super()
    Object.assign(this, { number, note, jump })
  }

  eq({ number, note }) {
    return number === this.number && note === this.note
  }

  toDOM(view) {
    const mark = document.createElement(this.note ? 'span' : 'sup')
    mark.className = this.note ? 'draft-note' : 'draft-note-mark'
    const words = this.note
      ? gettext('Footnote %(number)s, back to the text')
      : gettext('Footnote %(number)s')
    mark.title = interpolate(words, { number: this.number }, true)
    mark.setAttribute('aria-label', mark.title)
    mark.setAttribute('role', 'link')
    mark.textContent = this.note ? `${this.number}. ` : String(this.number)
    mark.addEventListener('mousedown', (event) => {
      event.preventDefault()
      this.jump(view, view.posAtDOM(mark))
    })
    return mark
  }

  ignoreEvent() {
    return true
  }
}
