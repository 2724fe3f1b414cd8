/**
 * The carets and selections of the others, named and coloured by class (`hue-0` to `hue-7`).
 *
 * A name is shown for a while after its caret has moved, and on hover. Assistive technology finds the people in the
 * list of people (screen/people.js); a caret in the text is hidden from it, or every reading would be cut by names.
 */
import { Annotation } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, WidgetType } from '@codemirror/view'
import { fromShared, toShared } from './shared.js'

const FRESH = 2_500
const peopleMoved = Annotation.define()

/** The extension for a Y.Text and a Presence. */
export function remoteCursors(text, presence) {
  class Cursors {
    constructor(view) {
      Object.assign(this, { view, moved: new Map(), decorations: Decoration.none, timer: null })
      this.listen = () => queueMicrotask(() => this.refresh())
      presence.awareness.on('change', this.listen)
      this.draw()
    }

    update(update) {
      const told = update.transactions.some((tr) => tr.annotation(peopleMoved))
      if (update.docChanged) this.decorations = this.decorations.map(update.changes)
      if (told || update.docChanged) this.draw()
      if (update.selectionSet || update.focusChanged || update.docChanged) this.publish()
    }

    destroy() {
      clearTimeout(this.timer)
      presence.awareness.off('change', this.listen)
      this.view = null
    }

    refresh() {
      this.view?.dispatch({ annotations: peopleMoved.of(true) })
    }

    publish() {
      if (!this.view.hasFocus) return presence.setCursor(null)
      const { anchor, head } = this.view.state.selection.main
      // The document event that brought us here may still be under way: positions are asked for when it is over.
      queueMicrotask(() => this.view && this.#tell(anchor, head))
    }

    #tell(anchor, head) {
      const last = text.length
      if (Math.max(anchor, head) > last) return
      presence.setCursor({ anchor: toShared(text, anchor), head: toShared(text, head) })
    }

    draw() {
      const length = this.view.state.doc.length
      const ranges = presence.others.flatMap((person) => this.#drawPerson(person, length))
      this.decorations = Decoration.set(ranges, true)
      clearTimeout(this.timer)
      if (ranges.length) this.timer = setTimeout(() => this.refresh(), FRESH)
    }

    #drawPerson({ client, user, cursor }, length) {
      const head = cursor && fromShared(text, cursor.head)
      const anchor = cursor && fromShared(text, cursor.anchor)
      if (head == null || anchor == null || Math.max(head, anchor) > length) return []
      const fresh = this.#isFresh(client, JSON.stringify(cursor))
      const hue = hueOf(user)
      const caret = Decoration.widget({
        widget: new Caret(user.name, hue, fresh),
        side: head < anchor ? 1 : -1,
      })
      const drawn = [caret.range(head)]
      const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)]
      if (from < to) drawn.push(Decoration.mark({ class: `draft-remote-selection ${hue}` }).range(from, to))
      return drawn
    }

    #isFresh(client, place) {
      const known = this.moved.get(client)
      if (known?.place !== place) this.moved.set(client, { place, at: Date.now() })
      return Date.now() - this.moved.get(client).at < FRESH - 100
    }
  }
  return ViewPlugin.fromClass(Cursors, { decorations: (plugin) => plugin.decorations })
}

/** Go to where another tab's caret is; false when it is not in the text. */
export function goToPerson(view, text, presence, client) {
  const cursor = presence.others.find((person) => person.client === client)?.cursor
  const place = cursor ? fromShared(text, cursor.head) : null
  if (place === null) return false
  view.dispatch({ selection: { anchor: place }, effects: EditorView.scrollIntoView(place, { y: 'center' }) })
  view.focus()
  return true
}

/** Only a number from 0 to 7 reaches the class: what peers send is not trusted to be one. */
export function hueOf({ colorIndex }) {
  return `hue-${Math.abs(Math.trunc(Number(colorIndex) || 0)) % 8}`
}

class Caret extends WidgetType {
  constructor(name, hue, fresh) {
    super()
    Object.assign(this, { name: String(name), hue, fresh })
  }

  eq({ name, hue, fresh }) {
    return name === this.name && hue === this.hue && fresh === this.fresh
  }

  toDOM() {
    const caret = document.createElement('span')
    caret.className = `draft-remote-caret ${this.hue}${this.fresh ? ' is-fresh' : ''}`
    caret.setAttribute('aria-hidden', 'true')
    const label = caret.appendChild(document.createElement('span'))
    label.className = 'draft-remote-name'
    label.textContent = this.name
    return caret
  }

  ignoreEvent() {
    return true
  }
}
