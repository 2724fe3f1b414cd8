/** `[](#tabela-wskazniki)` is shown as "tabela 2" in visual mode, unless the caret is in it. */
import { syntaxTree } from '@codemirror/language'
import { StateEffect } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, WidgetType } from '@codemirror/view'

export const relabel = StateEffect.define() // the names are there, or are others

const REFERENCE = /^\[\s*\]\(#([^)\s]+)\)$/

export function drawReferences({ visual, targets, known }) {
  class Drawing {
    constructor(view) {
      this.draw(view)
    }

    update(update) {
      const told = update.transactions.some(({ effects }) => effects.some((effect) => effect.is(relabel)))
      const parsed = syntaxTree(update.startState) !== syntaxTree(update.state)
      const turned = this.visual !== visual()
      if (update.docChanged || update.viewportChanged || update.selectionSet || parsed || told || turned)
        this.draw(update.view)
    }

    draw({ state, visibleRanges }) {
      this.visual = visual()
      const found = []
      for (const { from, to } of this.visual ? visibleRanges : [])
        syntaxTree(state).iterate({ from, to, enter: ({ node }) => this.#add(found, state, node) })
      this.decorations = Decoration.set(found, true)
      if (found.length && !targets.loaded) known()
    }

    #add(found, state, { name, from, to }) {
      if (name !== 'Link' || found.at(-1)?.from === from) return
      const slug = REFERENCE.exec(state.sliceDoc(from, to))?.[1]
      const touched = state.selection.ranges.some((range) => range.from < to && range.to > from)
      if (!slug || touched) return
      const label = targets.label(slug)
      const gone = targets.loaded && !label
      const words = gone ? `[${targets.missing}: ${slug}]` : (label ?? slug)
      found.push(Decoration.replace({ widget: new Reference(words, gone) }).range(from, to))
    }
  }
  return ViewPlugin.fromClass(Drawing, {
    decorations: (plugin) => plugin.decorations,
    provide: (plugin) =>
      EditorView.atomicRanges.of((view) => view.plugin(plugin)?.decorations ?? Decoration.none),
  })
}

class Reference extends WidgetType {
  constructor(words, gone) {
    super()
    Object.assign(this, { words, gone })
  }

  eq({ words, gone }) {
    return words === this.words && gone === this.gone
  }

  toDOM() {
    const element = document.createElement('span')
    element.className = this.gone ? 'draft-reference reference-missing' : 'draft-reference draft-link'
    element.textContent = this.words
    return element
  }
}
