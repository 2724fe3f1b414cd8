/** <form data-confirm="Delete this post?" data-confirm-label="Delete">: asks in a dialog before it is sent. */
import { ask } from './ask.js'

document.addEventListener('submit', (event) => {
  const { target: form, submitter } = event
  const question = submitter?.dataset.confirm ?? form.dataset.confirm
  if (!question || form.dataset.confirmed !== undefined) return
  event.preventDefault()
  ask(question, submitter?.dataset.confirmLabel ?? form.dataset.confirmLabel).then((agreed) => {
    if (agreed) send(form, submitter)
  })
})

function send(form, submitter) {
  form.dataset.confirmed = ''
  form.requestSubmit(submitter)
  delete form.dataset.confirmed
}
