/** Finding in the text by the kept library; loaded when somebody looks for something first. */
import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  openSearchPanel,
  search,
  searchPanelOpen,
} from '@codemirror/search'
import { StateEffect } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { asWritten } from './query.js'

const MOST = 999
const ready = new WeakSet()

/** Open the panel over the text; `announce(words)` says how many places were found, `visual()` if tables are drawn. */
export function openFinding(view, { announce, visual }) {
  if (!ready.has(view)) {
    ready.add(view)
    const found = search({ top: true, literal: true })
    view.dispatch({
      effects: StateEffect.appendConfig.of([found, asWritten({ visual }), keys, counting(announce)]),
    })
  }
  openSearchPanel(view)
}

const keys = keymap.of([
  { key: 'F3', run: findNext, shift: findPrevious, scope: 'editor search-panel', preventDefault: true },
  { key: 'Mod-g', run: findNext, shift: findPrevious, scope: 'editor search-panel', preventDefault: true },
  { key: 'Escape', run: closeSearchPanel, scope: 'editor search-panel' },
])

function counting(announce) {
  let timer = null
  let said = ''
  const tell = (view) => {
    const query = getSearchQuery(view.state)
    const place = placeIn(view)
    if (!place) return
    const words = query.search && query.valid ? found(matches(query, view.state)) : ''
    if (words && words !== said) announce(words)
    said = words
    place.textContent = words
  }
  return EditorView.updateListener.of(({ view, docChanged, transactions }) => {
    const asked = docChanged || transactions.some(({ effects }) => effects.length)
    if (!asked || !searchPanelOpen(view.state)) return
    clearTimeout(timer)
    timer = setTimeout(tell, 400, view)
  })
}

function matches(query, state) {
  const cursor = query.getCursor(state)
  let number = 0
  while (number < MOST && !cursor.next().done) number += 1
  return number
}

function found(number) {
  const words = ngettext('%(count)s place found', '%(count)s places found', number)
  return number ? interpolate(words, { count: number }, true) : gettext('Nothing found')
}

function placeIn(view) {
  const panel = view.dom.querySelector('.cm-search')
  const place = panel?.querySelector('.draft-found')
  if (place || !panel) return place
  const made = document.createElement('span')
  made.className = 'draft-found'
  panel.append(made)
  return made
}
