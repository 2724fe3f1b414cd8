/**
 * A table drawn as a grid: its lines become rows, its cells cells, its bars are hidden. The text stays what it is, so
 * carets of others, marks, comments, search and spelling work in cells as everywhere.
 */
import { syntaxTree } from '@codemirror/language'
import { RangeSet } from '@codemirror/state'
import { BlockWrapper, Decoration, EditorView, ViewPlugin, WidgetType } from '@codemirror/view'
import { tableOf } from './model.js'

const hide = Decoration.replace({})
const rule = Decoration.line({ class: 'draft-grid-rule' })
const row = Decoration.line({ class: 'draft-grid-row', attributes: { role: 'row' } })
const jump = Decoration.mark({})
const inner = BlockWrapper.create({ tagName: 'div', attributes: { class: 'draft-grid', role: 'table' } })
// It scrolls with the caret and has no stop of its own: whoever checks is told that it can be reached all the same.
const outer = BlockWrapper.create({
  tagName: 'div',
  attributes: { class: 'draft-grid-scroll', contenteditable: 'inherit' },
})

/** An extension; `visual()` says whether tables are drawn. */
export function grids({ visual }) {
  class Drawing {
    constructor(view) {
      this.draw(view)
    }

    update(update) {
      const parsed = syntaxTree(update.startState) !== syntaxTree(update.state)
      if (update.docChanged || update.viewportChanged || parsed || this.visual !== visual())
        this.draw(update.view)
    }

    draw({ state, visibleRanges }) {
      this.visual = visual()
      this.tables = this.visual ? tablesIn(state, visibleRanges) : []
      const drawn = this.tables.map((table) => drawTable(table))
      this.shown = Decoration.set(
        drawn.flatMap(({ shown }) => shown),
        true,
      )
      this.atoms = Decoration.set(
        drawn.flatMap(({ atoms }) => atoms),
        true,
      )
      const wraps = this.tables.flatMap(({ from, to }) => [inner.range(from, to), outer.range(from, to)])
      this.wraps = RangeSet.of(wraps, true)
    }
  }
  return ViewPlugin.fromClass(Drawing, {
    decorations: (plugin) => plugin.shown,
    provide: (plugin) => [
      EditorView.blockWrappers.of((view) => view.plugin(plugin)?.wraps ?? RangeSet.empty),
      EditorView.atomicRanges.of((view) => view.plugin(plugin)?.atoms ?? Decoration.none),
    ],
  })
}

function tablesIn(state, ranges) {
  const found = new Map()
  for (const { from, to } of ranges) {
    syntaxTree(state).iterate({
      from,
      to,
      enter: ({ name, node }) => {
        if (name !== 'Table') return name === 'Document'
        const table = tableOf(state, node)
        if (table) found.set(table.from, table)
        return false
      },
    })
  }
  return [...found.values()]
}

/** `{shown, atoms}`: what is between the words of two cells is one step for the caret. */
function drawTable({ rows, aligns }) {
  const [shown, atoms] = [[], []]
  let behind = null
  for (const { kind, from, to, bars, cells } of rows) {
    shown.push((kind === 'rule' ? rule : row).range(from))
    if (kind === 'rule') {
      shown.push(hide.range(from, to))
      continue
    }
    for (const bar of bars) shown.push(hide.range(bar, bar + 1))
    cells.forEach((cell, column) => {
      shown.push(...drawCell(cell, kind, aligns[column] ?? ''))
      if ((behind ?? from) < cell.start) atoms.push(jump.range(behind ?? from, cell.start))
      behind = cell.to
    })
  }
  return { shown, atoms }
}

function drawCell({ from, to, start, end }, kind, how) {
  const look = lookOf(kind, how)
  if (from === to) return [Decoration.widget({ widget: new EmptyCell(look), side: 1 }).range(from)]
  const cell = Decoration.mark({ ...look, inclusive: true }).range(from, to)
  // Of the spaces before the words none is shown: a table aligned by hand would be full of holes.
  return start < end && from < start ? [cell, hide.range(from, start)] : [cell]
}

function lookOf(kind, how) {
  const names = ['draft-cell', kind === 'head' ? 'draft-cell-head' : '', how ? `draft-cell-${how}` : '']
  const role = kind === 'head' ? 'columnheader' : 'cell'
  return { class: names.filter(Boolean).join(' '), attributes: { role } }
}

/** Nothing between two bars is still a cell, or the next one would move to its place. */
class EmptyCell extends WidgetType {
  constructor(look) {
    super()
    this.look = look
  }

  eq({ look }) {
    return look.class === this.look.class
  }

  toDOM() {
    const cell = document.createElement('span')
    cell.className = this.look.class
    cell.setAttribute('role', this.look.attributes.role)
    return cell
  }
}
