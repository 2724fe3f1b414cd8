/**
 * Visual mode as an editor extension: draws decorate.js, keeps the caret out of hidden marks, opens links.
 *
 * While the mouse button is down nothing is shown or hidden: a text that jumps under the pointer cannot be selected.
 */
import { syntaxTree } from '@codemirror/language'
import { EditorSelection, EditorState, StateEffect, StateField } from '@codemirror/state'
import { EditorView, ViewPlugin } from '@codemirror/view'
import { decorate } from './decorate.js'
import { prefixOf } from './prefix.js'

const pressed = StateEffect.define()

/** The selection by which marks are shown; frozen while the mouse button is down. */
const touching = StateField.define({
  create: (state) => ({ down: false, selection: state.selection }),
  update(value, tr) {
    const down = tr.effects.reduce((was, effect) => (effect.is(pressed) ? effect.value : was), value.down)
    const moved = tr.docChanged ? value.selection.map(tr.changes) : value.selection
    return { down, selection: down ? moved : tr.newSelection }
  },
})

class Drawing {
  constructor(view) {
    this.draw(view)
  }

  update(update) {
    const parsed = syntaxTree(update.startState) !== syntaxTree(update.state)
    const touched = update.startState.field(touching) !== update.state.field(touching)
    const rights = update.startState.readOnly !== update.state.readOnly
    if (update.docChanged || update.viewportChanged || parsed || touched || rights) this.draw(update.view)
  }

  draw({ state, visibleRanges }) {
    // The marks are shown to those who may change them.
    const touched = state.readOnly ? () => false : touchedBy(state.field(touching).selection)
    Object.assign(this, decorate(state, visibleRanges, touched))
  }
}

export function touchedBy(selection) {
  return (from, to) => selection.ranges.some((range) => range.from <= to && range.to >= from)
}

const drawing = ViewPlugin.fromClass(Drawing, {
  decorations: (plugin) => plugin.all,
  provide: (plugin) =>
    EditorView.atomicRanges.of((view) => view.plugin(plugin)?.hidden ?? new Drawing(view).hidden),
})

/** A caret that would stand before a line's block mark goes behind it, or, coming from there, to the line above. */
const caretBehindMarks = EditorState.transactionFilter.of((tr) => {
  if (!tr.selection || tr.docChanged || !tr.isUserEvent('select')) return tr
  const { main } = tr.newSelection
  const line = tr.state.doc.lineAt(main.head)
  const { from, to } = prefixOf(tr.state, line)
  if (!main.empty || from === to || main.head >= to) return tr
  const cameFromBehind =
    tr.startState.selection.main.head === to && from > 0 && !tr.isUserEvent('select.pointer')
  const head = cameFromBehind ? from - 1 : to
  return [tr, { selection: EditorSelection.cursor(head), sequential: true }]
})

const pointer = EditorView.domEventHandlers({
  mousedown(event, view) {
    if (event.button === 0 && (event.ctrlKey || event.metaKey) && openLink(event, view)) return true
    view.dispatch({ effects: pressed.of(true) })
    const release = () => view.dispatch({ effects: pressed.of(false) })
    window.addEventListener('mouseup', () => setTimeout(release), { once: true })
    return false
  },
})

function openLink(event, view) {
  const position = view.posAtCoords({ x: event.clientX, y: event.clientY })
  const address = position === null ? null : addressAt(view.state, position)
  if (!address) return false
  window.open(address, '_blank', 'noopener,noreferrer')
  return true
}

/** The address of the link at a position, only if it is one a reader may be sent to. */
export function addressAt(state, position) {
  for (let node = syntaxTree(state).resolveInner(position, 1); node; node = node.parent) {
    const url = ['Link', 'Autolink', 'Image'].includes(node.name)
      ? node.getChild('URL')
      : node.name === 'URL' && node
    if (!url) continue
    const address = state.sliceDoc(url.from, url.to)
    return /^(https?:|mailto:|\/(?!\/))/i.test(address)
      ? address
      : /^www\./i.test(address)
        ? `https://${address}`
        : null
  }
  return null
}

export const visualMode = [touching, drawing, caretBehindMarks, pointer]
