/**
 * Colours behind the words by author, or behind what is new, in the visible part of the text. Between two readings of
 * the ids the colours move along with the text, so that typing never waits for them.
 */
import { StateEffect } from '@codemirror/state'
import { Decoration, ViewPlugin } from '@codemirror/view'
import { runsBetween, runsOf } from './ids.js'

const REST = 250
export const redraw = StateEffect.define()

/** `state`: `{mode: 'off' | 'authors' | 'fresh', credits, runs, stranger()}`, shared with the feature. */
export function colours(text, state) {
  class Colours {
    constructor(view) {
      Object.assign(this, { view, timer: null, decorations: Decoration.none })
      this.draw()
    }

    update(update) {
      const told = update.transactions.some((tr) => tr.effects.some((effect) => effect.is(redraw)))
      if (update.docChanged) {
        this.decorations = this.decorations.map(update.changes)
        this.#readSoon()
      }
      if (told || (update.viewportChanged && !update.docChanged)) this.draw()
    }

    destroy() {
      clearTimeout(this.timer)
      this.view = null
    }

    draw() {
      if (state.mode === 'off') return (this.decorations = Decoration.none)
      if (text.length !== this.view.state.doc.length) return this.#readSoon()
      state.runs = runsOf(text)
      const marks = this.view.visibleRanges.flatMap(({ from, to }) => marksOf(state, from, to))
      this.decorations = Decoration.set(marks, true)
    }

    #readSoon() {
      if (state.mode === 'off') return
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.view?.dispatch({ effects: redraw.of(null) }), REST)
    }
  }
  return ViewPlugin.fromClass(Colours, { decorations: (plugin) => plugin.decorations })
}

export function marksOf(state, from, to) {
  const { credits, mode } = state
  const marks = []
  for (const run of runsBetween(state.runs, from, to)) {
    if (!credits.knows(run.client)) state.stranger()
    const [start, name] = mode === 'fresh' ? freshOf(credits, run) : authorOf(credits, run)
    if (!name || start >= run.start + run.length) continue
    marks.push(Decoration.mark({ class: name }).range(start, run.start + run.length))
  }
  return marks
}

function authorOf(credits, run) {
  const author = credits.author(run.client, run.clock)
  return [run.start, author ? `authored authored-${credits.hue(author.id)}` : '']
}

function freshOf(credits, run) {
  const first = credits.freshFrom(run.client)
  if (first === undefined) return [run.start, '']
  return [run.start + Math.max(first - run.clock, 0), 'authored authored-fresh']
}
