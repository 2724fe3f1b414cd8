/** A window over the editor: a title, what is asked, a button that cancels and one that does it. */
import { h } from './dom.js'

/**
 * Opens it in `parent`. However it is left, the text of `view()` has the focus again.
 *
 * `save(close)` is called when the form is sent; `submit` is the word on its button, `others` are buttons before
 * Cancel. The answer's `close()` gives the focus back at once: the event `close` comes later than the next key.
 */
export function openWindow(parent, view, { title, content, submit, save, others = [], checked = true }) {
  const close = () => {
    element.close()
    view()?.focus()
  }
  const send = (event) => {
    event.preventDefault()
    save(close)
  }
  const cancel = h(
    'button',
    { type: 'button', class: 'button button--quiet', onclick: close },
    gettext('Cancel'),
  )
  const button = h('button', { class: 'button' }, submit)
  const form = h(
    'form',
    { class: 'dialog-body', novalidate: !checked, onsubmit: send },
    h('h2', {}, title),
    ...content,
    h('div', { class: 'actions' }, ...others, cancel, button),
  )
  const element = h('dialog', { class: 'dialog dialog--small', 'aria-label': title }, form)
  element.addEventListener('close', () => {
    element.remove()
    view()?.focus()
  })
  parent.append(element)
  element.showModal()
  return { element, form, submit: button, close }
}
