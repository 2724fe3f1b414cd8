/**
 * Suggestions: in the mode “I am suggesting” one writes in a copy of the text; its changes become rows that everybody
 * sees struck and inserted, and that an editor accepts or rejects. Whoever may only suggest has no other mode.
 */
import { post } from '../../../../http.js'
import { newKey } from '../../../../elements/new-key.js'
import { h } from '../../screen/dom.js'
import { fillPanel, point } from '../comments/panel.js'
import { MarkBook } from '../comments/mark-book.js'
import { ModeBar } from './bar.js'
import { drawing, setSuggestions } from './drawing.js'
import { Fork, waiting } from './fork.js'

const ICON = 'M4 17.500V20h2.500L17 9.500 14.500 7zM16 5.500 18.500 8M11 20h9'

export function suggestions(host) {
  const may = host.has('suggest_edit')
  const book = new MarkBook(`/parts/${host.part}/suggestions/marks`, host.part, () => draw())
  const panel = h('div', { class: 'draft-comments-panel' })
  const topic = document.querySelector('live-topic[data-comments]')
  const leaving = new AbortController()
  const { signal } = leaving
  const key = `fork:${document.body.dataset.user}:${host.part}`
  const bar = may ? new ModeBar({ write: host.has('edit_draft'), to, send, drop }) : null
  let sending = newKey()
  let timer = null

  function draw() {
    host.view()?.dispatch({ effects: setSuggestions.of(book.placed(host.text())) })
  }

  function enter() {
    const { doc: base, epoch } = host.replica
    host.setCopy(new Fork({ base, epoch, key, changed: () => host.copy()?.told?.() }))
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

  function drop() {
    if (window.confirm(gettext('Give up the changes that were not sent?'))) renew()
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
    const unsent = may && waiting(key, host.replica.epoch)
    if (!host.copy() && may && (unsent || !host.has('edit_draft'))) enter()
    const copy = host.copy()
    if (copy) copy.told = () => (timer ??= setTimeout(show, 250))
    show()
  })
  return {
    extensions: drawing(() => book.placed(host.text())),
    panel: { name: 'suggestions', label: gettext('Suggestions'), icon: ICON, element: panel, shown: fill },
    destroy() {
      leaving.abort()
      clearTimeout(timer)
      bar?.element.remove()
    },
  }
}
