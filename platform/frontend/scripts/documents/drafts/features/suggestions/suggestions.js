/**
 * Suggestions: in the mode “I am suggesting” one writes in a copy of the text; its changes become rows that everybody
 * sees struck and inserted, and that an editor accepts or rejects. Whoever may only suggest has no other mode.
 */
import { ask } from '../../../../elements/ask.js'
import { post } from '../../../../http.js'
import { newKey } from '../../../../elements/new-key.js'
import { h } from '../../screen/dom.js'
import { fillPanel, point } from '../comments/panel.js'
import { MarkBook } from '../comments/mark-book.js'
import { ModeBar } from './bar.js'
import { drawing, setSuggestions } from './drawing.js'
import { Fork } from './fork.js'
import { keyOf, waiting } from './kept.js'

export function suggestions(host) {
  const may = host.has('suggest_edit')
  const leaving = new AbortController()
  const { signal } = leaving
  const book = new MarkBook(`/parts/${host.part}/suggestions/marks`, host.part, () => draw(), { signal })
  const panel = h('div', { class: 'draft-comments-panel' })
  const topic = document.querySelector('live-topic[data-comments]')
  const bar = may ? new ModeBar({ send, drop }) : null
  let sending = newKey()
  let timer = null

  function draw() {
    const placed = book.placed(host.text())
    host.view()?.dispatch({ effects: setSuggestions.of(placed) })
    panel.querySelector('draft-comments')?.arrange(placed)
  }

  function enter() {
    const { doc: base, epoch } = host.replica
    host.setCopy(new Fork({ base, epoch, key: keyOf(host), changed: () => host.copy()?.told?.() }))
  }

  function to(mode) {
    if ((mode === 'suggest') === Boolean(host.copy())) return
    if (mode === 'suggest') enter()
    else host.setCopy(null)
    host.announce(mode === 'suggest' ? gettext('You are suggesting now.') : gettext('You are writing now.'))
    queueMicrotask(() => host.view()?.focus())
  }

  async function send(reason) {
    const changes = host.copy().changes
    if (!changes.length) return
    bar.busy(true)
    const hunks = JSON.stringify(changes)
    const answer = await post(`/parts/${host.part}/suggestions/send`, { hunks, reason, key: sending })
    bar.busy(false)
    bar.say(answer.ok ? '' : `${answer.message} ${gettext('Your changes are kept here.')}`)
    if (!answer.ok) return
    sending = newKey()
    const words = ngettext('%s suggestion was sent.', '%s suggestions were sent.', changes.length)
    renew()
    host.announce(interpolate(words, [changes.length]))
  }

  async function drop() {
    const agreed = await ask(gettext('Give up the changes that were not sent?'), gettext('Give them up'))
    if (!agreed || !host.copy()) return
    renew()
    host.view().focus()
  }

  function renew() {
    host.copy().forget()
    enter()
  }

  function show() {
    timer = null
    const copy = host.copy()
    bar?.show({ suggesting: Boolean(copy), count: copy ? copy.changes.length : 0 })
  }

  async function fill() {
    if (await fillPanel(panel, `/parts/${host.part}/suggestions/`))
      panel.querySelector('draft-comments').addEventListener('comments:go', go)
  }

  function go(event) {
    const mark = book.place(host.text(), event.detail.thread)
    if (!mark) return
    event.preventDefault()
    host.view().dispatch({ selection: { anchor: mark.to, head: mark.from }, scrollIntoView: true })
    host.view().focus()
  }

  async function follow({ target }) {
    const id = target.closest('.draft-proposal, .draft-struck')?.dataset.suggestion
    if (!id) return
    await fill()
    host.openPanel('suggestions')
    const list = panel.querySelector('draft-comments')
    point(list, list?.thread(id))
  }

  const hear = ({ detail }) => detail.data.part === host.part && book.load()
  for (const kind of ['made', 'decided']) topic?.addEventListener(`live:suggestion.${kind}`, hear, { signal })
  topic?.addEventListener('live:suggestion.placed', ({ detail }) => book.moved(detail.data.rows), { signal })
  host.element.addEventListener('click', follow, { signal })
  book.load()
  if (bar) host.element.querySelector('.draft-head').append(bar.element)
  queueMicrotask(() => {
    const unsent = may && waiting(host)
    if (!host.copy() && may && (unsent || !host.has('edit_draft'))) enter()
    const copy = host.copy()
    if (copy) copy.told = () => (timer ??= setTimeout(show, 250))
    show()
  })
  return {
    extensions: drawing(() => book.placed(host.text())),
    acts: { write: () => to('write'), suggest: () => to('suggest') },
    element: panel,
    shown: fill,
    destroy() {
      leaving.abort()
      clearTimeout(timer)
      bar?.element.remove()
    },
  }
}
