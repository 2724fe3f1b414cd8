/**
 * A small form for an answer or a new comment, made from the page's <template data-answer>. What is typed is kept in
 * this browser until the server has it; whatever goes wrong, the text stays and the reason stands above it.
 */
import { forget, keep } from '../../elements/kept-form.js'
import { keptFields } from '../../elements/composer/store.js'
import { newKey } from '../../elements/new-key.js'
import { post } from '../../http.js'

/**
 * The form, to be placed by the caller. `fields()` more fields to send; `sent(data)` and `cancelled()` when it is over;
 * `keptAs` the name its text is kept under.
 */
export function answerForm(owner, { url, label, keptAs = url, fields = () => ({}), sent, cancelled }) {
  const form = owner.querySelector('template[data-answer]').content.querySelector('form').cloneNode(true)
  const { body } = form.elements
  form.querySelector('[data-label]').textContent = label
  body.setAttribute('aria-label', label)
  form.dataset.keep = keptAs
  body.value = keptFields(keptAs)?.body ?? ''
  const key = newKey()
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (form.getAttribute('aria-busy') === 'true') return
    busy(form, true)
    const answer = await post(url, { ...fields(), body: body.value, key })
    busy(form, false)
    if (!answer.ok) return refused(form, answer.message)
    forget(form)
    form.remove()
    sent(answer.data)
  })
  const leave = () => {
    keep(form)
    form.remove()
    cancelled()
  }
  form.querySelector('[data-cancel]').addEventListener('click', leave)
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.altKey) form.requestSubmit()
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    leave()
  })
  owner.dispatchEvent(new CustomEvent('mentions:field', { bubbles: true, detail: { field: body } }))
  return form
}

function busy(form, on) {
  form.setAttribute('aria-busy', String(on))
  form.elements.body.readOnly = on
}

function refused(form, message) {
  keep(form)
  const box = form.querySelector('[data-form-error]')
  box.hidden = false
  box.querySelector('[data-words]').textContent = `${message} ${gettext('Your text is kept here.')}`
  form.elements.body.focus()
}
