/**
 * A tip over the words on which the mouse rests. Not the library's: its tooltips weigh more than all of this folder, and
 * would come with every text box. Escape takes it away, and the mouse may go onto it.
 */
import { ViewPlugin } from '@codemirror/view'
import { h } from '../../screen/dom.js'

const REST = 300

/** An extension; `wordsAt(place)` gives the words, or '' for no tip. */
export function tip(wordsAt) {
  class Tip {
    constructor(view) {
      Object.assign(this, { view, timer: null, element: null })
      this.escape = ({ key }) => key === 'Escape' && this.hide()
    }

    update({ docChanged, viewportChanged }) {
      if (docChanged || viewportChanged) this.hide()
    }

    rest({ clientX, clientY }) {
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.show({ x: clientX, y: clientY }), REST)
    }

    show(point) {
      this.hide()
      const at = this.view.posAtCoords(point)
      const words = at === null ? '' : wordsAt(at)
      if (!words) return
      const { left, top } = this.view.coordsAtPos(at) ?? { left: point.x, top: point.y }
      this.element = h('div', { class: 'authors-tip', onmouseleave: () => this.hide() }, words)
      this.element.style.insetInlineStart = `${left}px`
      this.element.style.insetBlockStart = `${top}px`
      this.view.dom.append(this.element)
      document.addEventListener('keydown', this.escape)
    }

    hide() {
      clearTimeout(this.timer)
      this.element?.remove()
      this.element = null
      document.removeEventListener('keydown', this.escape)
    }

    destroy() {
      this.hide()
    }
  }
  return ViewPlugin.fromClass(Tip, {
    eventHandlers: {
      mousemove(event) {
        this.rest(event)
      },
      mouseleave({ relatedTarget }) {
        if (!this.element?.contains(relatedTarget)) this.hide()
      },
    },
  })
}
