/** Own words that could not be merged, shown above the text until their author has dealt with them. */
import { ask } from '../../../elements/ask.js'
import { h } from './dom.js'

/** `acts`: `{insert(text), dismiss()}`, either may be missing. */
export function asidePanel(aside, acts) {
  const words = aside.passages.join('\n\n')
  const copied = h('span', { class: 'draft-aside-copied', role: 'status' })
  const copy = () => navigator.clipboard.writeText(words).then(() => (copied.textContent = gettext('Copied')))
  const panel = h(
    'section',
    { class: 'draft-aside', role: 'alert' },
    h('h2', {}, gettext('Your text that was not saved')),
    h('p', {}, explain(aside.reason)),
    h('blockquote', { class: 'draft-aside-words', tabindex: '0' }, words),
    h(
      'div',
      { class: 'actions' },
      acts.insert ? button(gettext('Insert at the caret'), '', () => acts.insert(words)) : null,
      button(gettext('Copy'), 'button--secondary', copy),
      button(gettext('Download'), 'button--secondary', () => download(words, aside)),
      acts.dismiss ? button(gettext('Discard'), 'button--quiet', dismiss) : null,
      copied,
    ),
  )
  return panel

  async function dismiss() {
    if (!(await ask(gettext('Discard this text for good?'), gettext('Discard')))) return
    panel.remove()
    acts.dismiss()
  }
}

function explain(reason) {
  if (['replaced', 'epoch'].includes(reason)) {
    return gettext(
      'The shared text was replaced by another one while your words were on their way. They are kept here and were not mixed into it.',
    )
  }
  if (reason === 'no-right') {
    return gettext(
      'You may not write here now. These words are only in this browser; they are sent by themselves if the right comes back.',
    )
  }
  return gettext(
    'The server did not take these words. They are kept here; the text below is as everybody else sees it.',
  )
}

function button(label, kind, onclick) {
  return h('button', { type: 'button', class: `button button--small ${kind}`.trim(), onclick }, label)
}

/** The words first, then the whole text as it was, so that their place can be found. */
function download(words, { whole, at }) {
  const text = `${words}\n\n---\n\n${whole}\n`
  const url = URL.createObjectURL(new Blob([text], { type: 'text/markdown;charset=utf-8' }))
  const link = h('a', {
    href: url,
    download: `tekst-${new Date(at).toISOString().slice(0, 16).replace(/[:T]/g, '-')}.md`,
  })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
