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

const ICON = 'M5 5h14v10H11l-4 4v-4H5z'
const TO = 'M5 5h14v10H11l-4 4v-4H5zM9 10h6m-2.500-2.500L15 10l-2.500 2.500'
const KEY = 'Mod-Shift-m'

export function comments(host) {
  const book = new MarkBook(`/parts/${host.part}/marks`, host.part, () => draw())
  const panel = h('div', { class: 'draft-comments-panel' })
  const topic = document.querySelector('live-topic[data-comments]')
  const leaving = new AbortController()
  const { signal } = leaving
  const list = () => panel.querySelector('draft-comments')

  function draw() {
    const view = host.view()
    if (view) view.dispatch({ effects: setMarks.of(book.placed(host.text())) })
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

  const tools = [
    { name: 'comment', label: gettext('Comment'), icon: ICON, key: KEY, run: compose, reading: true },
    {
      name: 'to-comment',
      label: gettext('To the comment here'),
      icon: TO,
      key: 'Mod-Shift-l',
      run: follow,
      reading: true,
    },
  ]
  return {
    extensions: marking(() => book.placed(host.text())),
    tools: host.can('comment_draft') ? tools : tools.slice(1),
    panel: { name: 'comments', label: gettext('Comments'), icon: ICON, element: panel, shown: fill },
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
