/** The pictures themselves in visual mode, where their Markdown stands; a click chooses one, its button describes it. */
import { syntaxTree } from '@codemirror/language'
import { Decoration, EditorView, ViewPlugin, WidgetType } from '@codemirror/view'
import { h } from '../../screen/dom.js'
import { pictureOf } from './picture.js'

/** An extension; `visual()`, and `edit(view)` opens the window for the chosen picture. */
export function pictures({ visual, edit }) {
  class Drawing {
    constructor(view) {
      this.draw(view)
    }

    update(update) {
      const parsed = syntaxTree(update.startState) !== syntaxTree(update.state)
      const turned = this.visual !== visual()
      if (update.docChanged || update.viewportChanged || update.selectionSet || parsed || turned)
        this.draw(update.view)
    }

    draw({ state, visibleRanges }) {
      this.visual = visual()
      const found = []
      for (const { from, to } of this.visual ? visibleRanges : []) {
        syntaxTree(state).iterate({ from, to, enter: ({ node }) => this.#add(found, state, node) })
      }
      this.decorations = Decoration.set(found, true)
    }

    #add(found, state, node) {
      const picture = pictureOf(state, node)
      if (!picture || found.at(-1)?.from === picture.from) return
      const chosen = state.selection.ranges.some(
        ({ from, to }) => from < to && from <= picture.from && to >= picture.to,
      )
      const widget = new PictureWidget({ ...picture, chosen, writable: !state.readOnly }, edit)
      found.push(Decoration.replace({ widget }).range(picture.from, picture.to))
    }
  }
  return ViewPlugin.fromClass(Drawing, {
    decorations: (plugin) => plugin.decorations,
    provide: (plugin) =>
      EditorView.atomicRanges.of((view) => view.plugin(plugin)?.decorations ?? Decoration.none),
  })
}

class PictureWidget extends WidgetType {
  constructor(picture, edit) {
    super()
    Object.assign(this, picture, { edit })
  }

  eq(other) {
    return ['address', 'description', 'chosen', 'writable'].every((name) => this[name] === other[name])
  }

  toDOM(view) {
    const image = h('img', {
      src: this.address,
      alt: this.description,
      decoding: 'async',
      draggable: 'false',
    })
    image.addEventListener('load', () => view.requestMeasure())
    image.addEventListener('mousedown', (event) => this.#choose(event, view, element))
    const name = this.description || gettext('decoration, not read aloud')
    const label = interpolate(gettext('Describe the picture: %(name)s'), { name }, true)
    const button = h(
      'button',
      { type: 'button', class: 'draft-picture-words', 'aria-label': label, title: label },
      this.description || gettext('Without a description'),
    )
    button.addEventListener('click', (event) => {
      this.#choose(event, view, element)
      this.edit(view)
    })
    const chosen = this.chosen ? ' is-chosen' : ''
    const element = h('span', { class: `draft-picture${chosen}` }, image, this.writable ? button : null)
    return element
  }

  /** Choosing another picture must not load this one anew. */
  updateDOM(element, view, from) {
    if (from.address !== this.address || from.description !== this.description) return false
    if (from.writable !== this.writable) return false
    element.classList.toggle('is-chosen', this.chosen)
    return true
  }

  ignoreEvent() {
    return true
  }

  #choose(event, view, element) {
    event.preventDefault()
    const from = view.posAtDOM(element)
    view.dispatch({ selection: { anchor: from, head: from + this.to - this.from }, userEvent: 'select' })
    view.focus()
  }
}
