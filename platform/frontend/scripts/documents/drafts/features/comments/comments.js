/**
 * Comments beside the text: passages are marked, a panel lists the threads in the order of the text.
 *
 * A passage's place is kept by the characters themselves (Yjs relative positions) and looked up anew with every
 * change; when somebody else's undo or a paste brought new characters, the server finds the words and tells us.
 */
import { answerForm } from '../../../comments/answer-form.js'
import { h } from '../../screen/dom.js'
import { chosen } from './chosen.js'
import { marking, setMarks } from './marking.js'
import { MarkBook } from './mark-book.js'
import { fillPanel, point } from './panel.js'

export function comments(host) {
  const leaving = new AbortController()
  const { signal } = leaving
  const book = new MarkBook(`/parts/${host.part}/marks`, host.part, () => draw(), { signal })
  const panel = h('div', { class: 'draft-comments-panel' })
  const topic = document.querySelector('live-topic[data-comments]')
  const list = () => panel.querySelector('draft-comments')

  function draw() {
    const placed = book.placed(host.text())
    host.view()?.dispatch({ effects: setMarks.of(placed) })
    list()?.arrange(placed)
  }

  async function fill() {
    if (await fillPanel(panel, `/parts/${host.part}/comments/`)) list().addEventListener('comments:go', go)
  }

  function go(event) {
    const mark = book.place(host.text(), event.detail.thread)
    if (!mark) return
    event.preventDefault()
    const view = host.view()
    view.dispatch({ selection: { anchor: mark.to, head: mark.from }, scrollIntoView: true })
    view.focus()
  }

  /** From the text to the thread of the passage that the caret is in. */
  async function follow(view) {
    const mark = book.at(host.text(), view.state.selection.main.head)
    if (!mark) return host.announce(gettext('There is no comment here.'))
    await fill()
    host.openPanel('comments')
    const article = list()?.thread(mark.id)
    point(list(), article)
    article?.querySelector('a')?.focus()
  }

  async function compose(view) {
    const passage = chosen(view, host.text())
    if (!passage) return host.announce(gettext('Select the words to comment on first.'))
    await fill()
    host.openPanel('comments')
    composeIn(list(), { host, passage, sent: () => view.focus() })
  }

  const hear = ({ detail }) => detail.data.part === host.part && book.load()
  for (const kind of ['opened', 'resolved', 'reopened', 'added']) {
    topic?.addEventListener(`live:comment.${kind}`, hear, { signal })
  }
  topic?.addEventListener('live:commentthread.placed', ({ detail }) => book.moved(detail.data.rows), {
    signal,
  })
  host.element.addEventListener(
    'click',
    (event) => event.target.closest('.draft-commented') && follow(host.view()),
    {
      signal,
    },
  )
  book.load()

  return {
    extensions: marking(() => book.placed(host.text())),
    acts: { comment: compose, 'to-comment': follow },
    element: panel,
    shown: fill,
    destroy: () => leaving.abort(),
  }
}

function composeIn(list, { host, passage, sent }) {
  list.querySelector('.comment-new')?.remove()
  const box = h(
    'div',
    { class: 'comment-new' },
    h('p', { class: 'comment-words' }, h('q', {}, shortened(passage.quote))),
  )
  const form = answerForm(list, {
    url: `/parts/${host.part}/comments/new/`,
    keptAs: `/parts/${host.part}/comments/new/#${passage.quote.slice(0, 40)}`,
    label: gettext('Your comment'),
    fields: () => passage,
    sent: ({ html }) => {
      box.remove()
      point(list, list.place(html))
      host.announce(gettext('The comment is sent.'))
      sent()
    },
    cancelled: () => {
      box.remove()
      sent()
    },
  })
  box.append(form)
  list.prepend(box)
  form.elements.body.focus()
}

function shortened(words) {
  return words.length > 160 ? `${words.slice(0, 159)}…` : words
}
