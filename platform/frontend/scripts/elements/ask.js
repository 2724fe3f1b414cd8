/** A question in the product's own dialog: `if (await ask('Delete this post?', 'Delete')) …`. */

/** Resolves to whether the reader agreed; the focus returns to where it was. */
export function ask(question, label = gettext('Confirm')) {
  const dialog = build(question, label)
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    })
  })
}

function build(question, label) {
  const dialog = document.createElement('dialog')
  dialog.className = 'dialog dialog--small'
  const form = document.createElement('form')
  form.method = 'dialog'
  const text = document.createElement('p')
  text.className = 'dialog-question'
  text.id = 'confirm-question'
  text.textContent = question
  dialog.setAttribute('aria-labelledby', text.id)
  const foot = document.createElement('div')
  foot.className = 'dialog-foot'
  foot.append(button(gettext('Cancel'), 'no', 'button--secondary'), button(label, 'yes', 'button--danger'))
  form.append(text, foot)
  dialog.append(form)
  return dialog
}

function button(label, value, kind) {
  const element = document.createElement('button')
  element.className = `button ${kind}`
  element.value = value
  element.textContent = label
  return element
}
